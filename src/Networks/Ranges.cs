namespace Contagion.Networks;

/// <summary>Splits work on many items, none of which waits for another, over all processors.</summary>
public static class Ranges
{
    /// <summary>Fewer items than this are done before a second thread has begun.</summary>
    public const int RangeItems = 1 << 15;

    /// <summary>Does every range of items once, in any order. What is written must depend on the item alone, so that it is the same for any number of threads.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="work">Given the first item of a range and the one after its last.</param>
    public static void ForEach(int items, Action<int, int> work) => ForEach(items, RangeItems, work);

    /// <summary>As above, with ranges of another size for items that are more work.</summary>
    public static void ForEach(int items, int rangeItems, Action<int, int> work)
    {
        if (items <= rangeItems)
        {
            work(0, items);
            return;
        }

        // The last range may end past 2³¹ before it is cut.
        Parallel.For(0, ((items - 1) / rangeItems) + 1, range => work(range * rangeItems, (int)Math.Min(items, (range + 1L) * rangeItems)));
    }
}
