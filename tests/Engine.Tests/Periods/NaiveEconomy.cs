using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Plays a scenario over periods with an object for every institution and every claim: docs/periods.md word by word, slowly.</summary>
/// <remarks>It shares no arithmetic with the engine. After every phase the books are audited: models.md 0.5.</remarks>
internal sealed class NaiveEconomy
{
    private readonly Dictionary<NaiveInstitution, int> _index = [];

    /// <param name="institutions">The institutions.</param>
    /// <param name="exposures">What they owe each other, in the order of rows.</param>
    /// <param name="units">Units of marketable assets, by institution and asset.</param>
    /// <param name="scenario">What happens; the network it names is not looked at.</param>
    /// <param name="replication">Which realisation of it.</param>
    public NaiveEconomy(
        IReadOnlyList<Institution> institutions, IReadOnlyList<(Exposure Exposure, ExposureTerms Terms)> exposures,
        IReadOnlyList<(int Institution, string Asset, double Units)> units, Scenario scenario, int replication)
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
        NaiveCollateral.Assign(exposures, Claims, scenario.Channels.Credit?.Pledges ?? PledgeRule.ProRata);
        foreach (var institution in Institutions)
        {
            if (institution.Given.Kind == InstitutionKind.Borrower && Assets(institution) == 0)
            {
                // What is not seen is there all the same: enough to pay with.
                (institution.IsUnseen, institution.External) = (true, Debts(institution));
            }

            institution.InitialEquity = Equity(institution);
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

    /// <summary>Plays all periods.</summary>
    /// <returns>This economy at the end.</returns>
    public NaiveEconomy Play()
    {
        for (Period = 0; Period < Scenario.Run.Periods; Period++)
        {
            Do("P1", NaiveShocks.Happen);
            Do("P3", NaiveCreditLosses.Happen);
            Do("P4", NaiveWithdrawals.Happen);
            Do("P5 and P6", economy => NaiveResolution.Happen(economy, NaiveClearing.Solve(economy)));
            Do("P9", NaiveRepayment.Happen);
        }

        return this;
    }

    public int IndexOf(NaiveInstitution institution) => _index[institution];

    public IEnumerable<NaiveClaim> ClaimsOf(NaiveInstitution creditor) => Claims.Where(claim => claim.Creditor == creditor);

    public IEnumerable<NaiveClaim> DebtsOf(NaiveInstitution debtor) => Claims.Where(claim => claim.Debtor == debtor);

    /// <summary>Everything owned, claims at face value.</summary>
    public double Assets(NaiveInstitution institution) => institution.OutsideAssets(Price) + institution.Trust + ClaimsOf(institution).Sum(claim => claim.Amount);

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
