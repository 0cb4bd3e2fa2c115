namespace Contagion.Networks;

/// <summary>Institutions in groups, each in one or in none.</summary>
/// <remarks>Groups are numbered from 0 in the order of their first institutions; members of a group ascend.</remarks>
public sealed class Components
{
    private readonly int[] _of;
    private readonly int[] _start;
    private readonly int[] _member;

    private Components(int[] of, int count)
    {
        _of = of;
        int[] there = [.. Enumerable.Range(0, of.Length).Where(institution => of[institution] >= 0)];
        int[] keys = Array.ConvertAll(there, institution => of[institution]);
        _start = CountingSort.Starts(keys, count);
        _member = Array.ConvertAll(CountingSort.Order(keys, _start, []), place => there[place]);
    }

    /// <summary>Number of groups.</summary>
    public int Count => _start.Length - 1;

    /// <summary>The group of each institution; −1 for one that is in none.</summary>
    public ReadOnlySpan<int> Of => _of;

    /// <summary>How many institutions a group has.</summary>
    public int SizeOf(int component) => _start[component + 1] - _start[component];

    /// <summary>The institutions of a group, ascending.</summary>
    public int[] MembersOf(int component) => _member[_start[component].._start[component + 1]];

    /// <summary>Size of the largest group; 0 where there is none.</summary>
    public int LargestSize => Enumerable.Range(0, Count).Select(SizeOf).DefaultIfEmpty().Max();

    /// <summary>Strongly connected components: institutions of one reach each other along rows, so that distress of each can come back to it.</summary>
    /// <param name="rows">Row i: whom i reaches in one step.</param>
    /// <param name="isIn">Who takes part; everybody where it is null.</param>
    /// <remarks>
    /// Tarjan (1972), SIAM Journal on Computing 1(2):146–160, without recursion, and with one number an institution as in Pearce (2016), Information
    /// Processing Letters 116(1):47–52: one look at an entry's end. O(institutions + exposures).
    /// </remarks>
    public static Components Strong(CompressedRows rows, bool[]? isIn = null)
    {
        const int done = int.MaxValue;
        var start = rows.Start;
        var column = rows.Column;
        var count = rows.Rows;
        // Of each institution: 0 before it is met; then the earliest number that it is known to reach; done when its component is known.
        var lowest = new int[count];
        var (number, next, path, open, component) = (new int[count], start[..count].ToArray(), new int[count], new int[count], new int[count]);
        var (met, steps, waiting, found) = (0, 0, 0, 0);
        for (var one = 0; one < count; one++)
        {
            if (isIn is not null && !isIn[one])
            {
                (lowest[one], component[one]) = (done, -1);
            }
        }

        for (var root = 0; root < count; root++)
        {
            if (lowest[root] != 0)
            {
                continue;
            }

            path[steps++] = root;
            open[waiting++] = root;
            number[root] = lowest[root] = ++met;
            while (steps > 0)
            {
                var one = path[steps - 1];
                if (next[one] < start[one + 1])
                {
                    var other = column[next[one]++];
                    if (lowest[other] == 0)
                    {
                        path[steps++] = other;
                        open[waiting++] = other;
                        number[other] = lowest[other] = ++met;
                    }
                    else
                    {
                        lowest[one] = Math.Min(lowest[one], lowest[other]);
                    }

                    continue;
                }

                steps--;
                if (steps > 0)
                {
                    lowest[path[steps - 1]] = Math.Min(lowest[path[steps - 1]], lowest[one]);
                }

                if (lowest[one] == number[one])
                {
                    for (var last = -1; last != one;)
                    {
                        last = open[--waiting];
                        (lowest[last], component[last]) = (done, found);
                    }

                    found++;
                }
            }
        }

        return new Components(Renumbered(component, found), found);
    }

    /// <summary>Weakly connected components: institutions of one are joined by exposures in whatever direction.</summary>
    /// <param name="rows">Row i: whom i is joined to; one direction is enough.</param>
    public static Components Weak(CompressedRows rows)
    {
        int[] parent = [.. Enumerable.Range(0, rows.Rows)];
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
            {
                var (one, other) = (Root(parent, row), Root(parent, rows.Column[entry]));
                parent[Math.Max(one, other)] = Math.Min(one, other);
            }
        }

        for (var institution = 0; institution < parent.Length; institution++)
        {
            parent[institution] = Root(parent, institution);
        }

        return new Components(Renumbered(parent, rows.Rows), parent.Where((root, institution) => root == institution).Count());
    }

    /// <summary>The first institution of a tree, halving the way there for who comes next (Tarjan and van Leeuwen 1984).</summary>
    private static int Root(int[] parent, int institution)
    {
        while (parent[institution] != institution)
        {
            institution = parent[institution] = parent[parent[institution]];
        }

        return institution;
    }

    /// <summary>Numbers groups in the order of their first institutions.</summary>
    private static int[] Renumbered(int[] component, int names)
    {
        var (number, count) = (new int[names], 0);
        return Array.ConvertAll(component, name => name < 0 ? -1 : (number[name] == 0 ? number[name] = ++count : number[name]) - 1);
    }
}
