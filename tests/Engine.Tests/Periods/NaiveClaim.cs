using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>One claim with an amount and an owner of its own. A part that is sold, withdrawn or settled is split off as another claim.</summary>
internal sealed record NaiveClaim
{
    /// <summary>Who owns it; null for somebody outside the network.</summary>
    public required NaiveInstitution? Creditor { get; set; }

    /// <summary>Who owned it first: promises were made to it, and nobody promises anything to itself.</summary>
    public NaiveInstitution? Lender { get; init; }

    /// <summary>Who owes it.</summary>
    public required NaiveInstitution Debtor { get; init; }

    /// <summary>What is owed.</summary>
    public required double Amount { get; set; }

    /// <summary>Loan, demand, or a called guarantee.</summary>
    public required ExposureType Type { get; init; }

    /// <summary>When it falls due; null for no date.</summary>
    public int? Maturity { get; init; }

    /// <summary>Who brought it about.</summary>
    public NaiveInstitution? Platform { get; init; }

    /// <summary>Who stands for the debtor.</summary>
    public NaiveInstitution? Guarantor { get; init; }

    /// <summary>Share of the loss that promises cover.</summary>
    public double Coverage { get; init; } = 1;

    /// <summary>What collateral is worth to this claim if it exists; at most its amount.</summary>
    public double Security { get; set; }

    /// <summary>It was a pool's until its lenders became creditors themselves; nobody buys such parts of loans.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>Whether it can be sold before it is due.</summary>
    public bool IsSaleable => Type == ExposureType.Loan && !IsDue && !IsAssigned;

    /// <summary>It is to be paid in this period.</summary>
    public bool IsDue { get; set; }

    /// <summary>What it was short of when it was settled.</summary>
    public double Unpaid { get; set; }

    /// <summary>Whether a loan has fallen due.</summary>
    public bool IsDueIn(NaiveEconomy economy) => Maturity is { } maturity ? maturity <= economy.Period : economy.Mechanism.Undated switch
    {
        UndatedLoans.Due => true,
        UndatedLoans.Standing => false,
        _ => economy.Scenario.Run.Periods == 1,
    };

    /// <summary>Takes a share of the claim, security included, off it.</summary>
    public NaiveClaim SplitOff(double share)
    {
        var part = this with { Amount = Amount * share, Security = Security * share };
        (Amount, Security) = (Amount - part.Amount, Security - part.Security);
        return part;
    }
}
