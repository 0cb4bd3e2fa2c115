namespace Contagion.Networks;

/// <summary>Rows dealt into chunks of about the same work, for as many threads as there are.</summary>
/// <remarks>
/// Chunks depend on the rows alone. What is added up over a chunk, and then over chunks in their order, is the same for any number of threads.
/// </remarks>
internal sealed class RowChunks
{
    /// <summary>Entries and rows of a chunk: some ten microseconds, many times what it takes to hand it to a thread.</summary>
    private const int Work = 1 << 15;

    private readonly int[] _bound;

    private RowChunks(int[] bound) => _bound = bound;

    /// <summary>Number of chunks.</summary>
    public int Count => _bound.Length - 1;

    /// <summary>All rows.</summary>
    public static RowChunks Of(CompressedRows rows) => Of(rows.Rows, rows.LengthOf);

    /// <summary>Some rows; chunks are ranges of places in <paramref name="members"/>.</summary>
    public static RowChunks Of(CompressedRows rows, int[] members) => Of(members.Length, place => rows.LengthOf(members[place]));

    /// <summary>Does every chunk once, in any order.</summary>
    /// <param name="work">Given the chunk, its first row and the one after its last.</param>
    public void ForEach(Action<int, int, int> work)
    {
        if (Count == 1)
        {
            work(0, _bound[0], _bound[1]);
            return;
        }

        Parallel.For(0, Count, chunk => work(chunk, _bound[chunk], _bound[chunk + 1]));
    }

    private static RowChunks Of(int rows, Func<int, int> length)
    {
        var (bound, work) = (new List<int> { 0 }, 0L);
        for (var row = 0; row < rows; row++)
        {
            work += length(row) + 1;
            if (work >= Work && row + 1 < rows)
            {
                bound.Add(row + 1);
                work = 0;
            }
        }

        bound.Add(rows);
        return new RowChunks([.. bound]);
    }
}
