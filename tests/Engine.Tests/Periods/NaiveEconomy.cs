using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Plays a scenario over periods with an object for every institution and every claim: docs/periods.md word by word, slowly.</summary>
/// <remarks>It shares no arithmetic with the engine. After every phase the books are audited: models.md 0.5.</remarks>
internal sealed class NaiveEconomy
{
    private readonly Dictionary<NaiveInstitution, int> _index = [];
    private readonly NaiveLikeness _likeness;

    /// <param name="institutions">The institutions.</param>
    /// <param name="exposures">What they owe each other, in the order of rows.</param>
    /// <param name="units">Units of marketable assets, by institution and asset.</param>
    /// <param name="payments">Payments that wait to be settled.</param>
    /// <param name="scenario">What happens; the network it names is not looked at.</param>
    /// <param name="replication">Which realisation of it.</param>
    public NaiveEconomy(
        IReadOnlyList<Institution> institutions, IReadOnlyList<(Exposure Exposure, ExposureTerms Terms)> exposures,
        IReadOnlyList<(int Institution, string Asset, double Units)> units, IReadOnlyList<Payment> payments, Scenario scenario, int replication)
    {
        (Scenario, Mechanism, Replication) = (scenario, (Joint)scenario.Channels.Solvency, replication);
        Institutions = [.. institutions.Select(given => new NaiveInstitution(given))];
        foreach (var institution in Institutions)
        {
            _index.Add(institution, _index.Count);
        }

        foreach (var (institution, asset, amount) in units)
        {
            Institutions[institution].Units[asset] = Institutions[institution].Units.GetValueOrDefault(asset) + amount;
        }

        Price = (scenario.Channels.Market?.Assets ?? []).ToDictionary(asset => asset.Name, _ => 1.0);
        Claims = [.. exposures.Where(row => row.Exposure is { Amount: > 0, Type: ExposureType.Loan or ExposureType.Demand }).Select(row => Claim(row.Exposure, row.Terms))];
        Neighbours = [.. Claims.Select(claim => (claim.Creditor!, claim.Debtor))];
        Services = [.. exposures.Where(row => row.Exposure.Type == ExposureType.Service).Select((row, index) => new NaiveService(
            Institutions[row.Exposure.Creditor], Institutions[row.Exposure.Debtor], row.Exposure.Amount, row.Terms.Need ?? $"need {index} of its own"))];
        Payments = [.. payments.Select((payment, index) => new NaivePayment(Institutions[payment.Payer], Institutions[payment.Payee], payment.Amount, payment.At, index)).OrderBy(payment => payment.At)];
        _likeness = new NaiveLikeness(this);
        GivenEquity = Institutions.ToDictionary(institution => institution, Equity);
        NaiveLending.Limit(this, [.. exposures.Where(row => row.Exposure is { Amount: > 0, Type: ExposureType.Loan or ExposureType.Demand }).Select(row => row.Terms)]);
        NaiveCollateral.Assign(exposures, Claims, scenario.Channels.Credit?.Pledges ?? PledgeRule.ProRata);
        Claims.RemoveAll(claim => claim.Amount == 0);
        foreach (var institution in Institutions)
        {
            if (institution.Given.Kind == InstitutionKind.Borrower && Assets(institution) + institution.NotLent == 0)
            {
                // What is not seen is there all the same: enough to pay with.
                (institution.IsUnseen, institution.External) = (true, Debts(institution));
            }
            else
            {
                // What was not borrowed was not bought with.
                var less = Math.Min(institution.External, institution.NotBorrowed);
                institution.External -= less;
                institution.Cash -= Math.Min(institution.Cash, institution.NotBorrowed - less);
            }

            institution.Cash += institution.NotLent;

            institution.InitialEquity = Equity(institution);
            institution.InitialLeverage = institution.InitialEquity > 0 ? OwnAssets(institution) / institution.InitialEquity : 1;
            institution.Tolerance = 1e-9 * Math.Max(1, Assets(institution));
        }

    }

    public Scenario Scenario { get; }

    public Joint Mechanism { get; }

    public int Replication { get; }

    public List<NaiveInstitution> Institutions { get; }

    public List<NaiveClaim> Claims { get; }

    /// <summary>q by asset.</summary>
    public Dictionary<string, double> Price { get; }

    public int Period { get; private set; }

    public NaiveTally Tally { get; } = new();

    /// <summary>Losses on debtors that failed in the last period's clearing, for which promises are called in this one.</summary>
    public List<NaiveLoss> Uncalled { get; set; } = [];

    public IEnumerable<NaiveInstitution> Open => Institutions.Where(institution => !institution.IsClosed);

    /// <summary>What the industry's guarantee fund has.</summary>
    public double Fund { get; set; }

    /// <summary>Who asked the lender of last resort, and when.</summary>
    public HashSet<(NaiveInstitution Institution, int Period)> Requests { get; } = [];

    /// <summary>For how many periods in a row somebody has been dark.</summary>
    public int DarkFor { get; set; }

    /// <summary>Nobody fails for want of cash in this period.</summary>
    public bool IsSettlementSuspended { get; set; }

    /// <summary>Losses of this period that somebody stands for, and what was promised for them.</summary>
    public List<NaiveRest> Covered { get; set; } = [];

    /// <summary>Equity as the source gives it.</summary>
    public Dictionary<NaiveInstitution, double> GivenEquity { get; }

    /// <summary>Who had a claim on whom at the start.</summary>
    public List<(NaiveInstitution Creditor, NaiveInstitution Debtor)> Neighbours { get; }

    /// <summary>Policies that regulation shocks put in force or out of force, by key, and when.</summary>
    public Dictionary<string, (bool IsOn, int Since)> Switched { get; } = [];

    /// <summary>Who depends on whom, for which need, and how well that works.</summary>
    public List<NaiveService> Services { get; }

    /// <summary>Payments that wait, and those that were settled.</summary>
    public List<NaivePayment> Payments { get; }

    /// <summary>A policy, if it is in force: as the last of its own first period and of all regulation says.</summary>
    public T? InForce<T>(string key, T? policy, int from = 0)
        where T : class
    {
        var (isOn, since) = Switched.GetValueOrDefault(key, (false, -1));
        return (Period >= from && from > since) || isOn ? policy : null;
    }

    /// <summary>Plays all periods.</summary>
    /// <returns>This economy at the end.</returns>
    public NaiveEconomy Play()
    {
        for (Period = 0; Period < Scenario.Run.Periods; Period++)
        {
            Do("P0, regulation", NaiveShocks.Regulate);
            Do("P0, funds", NaiveFunds.Open);
            Do("P0, supervision", NaiveSupervision.Happen);
            Do("P1", NaiveShocks.Happen);
            Do("P2", NaiveOperations.Happen);
            Do("P3", NaiveCreditLosses.Happen);
            Do("P4", NaiveWithdrawals.Happen);
            Do("P5 and P6", economy => NaiveResolution.Happen(economy, NaiveClearing.Solve(economy)));
            Do("P6, fund", NaiveGuaranteeFund.Pay);
            Do("P6, levy", NaiveFunds.Levy);
            Do("P7", NaiveDeleveraging.Happen);
            Do("P8", NaiveSignals.Happen);
            Do("P9, repayment", NaiveRepayment.Happen);
        }

        return this;
    }

    public int IndexOf(NaiveInstitution institution) => _index[institution];

    public IEnumerable<NaiveClaim> ClaimsOf(NaiveInstitution creditor) => Claims.Where(claim => claim.Creditor == creditor);

    public IEnumerable<NaiveClaim> DebtsOf(NaiveInstitution debtor) => Claims.Where(claim => claim.Debtor == debtor);

    /// <summary>Everything owned, claims at face value.</summary>
    public double Assets(NaiveInstitution institution) => institution.OutsideAssets(Price) + institution.Trust + ClaimsOf(institution).Sum(claim => claim.Amount);

    /// <summary>The same but what is in trust for clients.</summary>
    public double OwnAssets(NaiveInstitution institution) => Assets(institution) - institution.Trust;

    /// <summary>Everything owed that is not in trust.</summary>
    public double Debts(NaiveInstitution institution) =>
        institution.Deposits + institution.OtherDebts + institution.TrustDeficiency + institution.Bridged + DebtsOf(institution).Sum(claim => claim.Amount);

    /// <summary>E with claims at face value.</summary>
    public double Equity(NaiveInstitution institution) => Assets(institution) - institution.Trust - Debts(institution);

    /// <summary>What the owners have, or had when it was closed.</summary>
    public double Wealth(NaiveInstitution institution) => institution.IsClosed ? institution.LeftToOwners : Equity(institution);

    /// <summary>The institutions that a target means.</summary>
    public bool IsMeant(Target? target, NaiveInstitution institution) => target switch
    {
        null or Target.All => true,
        Target.Ids ids => ids.Names.Contains(institution.Given.Id),
        Target.OfKind kind => institution.Given.Kind == kind.Kind,
        Target.OfGroup group => institution.Given.Group == group.Group,
        _ => throw new NotSupportedException($"the naive economy does not know the target {target}"),
    };

    /// <summary>What of the reserve fund may pay what is due.</summary>
    public double ReserveForLiquidity(NaiveInstitution institution) =>
        Scenario.Policies.ReserveFund is { ForLiquidity: true } fund && InForce("reserveFund", fund, fund.From) is not null ? institution.Reserve : 0;

    /// <summary>What it earns and may pay with: all that borrowers and lenders own besides.</summary>
    public static double Income(NaiveInstitution institution) =>
        institution.Given.Kind is InstitutionKind.Borrower or InstitutionKind.Lender ? institution.External : 0;

    /// <summary>What can be used without selling anything.</summary>
    public double Liquid(NaiveInstitution institution) => institution.Cash + ReserveForLiquidity(institution) + Income(institution);

    /// <summary>How alike two platforms look; less to those who are shown that one is different.</summary>
    public double Likeness(Panic panic, NaiveInstitution one, NaiveInstitution other)
    {
        var sharing = InForce("informationSharing", Scenario.Policies.InformationSharing, Scenario.Policies.InformationSharing?.From ?? 0);
        var isShown = sharing is not null && !Institutions.Exists(bureau => bureau.Given.Id == sharing.Bureau && bureau.IsDark);
        return _likeness.Of(panic, one, other) * (1 - (isShown ? sharing!.Contrast * ((sharing.Shows == ShownTrait.Score ? one.Given.Score : one.Given.Quality) ?? 0) : 0));
    }

    private void Do(string phase, Action<NaiveEconomy> happen)
    {
        happen(this);
        NaiveAudit.Check(this, $"after {phase} of period {Period}");
    }

    private NaiveClaim Claim(Exposure exposure, ExposureTerms terms) => new()
    {
        Creditor = Institutions[exposure.Creditor],
        Lender = Institutions[exposure.Creditor],
        Debtor = Institutions[exposure.Debtor],
        Amount = exposure.Amount,
        Type = exposure.Type,
        Maturity = terms.Maturity,
        Platform = exposure.Platform is { } platform ? Institutions[platform] : null,
        Guarantor = terms.Guarantor is { } guarantor ? Institutions[guarantor] : null,
        Coverage = terms.Coverage ?? 1,
    };
}
