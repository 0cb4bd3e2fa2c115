using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>One institution and its books, as an accountant would keep them. Amounts are in the scenario's currency unit.</summary>
internal sealed class NaiveInstitution(Institution given)
{
    /// <summary>What its source gives.</summary>
    public Institution Given => given;

    /// <summary>c.</summary>
    public double Cash { get; set; } = given.Cash ?? 0;

    /// <summary>r.</summary>
    public double Reserve { get; set; } = given.Reserve ?? 0;

    /// <summary>g.</summary>
    public double External { get; set; } = given.ExternalAssets ?? 0;

    /// <summary>a, units by asset.</summary>
    public Dictionary<string, double> Units { get; } = [];

    /// <summary>T.</summary>
    public double Trust { get; set; } = given.TrustAssets ?? 0;

    /// <summary>K.</summary>
    public double ClientMoney { get; set; } = given.ClientMoney ?? 0;

    /// <summary>D.</summary>
    public double Deposits { get; set; } = given.Deposits ?? 0;

    /// <summary>B.</summary>
    public double OtherDebts { get; set; } = given.ExternalLiabilities ?? 0;

    /// <summary>Λ.</summary>
    public double Bridged { get; set; }

    /// <summary>Equity before anything happened.</summary>
    public double InitialEquity { get; set; }

    /// <summary>τ, below which an amount is no default.</summary>
    public double Tolerance { get; set; }

    /// <summary>A borrower of whom nothing but debts is known: it pays, and its equity counts as 0.</summary>
    public bool IsUnseen { get; set; }

    /// <summary>It never fails of itself.</summary>
    public bool IsSteady => IsUnseen || given.Kind == InstitutionKind.Authority;

    /// <summary>It takes no further part.</summary>
    public bool IsClosed { get; set; }

    /// <summary>A shock of this period declared it in default.</summary>
    public bool IsDeclared { get; set; }

    /// <summary>It is or was in default.</summary>
    public bool IsInDefault { get; set; }

    /// <summary>Its default is explained by shocks and credit events alone.</summary>
    public bool IsFundamental { get; set; }

    /// <summary>What was left for the owners when it was closed.</summary>
    public double LeftToOwners { get; set; }

    /// <summary>Equity lost by shocks and credit events so far, every promise honoured.</summary>
    public double FirstRoundLoss { get; set; }

    /// <summary>Share of the collateral for its debts that exists.</summary>
    public double RealCollateral { get; set; } = 1;

    /// <summary>What it may still be called upon to stand for as a guarantor.</summary>
    public double GuaranteeLeft { get; set; } = given.GuaranteeLimit ?? double.PositiveInfinity;

    /// <summary>Share of money on demand that shocks of this period withdraw.</summary>
    public double ShockedShare { get; set; }

    /// <summary>Amount that depositors withdraw on top in this period.</summary>
    public double ShockedAmount { get; set; }

    /// <summary>Deposits that are due in this period.</summary>
    public double DepositsDue { get; set; }

    /// <summary>Client money that is due from cash in this period.</summary>
    public double ClientMoneyDue { get; set; }

    /// <summary>Client money that was paid out of trust in this period.</summary>
    public double PaidFromTrust { get; set; }

    /// <summary>The first period in which a suspension is over.</summary>
    public int SuspendedBefore { get; set; }

    /// <summary>Outages: the first period, the first period after it, and the share of capacity that is gone.</summary>
    public List<(int From, int Before, double Fraction)> Outages { get; } = [];

    /// <summary>By how much the load of this period exceeds the usual.</summary>
    public double MoreLoad { get; set; }

    /// <summary>Size of this period's bad news about it.</summary>
    public double News { get; set; }

    /// <summary>σ.</summary>
    public double ServiceLevel { get; set; } = 1;

    /// <summary>It sends no payment in this period.</summary>
    public bool IsDark { get; set; }

    /// <summary>Load that waits.</summary>
    public double Queue { get; set; }

    /// <summary>Some of its load was dropped in this period.</summary>
    public bool HasDropped { get; set; }

    /// <summary>μ, as it has grown.</summary>
    public double Capacity { get; set; }

    /// <summary>π.</summary>
    public double Fear { get; set; }

    /// <summary>Share of its securities that it sells in the next period because of its leverage.</summary>
    public double SellNext { get; set; }

    /// <summary>Assets over equity before anything happened.</summary>
    public double InitialLeverage { get; set; }

    /// <summary>What limits keep it from lending.</summary>
    public double NotLent { get; set; }

    /// <summary>What limits keep it from borrowing.</summary>
    public double NotBorrowed { get; set; }

    /// <summary>The period in which it defaulted.</summary>
    public int? DefaultedIn { get; set; }

    /// <summary>For how many periods it has missed the admission rule.</summary>
    public int MissedFor { get; set; }

    /// <summary>It is being closed in order.</summary>
    public bool IsInRunOff { get; set; }

    /// <summary>A pool whose lenders have become creditors of those it had lent to.</summary>
    public bool IsConverted { get; set; }

    /// <summary>A gate, a suspension or an outage held something back in this period.</summary>
    public bool IsGated { get; set; }

    /// <summary>Everything it owns outside the network that any creditor can reach, at these prices.</summary>
    public double OutsideAssets(IReadOnlyDictionary<string, double> price) => Cash + Reserve + External + Securities(price);

    /// <summary>Marketable assets at these prices.</summary>
    public double Securities(IReadOnlyDictionary<string, double> price) => Units.Sum(held => held.Value * price[held.Key]);

    /// <summary>What its clients are not secured for.</summary>
    public double TrustDeficiency => ClientMoney - Trust;

    /// <summary>Who it is, for messages.</summary>
    public override string ToString() => given.Id;
}
