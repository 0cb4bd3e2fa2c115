namespace Contagion.Networks;

/// <summary>Who lends to whom, before anybody knows how much: compressed rows of creditors, each with its debtors ascending and none twice.</summary>
/// <param name="Start">Where each creditor's debtors begin; one longer than there are institutions.</param>
/// <param name="Debtor">The debtor of each link.</param>
internal sealed record Links(int[] Start, int[] Debtor)
{
    /// <summary>Groups of institutions that follow each other; empty where there are none.</summary>
    public IReadOnlyList<(string Name, int End)> Groups { get; init; } = [];

    /// <summary>Number of institutions.</summary>
    public int Institutions => Start.Length - 1;

    /// <summary>Number of links.</summary>
    public int Count => Debtor.Length;

    /// <summary>To how many institutions a creditor lends.</summary>
    public int DebtorsOf(int creditor) => Start[creditor + 1] - Start[creditor];

    /// <summary>Draws rows side by side: each is a function of its own random numbers.</summary>
    /// <param name="draw">The drawing.</param>
    /// <param name="institutions">Number of institutions.</param>
    /// <param name="expected">How many links there are on average.</param>
    /// <param name="row">Adds the debtors of a creditor, ascending.</param>
    public static Links Draw(NetworkDraw draw, int institutions, double expected, Action<int, List<int>> row)
    {
        var rangeRows = (int)Math.Clamp(Ranges.RangeItems / (1 + (expected / institutions)), 1, Ranges.RangeItems);
        var (start, parts) = (new int[institutions + 1], new List<int>[((institutions - 1) / rangeRows) + 1]);
        draw.ForEach(
            parts.Length,
            (firstPart, endPart) =>
            {
                for (var part = firstPart; part < endPart; part++)
                {
                    var (first, end) = (part * rangeRows, (int)Math.Min(institutions, (part + 1L) * rangeRows));
                    var debtors = new List<int>((int)(1.05 * expected * (end - first) / institutions) + 16);
                    for (var creditor = first; creditor < end; creditor++)
                    {
                        row(creditor, debtors);
                        start[creditor + 1] = debtors.Count;
                    }

                    parts[part] = debtors;
                }
            },
            rangeItems: 1);
        return new Links(start, Join(draw, start, parts, rangeRows));
    }

    /// <summary>Makes rows of links in any order. Who would lend to itself does not, and two links of the same two are one.</summary>
    /// <param name="draw">The drawing, whose threads are used.</param>
    /// <param name="institutions">Number of institutions.</param>
    /// <param name="creditor">The creditor of each link.</param>
    /// <param name="debtor">The debtor of each link.</param>
    public static Links Of(NetworkDraw draw, int institutions, int[] creditor, int[] debtor)
    {
        var start = new int[institutions + 1];
        draw.ForEach(creditor.Length, (first, end) =>
        {
            for (var link = first; link < end; link++)
            {
                if (creditor[link] != debtor[link])
                {
                    Interlocked.Increment(ref start[creditor[link] + 1]);
                }
            }
        });
        AddUp(start);
        var (next, thrown) = (start[..^1], new int[start[^1]]);
        // Threads throw in no certain order, but rows are sorted afterwards, and equal debtors are equal.
        draw.ForEach(creditor.Length, (first, end) =>
        {
            for (var link = first; link < end; link++)
            {
                if (creditor[link] != debtor[link])
                {
                    thrown[Interlocked.Increment(ref next[creditor[link]]) - 1] = debtor[link];
                }
            }
        });
        return Distinct(draw, start, thrown);
    }

    /// <summary>Sorts each row and leaves out what is there twice.</summary>
    private static Links Distinct(NetworkDraw draw, int[] from, int[] thrown)
    {
        var start = new int[from.Length];
        draw.ForEach(from.Length - 1, (first, end) =>
        {
            for (var creditor = first; creditor < end; creditor++)
            {
                var row = thrown.AsSpan(from[creditor]..from[creditor + 1]);
                row.Sort();
                start[creditor + 1] = KeepDistinct(row);
            }
        });
        AddUp(start);
        if (start[^1] == thrown.Length)
        {
            return new Links(start, thrown);
        }

        var debtors = new int[start[^1]];
        draw.ForEach(from.Length - 1, (first, end) =>
        {
            for (var creditor = first; creditor < end; creditor++)
            {
                thrown.AsSpan(from[creditor], start[creditor + 1] - start[creditor]).CopyTo(debtors.AsSpan(start[creditor]));
            }
        });
        return new Links(start, debtors);
    }

    /// <summary>Moves the first of each number of a sorted row to the front; returns how many there are.</summary>
    private static int KeepDistinct(Span<int> row)
    {
        var kept = 0;
        foreach (var debtor in row)
        {
            if (kept == 0 || row[kept - 1] != debtor)
            {
                row[kept++] = debtor;
            }
        }

        return kept;
    }

    /// <summary>Puts parts one behind the other, and makes of the count within its part where each row begins.</summary>
    private static int[] Join(NetworkDraw draw, int[] start, List<int>[] parts, int rangeRows)
    {
        var before = new int[parts.Length + 1];
        for (var part = 0; part < parts.Length; part++)
        {
            before[part + 1] = checked(before[part] + parts[part].Count);
        }

        var debtors = new int[before[^1]];
        draw.ForEach(
            parts.Length,
            (firstPart, endPart) =>
            {
                for (var part = firstPart; part < endPart; part++)
                {
                    parts[part].CopyTo(debtors, before[part]);
                    var rows = start.AsSpan(1 + (part * rangeRows));
                    foreach (ref var end in rows[..Math.Min(rangeRows, rows.Length)])
                    {
                        end += before[part];
                    }
                }
            },
            rangeItems: 1);
        return debtors;
    }

    private static void AddUp(int[] counts)
    {
        for (var row = 1; row < counts.Length; row++)
        {
            counts[row] += counts[row - 1];
        }
    }
}
