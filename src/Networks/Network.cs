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

    internal Network(InstitutionColumns given, IdIndex indexOf, BalanceSheet[] sheets, ExposureRows rows, CompressedRows holdings, int[]? platforms)
    {
        (_given, _indexOf, _sheets, _platforms) = (given, indexOf, sheets, platforms);
        (Claims, Debts, ClaimOfDebt, ClaimType, ClaimSeniority) = (rows.Claims, rows.Debts, rows.ClaimOfDebt, rows.Type, rows.Seniority);
        Holdings = holdings;
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

    /// <summary>The priority class of each claim, 1 paid first; empty when all are of class 1.</summary>
    public ReadOnlyMemory<byte> ClaimSeniority { get; }

    /// <summary>Row i: the shares holder i has in the equity of others; columns are issuers, amounts fractions.</summary>
    public CompressedRows Holdings { get; }

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

    /// <summary>Features of institutions; null when none were given.</summary>
    public Features? Features { get; internal init; }

    /// <summary>How many platforms an institution borrows on: those that hold a claim on it and those named to have brought one about.</summary>
    public int PlatformsOf(int borrower) => _platforms?[borrower] ?? LendingPlatforms.Count(Debts, borrower, _given.Kinds);

    /// <summary>What an institution is.</summary>
    public InstitutionKind KindOf(int institution) => _given.Kinds[institution];

    /// <summary>The group of an institution; null when none was given.</summary>
    public string? GroupOf(int institution) => _given.Groups?[institution];

    /// <summary>The name of an institution for people; its id when none was given.</summary>
    public string NameOf(int institution) => _given.Names?[institution] ?? _given.Ids[institution];

    /// <summary>The index of an id; false when there is none.</summary>
    public bool TryFind(string id, out int institution) => _indexOf.TryFind(id, out institution);
}
