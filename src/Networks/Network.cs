using Contagion.Model;

namespace Contagion.Networks;

/// <summary>The immutable network: institutions with balance sheets that balance, and the exposures between them as compressed rows in both directions.</summary>
/// <remarks>Built by <see cref="NetworkBuilder"/>. Institutions are numbered from 0 in input order.</remarks>
public sealed class Network
{
    private readonly IdIndex _indexOf;
    private readonly BalanceSheet[] _sheets;
    private readonly InstitutionColumns _given;
    private readonly int[]? _platforms;
    private readonly Payment[] _payments;

    internal Network(InstitutionColumns given, IdIndex indexOf, BalanceSheet[] sheets, ExposureRows rows, Ties ties, int[]? platforms)
    {
        (_given, _indexOf, _sheets, _platforms, _payments) = (given, indexOf, sheets, platforms, ties.Payments);
        (Claims, Debts, ClaimOfDebt, ClaimType, ClaimSeniority) = (rows.Claims, rows.Debts, rows.ClaimOfDebt, rows.Type, rows.Seniority);
        (Terms, Holdings, Guarantees, Services) = (rows.Terms, ties.Holdings, ties.Guarantees, ties.Services);
        (AssetNames, AssetHoldings, AssetHolders) = (ties.AssetNames, ties.AssetHoldings, ties.AssetHoldings.Transpose(ties.AssetNames.Count));
        SeniorityMax = Math.Max(1, (int)(ClaimSeniority.IsEmpty ? 1 : ClaimSeniority.ToArray().Max()));
    }

    /// <summary>Number of institutions.</summary>
    public int Count => _sheets.Length;

    /// <summary>Row i: the claims of creditor i; columns are debtors. Loans and demand deposits, the claims that stand on balance sheets.</summary>
    public CompressedRows Claims { get; }

    /// <summary>Row i: the debts of debtor i; columns are creditors. The transpose of <see cref="Claims"/>.</summary>
    public CompressedRows Debts { get; }

    /// <summary>The position in <see cref="Claims"/> of each entry of <see cref="Debts"/>.</summary>
    public ReadOnlyMemory<int> ClaimOfDebt { get; }

    /// <summary>The type of each claim; empty when all are loans.</summary>
    public ReadOnlyMemory<byte> ClaimType { get; }

    /// <summary>Whether a claim is a loan, and not one on demand.</summary>
    public bool IsLoan(int claim) => ClaimType.IsEmpty || ClaimType.Span[claim] == (byte)ExposureType.Loan;

    /// <summary>The priority class of each claim, 1 paid first; empty when all are of class 1.</summary>
    public ReadOnlyMemory<byte> ClaimSeniority { get; }

    /// <summary>What is agreed of claims besides their amounts; null where the builder did not keep it.</summary>
    public ClaimTerms? Terms { get; }

    /// <summary>Row i: the shares holder i has in the equity of others; columns are issuers, amounts fractions.</summary>
    public CompressedRows Holdings { get; }

    /// <summary>Names of marketable assets, in the order in which a scenario names them.</summary>
    public IReadOnlyList<string> AssetNames { get; }

    /// <summary>Row i: the units that holder i has of marketable assets; columns are assets.</summary>
    public CompressedRows AssetHoldings { get; }

    /// <summary>Row m: the units of asset m by holder; columns are holders. The transpose of <see cref="AssetHoldings"/>.</summary>
    public CompressedRows AssetHolders { get; }

    /// <summary>Row i: the promises to beneficiary i of those who stand for debts of others; columns are guarantors, amounts the most they
    /// promise. On no balance sheet until they are called.</summary>
    public CompressedRows Guarantees { get; }

    /// <summary>Who depends on whose services. On no balance sheet.</summary>
    public Services Services { get; }

    /// <summary>Payments that wait to be settled, in input order.</summary>
    public ReadOnlySpan<Payment> Payments => _payments;

    /// <summary>The most junior class any claim has.</summary>
    public int SeniorityMax { get; }

    /// <summary>The balance sheet of each institution.</summary>
    public ReadOnlySpan<BalanceSheet> Sheets => _sheets;

    /// <summary>Ids in input order.</summary>
    public IReadOnlyList<string> Ids => _given.Ids;

    /// <summary>Volatility of external assets of each institution, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Volatility => _given.Of(InstitutionItem.Volatility);

    /// <summary>Economic weight, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Weight => _given.Of(InstitutionItem.Weight);

    /// <summary>Failure threshold, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> FailureThreshold => _given.Of(InstitutionItem.FailureThreshold);

    /// <summary>Failure cost, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> FailureCost => _given.Of(InstitutionItem.FailureCost);

    /// <summary>Probability of default, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> DefaultProbability => _given.Of(InstitutionItem.DefaultProbability);

    /// <summary>Payments that reach it in a period, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Load => _given.Of(InstitutionItem.Load);

    /// <summary>Payments served in a sub-period at full service, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Capacity => _given.Of(InstitutionItem.Capacity);

    /// <summary>Most payments that can wait, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> QueueMax => _given.Of(InstitutionItem.QueueMax);

    /// <summary>Number of client accounts, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Accounts => _given.Of(InstitutionItem.Accounts);

    /// <summary>How far a platform is proven different from bad ones, in [0, 1], NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Quality => _given.Of(InstitutionItem.Quality);

    /// <summary>Share of debts paid if a credit shock strikes, in [0, 1], NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Recovery => _given.Of(InstitutionItem.Recovery);

    /// <summary>Amount moved for clients in a day, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> DailyTransactions => _given.Of(InstitutionItem.DailyTransactions);

    /// <summary>Most that a guarantor stands for in all, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> GuaranteeLimit => _given.Of(InstitutionItem.GuaranteeLimit);

    /// <summary>People or firms behind an institution, a whole number from 1, NaN, which means 1, where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Members => _given.Of(InstitutionItem.Members);

    /// <summary>What the supervisor or a rating gives, in [0, 1], NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Score => _given.Of(InstitutionItem.Score);

    /// <summary>Licence, 1 for yes and 0 for no, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Licence => _given.Of(InstitutionItem.Licence);

    /// <summary>Features of institutions; null when none were given.</summary>
    public Features? Features { get; internal init; }

    /// <summary>The networks it is one of; null where it was not reconstructed from marginals.</summary>
    public ReconstructedNetworks? Reconstructed { get; internal init; }

    /// <summary>How many platforms an institution borrows on: those that hold a claim on it and those named to have brought one about.</summary>
    public int PlatformsOf(int borrower) => _platforms?[borrower] ?? LendingPlatforms.Count(Debts, borrower, _given.Kinds);

    /// <summary>What an institution is.</summary>
    public InstitutionKind KindOf(int institution) => _given.Kinds[institution];

    /// <summary>What it does, where its kind leaves that open.</summary>
    public InstitutionRole RoleOf(int institution) => _given.Roles[institution];

    /// <summary>How a P2P platform stands for its loans.</summary>
    public PlatformMode ModeOf(int institution) => _given.Modes[institution];

    /// <summary>The group of an institution; null when none was given.</summary>
    public string? GroupOf(int institution) => _given.Groups[institution];

    /// <summary>The name of an institution for people; its id when none was given.</summary>
    public string NameOf(int institution) => _given.Names[institution] ?? _given.Ids[institution];

    /// <summary>The name that an institution was given; null when none was.</summary>
    public string? GivenNameOf(int institution) => _given.Names[institution];

    /// <summary>What institutions gave of an item, NaN where not given; empty when no institution gives it.</summary>
    public ReadOnlySpan<double> Given(InstitutionItem item) => _given.Of(item);

    /// <summary>An institution as its source gave it, for those who write it elsewhere: what the balance sheet was completed with is not in it.</summary>
    public Institution Given(int institution) => _given.At(institution) with
    {
        Name = _given.Names[institution],
        Group = _given.Groups[institution],
        Role = _given.Roles[institution],
        Mode = _given.Modes[institution],
    };

    /// <summary>The index of an id; false when there is none.</summary>
    public bool TryFind(string id, out int institution) => _indexOf.TryFind(id, out institution);
}
