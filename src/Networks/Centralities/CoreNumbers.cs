namespace Contagion.Networks;

/// <summary>k-cores: an institution is of core k when it is among some who all have at least k counterparties among themselves, and of none higher.</summary>
/// <remarks>
/// Seidman (1983), Social Networks 5(3):269–287. Whoever has the fewest counterparties left is taken out next: Batagelj and Zaveršnik (2011), Advances in Data
/// Analysis and Classification 5(2):129–145. O(institutions + exposures).
/// </remarks>
public static class CoreNumbers
{
    /// <summary>By counterparties in either direction, each counted once.</summary>
    public static int[] Of(ExposureGraph graph)
    {
        var degree = new int[graph.Count];
        for (var institution = 0; institution < degree.Length; institution++)
        {
            degree[institution] = graph.NeighboursOf(institution).Length;
        }

        return Peel(degree, graph.NeighboursOf);
    }

    /// <summary>By counterparties in one direction.</summary>
    /// <param name="rows">Row i: the counterparties that count for i.</param>
    /// <param name="reverse">Row i: those for whom i counts; the transpose.</param>
    public static int[] Of(CompressedRows rows, CompressedRows reverse) =>
        Peel([.. Enumerable.Range(0, rows.Rows).Select(rows.LengthOf)], institution => reverse.Column[reverse.Start[institution]..reverse.Start[institution + 1]]);

    /// <param name="left">Counterparties of each institution; those left while others are taken out, and in the end its core.</param>
    /// <param name="loses">Who loses a counterparty when an institution is taken out.</param>
    private static int[] Peel(int[] left, Loses loses)
    {
        // Institutions by what they have left; those with the same number in a range that begins at start.
        var start = CountingSort.Starts(left, left.DefaultIfEmpty().Max() + 2);
        var order = CountingSort.Order(left, start, []);
        var place = new int[left.Length];
        for (var turn = 0; turn < order.Length; turn++)
        {
            place[order[turn]] = turn;
        }

        for (var turn = 0; turn < order.Length; turn++)
        {
            var taken = order[turn];
            foreach (var other in loses(taken))
            {
                if (left[other] > left[taken])
                {
                    // Swapped with the first of its range, which then begins one later.
                    var first = start[left[other]];
                    var (moved, from) = (order[first], place[other]);
                    (order[first], order[from], place[other], place[moved]) = (other, moved, first, from);
                    start[left[other]] = first + 1;
                    left[other]--;
                }
            }
        }

        return left;
    }

    private delegate ReadOnlySpan<int> Loses(int institution);
}
