using System.Runtime.InteropServices;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>On how many platforms each institution borrows: those that hold a claim on it and those that brought one about.</summary>
internal static class LendingPlatforms
{
    /// <summary>Counts, for each institution, the distinct platforms among the creditors of its debts and those named for them.</summary>
    /// <param name="exposures">The exposures as they came in; which platform brought one about is not kept further on.</param>
    /// <param name="kinds">What each institution is.</param>
    /// <remarks>O(exposures log(exposures of one debtor)); the number of platforms is the same in whatever order they come.</remarks>
    public static int[] Count(ExposureColumns exposures, List<InstitutionKind> kinds)
    {
        var counts = new int[kinds.Count];
        var start = CountingSort.Starts(CollectionsMarshal.AsSpan(exposures.Debtor), counts.Length);
        var order = CountingSort.Order(CollectionsMarshal.AsSpan(exposures.Debtor), start, []);
        Ranges.ForEach(counts.Length, (first, end) =>
        {
            var platforms = new List<int>();
            for (var debtor = first; debtor < end; debtor++)
            {
                platforms.Clear();
                Collect(exposures, order.AsSpan(start[debtor]..start[debtor + 1]), kinds, platforms);
                counts[debtor] = Distinct(platforms);
            }
        });
        return counts;
    }

    /// <summary>Counts the distinct platforms among the creditors of one debtor.</summary>
    public static int Count(CompressedRows debts, int debtor, List<InstitutionKind> kinds)
    {
        var (count, before) = (0, -1);
        for (var debt = debts.Start[debtor]; debt < debts.Start[debtor + 1]; debt++)
        {
            // Creditors ascend along a row, so that parallel debts stand together.
            var creditor = debts.Column[debt];
            count += creditor != before && kinds[creditor] == InstitutionKind.Platform ? 1 : 0;
            before = creditor;
        }

        return count;
    }

    private static void Collect(ExposureColumns exposures, ReadOnlySpan<int> items, List<InstitutionKind> kinds, List<int> platforms)
    {
        foreach (var item in items)
        {
            if (kinds[exposures.Creditor[item]] == InstitutionKind.Platform)
            {
                platforms.Add(exposures.Creditor[item]);
            }

            var platform = exposures.Platform[item];
            if (platform != ClaimTerms.None && kinds[platform] == InstitutionKind.Platform)
            {
                platforms.Add(platform);
            }
        }
    }

    private static int Distinct(List<int> platforms)
    {
        platforms.Sort();
        var count = 0;
        for (var turn = 0; turn < platforms.Count; turn++)
        {
            count += turn == 0 || platforms[turn] != platforms[turn - 1] ? 1 : 0;
        }

        return count;
    }
}
