using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What all blocks of a run over periods share: the network sorted by what happens to it, and the scenario's channels and policies.</summary>
internal sealed class JointDynamics : Dynamics
{
    public JointDynamics(Network network, Joint parameters, Scenario scenario)
        : base(network)
    {
        (Parameters, Scenario) = (parameters, scenario);
        Lending = Lending.Of(network, scenario.Policies);
        Claims = Lending?.Claims ?? network.Claims;
        var isUndatedDue = parameters.Undated == UndatedLoans.Due || (parameters.Undated == UndatedLoans.Auto && scenario.Run.Periods == 1);
        (Loans, Maturity, MaturityOfClaim, OnDemand) = ClaimSet.Sorts(network, Claims, isUndatedDue);
        DemandDebt = OnDemand.Rows.ColumnSums(network.Count);
        Ladder = MaturityLadder.Of(Loans.Rows, Maturity, network.Count);
        DueDates = new DueDates(Loans.Rows, Maturity, scenario.Run.Periods);
        Calendar = new PolicyCalendar(scenario);
        PlatformLoans = scenario.Policies.ReserveFund is null ? null : PlatformLoans.Of(network, Claims, MaturityOfClaim);
        Security = Contagion.Engine.Security.Of(network, Claims, scenario.Channels.Credit?.Pledges ?? default);
        Guarantees = Guarantees.Of(network, Claims, Security, MaturityOfClaim, scenario.Policies.GuaranteeFund is not null);
        Assets = scenario.Channels.Market is { } market && AssetHoldings.Count > 0 ? [.. market.Assets] : [];
        Portfolios = Assets.Length > 0 ? new Portfolios(AssetHoldings, [.. Assets.Select(PriceImpact.Of)]) : null;
        AssetOwners = [.. Enumerable.Range(0, network.Count).Where(one => Assets.Length > 0 && AssetHoldings.LengthOf(one) > 0)];
        Platforms = [.. Enumerable.Range(0, network.Count).Where(one => network.KindOf(one) == InstitutionKind.Platform)];
        Likeness = scenario.Channels.Liquidity?.Panic is { } panic ? Contagion.Engine.Likeness.Of(PlatformTraits.Of(network, Platforms), panic) : null;
        (IsSteady, IsUnseen, HasIncome) = (new bool[network.Count], new bool[network.Count], new bool[network.Count]);
        for (var institution = 0; institution < network.Count; institution++)
        {
            var kind = network.KindOf(institution);
            IsUnseen[institution] = kind == InstitutionKind.Borrower && network.Sheets[institution].TotalAssets == 0;
            IsSteady[institution] = kind == InstitutionKind.Authority || IsUnseen[institution];
            InitialEquity[institution] = IsUnseen[institution] ? 0 : InitialEquity[institution];
            // Who has spent less than it is now without keeps the difference.
            InitialEquity[institution] += IsUnseen[institution] ? 0 : Math.Max(0, NotBorrowed(institution) - network.Sheets[institution].ExternalAssets - network.Sheets[institution].Cash);
            HasIncome[institution] = kind is InstitutionKind.Borrower or InstitutionKind.Lender;
        }

        OnDemandDebts = scenario.Channels.Liquidity?.Hoarding is null ? new CompressedRows([0], [], []) : OnDemand.Rows.Transpose(network.Count);
        if (OperationsPhase<OneLane>.IsNeeded(scenario))
        {
            Payments = network.Payments.IsEmpty ? null : PaymentsOf(network);
            Dependencies = network.Services.Rows.Count > 0 ? new Dependencies(network.Services, scenario.Run.MaxRounds) : null;
            LoadLimits = scenario.Channels.Operations?.Overload is { } overload ? new LoadLimits(new ExposureGraph(network), overload, CancellationToken.None) : null;
            Capacities = [.. Enumerable.Range(0, network.Count).Where(one => Column.Of(network.Load, one) > 0 && !double.IsNaN(Column.Of(network.Capacity, one))).Select(one =>
                new Capacity(one, network.Capacity[one], Column.Of(network.QueueMax, one, double.PositiveInfinity)))];
        }

        (IsCoupled, IsDebtorOnly, IsCreditorOnly) = (new bool[network.Count], new bool[network.Count], new bool[network.Count]);
        var parties = Guarantees?.Backings.SelectMany(one => new[] { one.Guarantor, one.Promisor }).ToHashSet() ?? [];
        for (var institution = 0; institution < network.Count; institution++)
        {
            var hasAssets = Assets.Length > 0 && AssetHoldings.LengthOf(institution) > 0;
            var hasClaims = network.Claims.LengthOf(institution) > 0;
            var hasDebts = HasDebts(institution) || parties.Contains(institution);
            IsCoupled[institution] = hasAssets || (hasClaims && hasDebts);
            IsDebtorOnly[institution] = IsUnseen[institution] && !hasAssets && !hasClaims && !parties.Contains(institution) && !MayBeCharged && !OwesOnDemand(institution);
            // Hoarders call back what they have lent, and who may is looked at in full.
            IsCreditorOnly[institution] = !hasAssets && !hasDebts && scenario.Channels.Liquidity?.Hoarding is null && network.KindOf(institution) != InstitutionKind.Authority;
        }
    }

    public Joint Parameters { get; }

    public Scenario Scenario { get; }

    /// <summary>What limits refuse; null where nothing does.</summary>
    public Lending? Lending { get; }

    /// <summary>The claims at the amounts that are lent.</summary>
    public CompressedRows Claims { get; }

    /// <summary>Loans, with and without maturity.</summary>
    public ClaimSet Loans { get; }

    /// <summary>Claims that the creditor may call at any time.</summary>
    public ClaimSet OnDemand { get; }

    /// <summary>What each institution owes on demand within the network.</summary>
    public double[] DemandDebt { get; }

    /// <summary>What each institution owes by period.</summary>
    public MaturityLadder Ladder { get; }

    /// <summary>The period in which each of <see cref="Loans"/> falls due; <see cref="int.MaxValue"/> for none.</summary>
    public int[] Maturity { get; }

    /// <summary>The same of each claim of the network.</summary>
    public int[] MaturityOfClaim { get; }

    /// <summary>What collateral secures of each claim; empty when there is none.</summary>
    public double[] Security { get; }

    /// <summary>Who stands behind which loans; null when nobody does.</summary>
    public Guarantees? Guarantees { get; }

    /// <summary>Row i: the marketable assets of institution i, in units.</summary>
    public CompressedRows AssetHoldings => Network.AssetHoldings;

    /// <summary>Who holds which marketable assets and what sales do to their prices; null when nobody holds any.</summary>
    public Portfolios? Portfolios { get; }

    /// <summary>Institutions that hold marketable assets.</summary>
    public int[] AssetOwners { get; }

    /// <summary>The platforms.</summary>
    public int[] Platforms { get; }

    /// <summary>How alike platforms are, S; null without panic.</summary>
    public CompressedRows? Likeness { get; }

    /// <summary>The marketable assets; none when nobody holds any.</summary>
    public MarketAsset[] Assets { get; }

    /// <summary>When each policy is in force.</summary>
    public PolicyCalendar Calendar { get; }

    /// <summary>The loans of each platform; null when no policy asks.</summary>
    public PlatformLoans? PlatformLoans { get; }

    /// <summary>Who depends on whose services; null when nobody does or nothing can go dark.</summary>
    public Dependencies? Dependencies { get; }

    /// <summary>What each institution can carry before it is overloaded; null without that channel.</summary>
    public LoadLimits? LoadLimits { get; }

    /// <summary>Institutions with load and limited capacity.</summary>
    public Capacity[] Capacities { get; } = [];

    /// <summary>The payments of the scenario; null when there are none.</summary>
    public Payments? Payments { get; }

    /// <summary>Row j: who has lent j on demand; columns are creditors. Empty where nobody hoards.</summary>
    public CompressedRows OnDemandDebts { get; }

    /// <summary>Borrowers of whom only debts are known: they pay out of what is not seen, unless a shock strikes them. Their equity counts as 0.</summary>
    public bool[] IsUnseen { get; }

    /// <summary>Who never fails in clearing: authorities and <see cref="IsUnseen"/>.</summary>
    public bool[] IsSteady { get; }

    /// <summary>Borrowers and lenders: their external assets are income that pays what is due.</summary>
    public bool[] HasIncome { get; }

    /// <summary>Institutions that can fail or sell because of others: they owe something and have claims, or hold what is sold.</summary>
    public bool[] IsCoupled { get; }

    /// <summary>Borrowers of whom only debts are known: nothing that happens to others reaches them.</summary>
    public bool[] IsDebtorOnly { get; }

    /// <summary>Institutions that owe nothing and cannot come to owe anything, nor hold anything that is sold: nothing that happens to them reaches others.</summary>
    public bool[] IsCreditorOnly { get; }

    /// <summary>Who pays and is paid in which period.</summary>
    public DueDates DueDates { get; }

    public override bool HasPayments => true;

    public override bool HasPeriods => true;

    /// <summary>Everybody's books move from period to period.</summary>
    internal override bool IsRestless => true;

    internal override SumScale LossScale => ExternalScale;

    public override Cascade<TLanes> NewCascade<TLanes>() => new JointCascade<TLanes>(this);

    /// <summary>What limits keep an institution from borrowing.</summary>
    public double NotBorrowed(int institution) => Lending?.NotBorrowed[institution] ?? 0;

    /// <summary>τ of <c>models.md</c> 0.2.</summary>
    public double ToleranceOf(int institution) => Tau[institution];

    /// <summary>Whether reserve funds may pay what is due in a period.</summary>
    public bool IsReserveLiquid(int period) =>
        Scenario.Policies.ReserveFund is { ForLiquidity: true } fund && Calendar.IsInForce("reserveFund", fund.From, period);

    /// <summary>Whether anything can be withdrawn from an institution.</summary>
    public bool OwesOnDemand(int institution) => Network.Sheets[institution] is var sheet && sheet.Deposits + sheet.ClientMoney + DemandDebt[institution] > 0;

    internal override double FullPayment(int institution) => Network.Sheets[institution].TotalLiabilities;

    private protected override bool IsUnwell(int institution) => false;

    private static Payments PaymentsOf(Network network)
    {
        double[] assets = [.. Enumerable.Range(0, network.Count).Select(one => network.Sheets[one].TotalAssets)];
        QueuedPayment[] queued = [.. network.Payments.ToArray().Select(one => new QueuedPayment(one.Payer, one.Payee, one.Amount, one.At))];
        return new Payments(queued, assets);
    }

    /// <summary>Whether somebody who owes nothing may come to owe.</summary>
    private bool MayBeCharged =>
        Scenario.Shocks.Any(shock => shock.Kind is ShockKind.EquityLoss or ShockKind.OperatorError) || Scenario.Policies.Failover is { Cost: > 0 };

    private bool HasDebts(int institution)
    {
        var sheet = Network.Sheets[institution];
        return Network.Debts.LengthOf(institution) > 0 || sheet.OutsideLiabilities + sheet.ClientMoney > 0 || MayBeCharged;
    }
}
