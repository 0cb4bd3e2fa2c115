namespace Contagion.Grains;

/// <summary>Which blocks of a run are done, asked for, and left; and how many are asked for at once.</summary>
public sealed class BlockDeal
{
    /// <summary>At first nobody knows how long a block takes.</summary>
    private const int Untried = 1;

    private readonly SortedSet<int> _left = [];
    private readonly int _blocks;
    private double _blockMs;

    /// <param name="blocks">Number of blocks.</param>
    /// <param name="done">Those that are done.</param>
    public BlockDeal(int blocks, IReadOnlyCollection<int> done)
    {
        var isDone = done.ToHashSet();
        for (var block = 0; block < blocks; block++)
        {
            if (!isDone.Contains(block))
            {
                _left.Add(block);
            }
        }

        (_blocks, Done) = (blocks, blocks - _left.Count);
    }

    /// <summary>Blocks that are computed and kept.</summary>
    public int Done { get; private set; }

    /// <summary>Whether all are.</summary>
    public bool IsComplete => Done == _blocks;

    /// <summary>The next blocks to ask for: about as many as take so long, and no more than one's part of what is left. None where none are left.</summary>
    /// <param name="timeMs">Milliseconds that computing them should take.</param>
    /// <param name="places">How many share what is left.</param>
    public int[] Take(double timeMs, int places)
    {
        var most = _blockMs > 0 ? (int)Math.Min(int.MaxValue, Math.Max(1, timeMs / _blockMs)) : Untried;
        var part = Math.Max(1, _left.Count / (2 * Math.Max(1, places)));
        int[] taken = [.. _left.Take(Math.Min(most, part))];
        _left.ExceptWith(taken);
        return taken;
    }

    /// <summary>Notes what came of blocks: the first ones are done, the others are left.</summary>
    public void Return(int[] blocks, int done, double timeMs)
    {
        Done += done;
        _left.UnionWith(blocks.Skip(done));
        if (done > 0)
        {
            _blockMs = timeMs / done;
        }
    }
}
