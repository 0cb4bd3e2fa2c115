using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Where an institution stands in a period's clearing.</summary>
internal sealed class NaiveState
{
    public NaiveState(NaiveEconomy economy, NaiveInstitution institution)
    {
        (Economy, Institution) = (economy, institution);
        Claims = [.. economy.ClaimsOf(institution)];
        Debts = economy.Debts(institution);
        Due = institution.DepositsDue + institution.ClientMoneyDue + economy.DebtsOf(institution).Where(claim => claim.IsDue).Sum(claim => claim.Amount);
        ReserveForLiquidity = economy.ReserveForLiquidity(institution);
        Income = NaiveEconomy.Income(institution);
        Liquid = economy.Liquid(institution);
        AheadDebts = institution.Bridged
            + (economy.Mechanism.ExternalCreditors == ExternalCreditors.Senior ? institution.Deposits + institution.OtherDebts : 0)
            + (economy.Mechanism.ClientDeficiency == ExternalCreditors.Senior ? institution.TrustDeficiency : 0);
    }

    public NaiveEconomy Economy { get; }

    public NaiveInstitution Institution { get; }

    /// <summary>Its claims on those who are open.</summary>
    public IReadOnlyList<NaiveClaim> Claims { get; }

    /// <summary>p̄.</summary>
    public double Debts { get; }

    /// <summary>The part of p̄ that is paid before the rest.</summary>
    public double AheadDebts { get; }

    /// <summary>d.</summary>
    public double Due { get; set; }

    /// <summary>What can be used without selling anything.</summary>
    public double Liquid { get; }

    public double ReserveForLiquidity { get; }

    public double Income { get; }

    /// <summary>ib.</summary>
    public double ClaimsValue { get; set; }

    public double Inflow { get; set; }

    public double Net { get; set; }

    public double Need { get; set; }

    public bool IsBridged { get; set; }

    public bool HasFailed { get; set; }

    /// <summary>It is closed in order: what it cannot pay its creditors lose, without a default.</summary>
    public bool IsInRunOff => Institution.IsInRunOff && !HasFailed;

    /// <summary>The round in which it failed; 0 if it did not.</summary>
    public int FailedInRound { get; set; }

    /// <summary>Share of its marketable assets that it sells.</summary>
    public double SoldShare { get; set; }

    /// <summary>What it raises to lower its leverage, and pays debts back with.</summary>
    public double ForLeverage { get; set; }

    /// <summary>x: share of ordinary debts that is paid.</summary>
    public double PaidShare { get; private set; } = 1;

    /// <summary>Share of the debts ahead that is paid.</summary>
    public double PaidShareAhead { get; private set; } = 1;

    /// <summary>What is left when everybody is paid.</summary>
    public double LeftToOwners { get; private set; }

    /// <summary>q at which it all came to rest.</summary>
    public Dictionary<string, double> Price { get; } = [];

    /// <summary>Values all debts alike at what there is to pay them.</summary>
    public void PassOn(double assets)
    {
        if (assets < Debts)
        {
            PaidShare = Math.Min(PaidShare, Math.Max(0, assets) / Debts);
        }
    }

    /// <summary>Hands out an estate: first what is ahead, then all others alike.</summary>
    public void Distribute(double estate)
    {
        var others = Debts - AheadDebts;
        PaidShareAhead = AheadDebts > 0 ? Math.Min(1, estate / AheadDebts) : 1;
        var left = Math.Max(0, estate - AheadDebts);
        PaidShare = Math.Min(PaidShare, others > 0 ? Math.Min(1, left / others) : 1);
        LeftToOwners = Math.Max(0, left - others);
    }
}
