using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Who stands behind which loans: loans with the same platform and guarantor have one backing.</summary>
internal sealed class Guarantees
{
    private readonly int[] _startOfDebtor;
    private readonly int[] _entryOfDebtor;

    private Guarantees(CompressedRows rows, int[] backing, double[] secured, int[] maturity, Backing[] backings)
    {
        (Rows, BackingOf, Secured, Maturity, Backings) = (rows, backing, secured, maturity, backings);
        // Borrowers and lenders are institutions of one network: there are as many rows as columns.
        _startOfDebtor = CountingSort.Starts(rows.Column, rows.Rows);
        _entryOfDebtor = CountingSort.Order(rows.Column, _startOfDebtor, []);
    }

    /// <summary>Row i: the covered loans of creditor i; columns are debtors, amounts what is covered and not secured by collateral.</summary>
    public CompressedRows Rows { get; }

    /// <summary>The backing of each entry of <see cref="Rows"/>.</summary>
    public int[] BackingOf { get; }

    /// <summary>Of each entry, what collateral secures of the covered part: lost where the collateral does not exist.</summary>
    public double[] Secured { get; }

    /// <summary>Of each entry, the period in which the loan falls due; <see cref="int.MaxValue"/> for none.</summary>
    public int[] Maturity { get; }

    /// <summary>The backings.</summary>
    public Backing[] Backings { get; }

    /// <summary>The entries of <see cref="Rows"/> that are loans to a debtor.</summary>
    public ReadOnlySpan<int> EntriesOf(int debtor) => _entryOfDebtor.AsSpan(_startOfDebtor[debtor].._startOfDebtor[debtor + 1]);

    /// <summary>The guarantees of a network; null when nobody stands behind anything.</summary>
    /// <param name="network">The network.</param>
    /// <param name="claims">Its claims, at the amounts that are lent.</param>
    /// <param name="security">What collateral secures of each claim; empty when there is none.</param>
    /// <param name="maturityOf">The period in which each claim falls due; <see cref="int.MaxValue"/> for none.</param>
    /// <param name="isIndustryWide">Whether a fund stands behind every loan that a platform has brought about.</param>
    public static Guarantees? Of(Network network, CompressedRows claims, double[] security, int[] maturityOf, bool isIndustryWide)
    {
        if (network.Terms is not { } terms || (terms.Platform.IsEmpty && terms.Guarantor.IsEmpty))
        {
            return null;
        }

        var indexOf = new Dictionary<Backing, int>();
        var (start, column, amount, backing) = (new int[claims.Rows + 1], new List<int>(), new List<double>(), new List<int>());
        var (secured, maturity) = (new List<double>(), new List<int>());
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                var platform = terms.Platform.IsEmpty ? -1 : terms.Platform[claim];
                // Nobody promises anything to itself.
                var guarantor = terms.Guarantor.IsEmpty || terms.Guarantor[claim] == creditor ? -1 : terms.Guarantor[claim];
                var mode = platform < 0 || platform == creditor ? PlatformMode.None : network.ModeOf(platform);
                var found = new Backing(
                    mode is PlatformMode.PlatformGuaranteed or PlatformMode.ThirdPartyGuaranteed ? platform : -1,
                    guarantor,
                    mode == PlatformMode.PlatformGuaranteed ? platform : -1,
                    platform);
                var coverage = terms.Coverage.IsEmpty ? 1 : terms.Coverage[claim];
                if ((found.Fund < 0 && found.Guarantor < 0 && !(isIndustryWide && platform >= 0)) || coverage == 0 || !network.IsLoan(claim))
                {
                    continue;
                }

                indexOf.TryAdd(found, indexOf.Count);
                column.Add(claims.Column[claim]);
                amount.Add(coverage * (claims.Amount[claim] - SecurityOf(claim)));
                secured.Add(coverage * SecurityOf(claim));
                backing.Add(indexOf[found]);
                maturity.Add(maturityOf[claim]);
            }

            start[creditor + 1] = column.Count;
        }

        if (column.Count == 0)
        {
            return null;
        }

        return new Guarantees(new CompressedRows(start, [.. column], [.. amount]), [.. backing], [.. secured], [.. maturity], [.. indexOf.Keys]);

        double SecurityOf(int claim) => security.Length == 0 ? 0 : security[claim];
    }
}

/// <summary>Who stands behind a loan; −1 where nobody does.</summary>
/// <param name="Fund">The platform whose reserve fund pays.</param>
/// <param name="Guarantor">Who promised to pay.</param>
/// <param name="Promisor">The platform that promised to pay itself.</param>
/// <param name="Platform">The platform that brought it about.</param>
internal readonly record struct Backing(int Fund, int Guarantor, int Promisor, int Platform);
