namespace Contagion.Networks;

/// <summary>Splits work on many items, none of which waits for another, over all processors.</summary>
public static class Ranges
{
    /// <summary>Fewer items than this are done before a second thread has begun.</summary>
    public const int RangeItems = 1 << 15;

    /// <summary>Does every range of items once, in any order. What is written must depend on the item alone, so that it is the same for any number of threads.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="work">Given the first item of a range and the one after its last.</param>
    /// <param name="rangeItems">Items of a range: fewer where each takes long.</param>
    /// <param name="threads">Worker threads; null for one a processor.</param>
    public static void ForEach(int items, Action<int, int> work, int rangeItems = RangeItems, int? threads = null)
    {
        if (items <= rangeItems || threads == 1)
        {
            work(0, items);
            return;
        }

        // The last range may end past 2³¹ before it is cut.
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads ?? -1 };
        Parallel.For(0, ((items - 1) / rangeItems) + 1, options, range => work(range * rangeItems, (int)Math.Min(items, (range + 1L) * rangeItems)));
    }
}
