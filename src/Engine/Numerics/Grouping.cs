namespace Contagion.Engine;

/// <summary>Items sorted by a number that each has; items of the same number stay in their order.</summary>
/// <param name="Start">Where the items of each number begin; one longer than there are numbers.</param>
/// <param name="Items">The items, group by group.</param>
internal readonly record struct Grouping(int[] Start, int[] Items)
{
    /// <summary>The items of a number.</summary>
    public ReadOnlySpan<int> this[int number] => Items.AsSpan(Start[number]..Start[number + 1]);

    /// <summary>Sorts items.</summary>
    /// <param name="number">Of each item, from 0.</param>
    /// <param name="count">Items with a number as large as this, or larger, are left out.</param>
    public static Grouping By(ReadOnlySpan<int> number, int count)
    {
        var start = new int[count + 1];
        foreach (var one in number)
        {
            if (one < count)
            {
                start[one + 1]++;
            }
        }

        for (var one = 0; one < count; one++)
        {
            start[one + 1] += start[one];
        }

        var (next, items) = (start[..^1], new int[start[^1]]);
        for (var item = 0; item < number.Length; item++)
        {
            if (number[item] < count)
            {
                items[next[number[item]]++] = item;
            }
        }

        return new Grouping(start, items);
    }
}
