namespace Contagion.Networks;

/// <summary>Orders items by small integer keys in time proportional to items plus keys.</summary>
internal static class CountingSort
{
    /// <summary>Where the items of each key begin once sorted; one longer than the number of keys.</summary>
    public static int[] Starts(ReadOnlySpan<int> keys, int keyCount)
    {
        var start = new int[keyCount + 1];
        foreach (var key in keys)
        {
            start[key + 1]++;
        }

        for (var key = 0; key < keyCount; key++)
        {
            start[key + 1] += start[key];
        }

        return start;
    }

    /// <summary>Visits items in the order <paramref name="visit"/> and writes them by ascending key; equal keys keep the visiting order.</summary>
    /// <param name="keys">The key of each item.</param>
    /// <param name="start">Of <see cref="Starts"/>.</param>
    /// <param name="visit">Items in visiting order; empty for 0, 1, 2, ...</param>
    public static int[] Order(ReadOnlySpan<int> keys, ReadOnlySpan<int> start, ReadOnlySpan<int> visit)
    {
        var next = start[..^1].ToArray();
        var order = new int[keys.Length];
        for (var turn = 0; turn < order.Length; turn++)
        {
            var item = visit.IsEmpty ? turn : visit[turn];
            order[next[keys[item]]++] = item;
        }

        return order;
    }
}
