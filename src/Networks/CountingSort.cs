using System.Runtime.InteropServices;

namespace Contagion.Networks;

/// <summary>Orders items by small integer keys in time proportional to items plus keys.</summary>
public static class CountingSort
{
    /// <summary>Where the items of each key begin once sorted; one longer than the number of keys.</summary>
    /// <param name="keys">The key of each item, from 0.</param>
    /// <param name="keyCount">Number of keys.</param>
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

    /// <summary>Orders the items of each row by ascending key; equal keys keep their order.</summary>
    /// <param name="order">Items row by row; reordered within each row.</param>
    /// <param name="start">Where each row begins in <paramref name="order"/>.</param>
    /// <param name="keys">The key of each item.</param>
    /// <remarks>Rows are short, and each stays where it is: cheaper than one more pass that throws all items about.</remarks>
    public static void OrderWithin(int[] order, int[] start, List<int> keys) => Ranges.ForEach(start.Length - 1, (first, end) =>
    {
        long[] room = [];
        for (var row = first; row < end; row++)
        {
            var items = order.AsSpan(start[row]..start[row + 1]);
            room = room.Length < items.Length ? new long[2 * items.Length] : room;
            OrderRow(items, CollectionsMarshal.AsSpan(keys), room.AsSpan(0, items.Length));
        }
    });

    private static void OrderRow(Span<int> items, ReadOnlySpan<int> keys, Span<long> ranks)
    {
        for (var turn = 0; turn < items.Length; turn++)
        {
            // The turn makes ranks differ where keys do not, so that any way of sorting gives the same order.
            ranks[turn] = ((long)keys[items[turn]] << 32) | (uint)turn;
        }

        ranks.Sort(items);
    }
}
