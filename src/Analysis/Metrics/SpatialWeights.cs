using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Who is whose neighbour, and how close: the W of spatial statistics. Institutions without neighbours are not in it.</summary>
/// <remarks><c>models.md</c> 9.7.</remarks>
public sealed class SpatialWeights
{
    private SpatialWeights(int institutions, int[] members, CompressedRows rows) => (Institutions, Members, Rows, Total) = (institutions, members, rows, Distribution.Sum(rows.Amount));

    /// <summary>Number of institutions, with and without neighbours.</summary>
    public int Institutions { get; }

    /// <summary>Indices of those that have a neighbour or are one.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>w_ij between members, numbered as in <see cref="Members"/>.</summary>
    public CompressedRows Rows { get; }

    /// <summary>S₀ = Σ w_ij.</summary>
    public double Total { get; }

    /// <summary>Neighbours are those with exposures between them, as close as these are large: L + Lᵀ, rows standardised.</summary>
    /// <param name="network">The network before the shock.</param>
    /// <param name="counted">Whom to look at; empty for all.</param>
    /// <exception cref="ArgumentException">There is not one entry of <paramref name="counted"/> for each institution.</exception>
    public static SpatialWeights Of(Network network, ReadOnlySpan<bool> counted = default)
    {
        var (start, column, amount) = (new int[network.Count + 1], new int[2 * network.Claims.Count], new double[2 * network.Claims.Count]);
        for (var institution = 0; institution < network.Count; institution++)
        {
            start[institution + 1] = Merge(network.Claims, network.Debts, institution, column, amount, start[institution]);
        }

        return Of(new CompressedRows(start, column[..start[^1]], amount[..start[^1]]), isStandardised: true, counted);
    }

    /// <summary>Neighbours as given.</summary>
    /// <param name="rows">Row i: how close each neighbour of i is; at least 0, no neighbour twice, nobody its own neighbour.</param>
    /// <param name="isStandardised">Whether each row is divided by its sum.</param>
    /// <param name="counted">Whom to look at; empty for all.</param>
    /// <exception cref="ArgumentException">A weight is NaN, infinite or negative, somebody is its own neighbour, or lengths differ.</exception>
    public static SpatialWeights Of(CompressedRows rows, bool isStandardised, ReadOnlySpan<bool> counted = default)
    {
        Refuse.NoAmount(rows.Amount, nameof(rows));
        Refuse.OtherLength(counted.IsEmpty ? rows.Rows : counted.Length, rows.Rows, nameof(counted));
        var (members, numberOf) = MembersOf(rows, counted);
        var (start, column, amount) = (new int[members.Length + 1], new List<int>(), new List<double>());
        for (var member = 0; member < members.Length; member++)
        {
            var sum = 0.0;
            for (var entry = rows.Start[members[member]]; entry < rows.Start[members[member] + 1]; entry++)
            {
                if (rows.Amount[entry] > 0 && numberOf[rows.Column[entry]] is var neighbour and >= 0)
                {
                    column.Add(neighbour);
                    amount.Add(rows.Amount[entry]);
                    sum += rows.Amount[entry];
                }
            }

            for (var entry = start[member]; isStandardised && entry < amount.Count; entry++)
            {
                amount[entry] /= sum;
            }

            start[member + 1] = column.Count;
        }

        return new SpatialWeights(rows.Rows, members, new CompressedRows(start, [.. column], [.. amount]));
    }

    /// <summary>Those who have a neighbour or are one, among those who count; and for each institution its number among these, −1 for none.</summary>
    private static (int[] Members, int[] NumberOf) MembersOf(CompressedRows rows, ReadOnlySpan<bool> counted)
    {
        var isMember = new bool[rows.Rows];
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
            {
                var neighbour = rows.Column[entry];
                if (neighbour == row)
                {
                    throw new ArgumentException($"Institution {row} is its own neighbour; expected others.", nameof(rows));
                }

                if (rows.Amount[entry] > 0 && (counted.IsEmpty || (counted[row] && counted[neighbour])))
                {
                    isMember[row] = isMember[neighbour] = true;
                }
            }
        }

        int[] members = [.. Enumerable.Range(0, isMember.Length).Where(institution => isMember[institution])];
        var numberOf = new int[isMember.Length];
        numberOf.AsSpan().Fill(-1);
        for (var member = 0; member < members.Length; member++)
        {
            numberOf[members[member]] = member;
        }

        return (members, numberOf);
    }

    /// <summary>Writes what is between an institution and each other, by ascending other.</summary>
    /// <returns>Where the next row begins.</returns>
    private static int Merge(CompressedRows claims, CompressedRows debts, int row, int[] column, double[] amount, int next)
    {
        var (first, claim, debt) = (next, claims.Start[row], debts.Start[row]);
        while (claim < claims.Start[row + 1] || debt < debts.Start[row + 1])
        {
            var isClaim = debt == debts.Start[row + 1] || (claim < claims.Start[row + 1] && claims.Column[claim] <= debts.Column[debt]);
            var (other, between) = isClaim ? (claims.Column[claim], claims.Amount[claim++]) : (debts.Column[debt], debts.Amount[debt++]);

            // Claims of several types or classes, and of both directions, make one neighbour.
            next += next == first || column[next - 1] != other ? 1 : 0;
            column[next - 1] = other;
            amount[next - 1] += between;
        }

        return next;
    }
}
