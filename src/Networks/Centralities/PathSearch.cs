namespace Contagion.Networks;

/// <summary>Finds the shortest paths from one institution after the other; the length of an edge is one over its amount.</summary>
/// <remarks>
/// Dijkstra (1959), Numerische Mathematik 1:269–271, with a heap of four branches in which an institution stands once. Paths whose lengths differ by less than
/// <see cref="Tie"/>, relative, are equally short: which of them is shorter would be a matter of rounding.
/// </remarks>
internal sealed class PathSearch
{
    /// <summary>Relative difference below which two lengths are the same.</summary>
    public const double Tie = 1e-12;

    private const int Branches = 4;
    private const int Unseen = -1;
    private const int Settled = -2;
    private const int None = -1;

    private readonly CompressedRows _rows;
    private readonly double[] _length;

    private readonly double[] _distance;
    private readonly double[] _paths;
    private readonly double[] _dependency;

    // The institution before each on a shortest path, and where the others of its kind begin in the list of ties.
    private readonly int[] _before;
    private readonly int[] _tied;
    private readonly List<(int Before, int Next)> _ties = [];

    private readonly int[] _order;
    private readonly int[] _place;
    private readonly Waiting[] _heap;
    private int _waiting;

    /// <param name="rows">Row i: where edges from i lead.</param>
    /// <param name="length">The length of each entry, of <see cref="Lengths"/>; shared by all searches.</param>
    public PathSearch(CompressedRows rows, double[] length)
    {
        (_rows, _length) = (rows, length);
        (_distance, _paths, _dependency, _heap) = (new double[rows.Rows], new double[rows.Rows], new double[rows.Rows], new Waiting[rows.Rows]);
        (_before, _tied, _order, _place) = (new int[rows.Rows], new int[rows.Rows], new int[rows.Rows], new int[rows.Rows]);
        Array.Fill(_distance, double.PositiveInfinity);
        Array.Fill(_place, Unseen);
    }

    /// <summary>The length of each entry: one over its amount.</summary>
    public static double[] Lengths(CompressedRows rows) => Array.ConvertAll(rows.Amount.ToArray(), amount => 1 / amount);

    /// <summary>How far those are whom the last source reaches.</summary>
    public ReadOnlySpan<double> Distance => _distance;

    /// <summary>Finds whom a source reaches; the source first, then the nearest. To be followed by <see cref="Forget"/>.</summary>
    public ReadOnlySpan<int> Reach(int source)
    {
        var start = _rows.Start;
        var column = _rows.Column;
        var (length, distance, place, settled) = (_length, _distance, _place, 0);
        (distance[source], _paths[source], _before[source], _tied[source]) = (0, 1, None, None);
        Raise(source, 0);
        while (_waiting > 0)
        {
            var one = TakeNearest();
            _order[settled++] = one;
            var (so, paths) = (distance[one], _paths[one]);
            for (var entry = start[one]; entry < start[one + 1]; entry++)
            {
                var other = column[entry];
                var (way, known) = (so + length[entry], distance[other]);
                if (way > known + (known * Tie) || place[other] == Settled || double.IsInfinity(way))
                {
                    // Who is settled although the way is as short: the edge is too short to show beside the whole way.
                    continue;
                }

                if (way + (way * Tie) < known)
                {
                    (distance[other], _paths[other], _before[other], _tied[other]) = (way, paths, one, None);
                    Raise(other, way);
                }
                else
                {
                    _paths[other] += paths;
                    _ties.Add((one, _tied[other]));
                    _tied[other] = _ties.Count - 1;
                }
            }
        }

        return _order.AsSpan(0, settled);
    }

    /// <summary>The share of shortest paths from the source to everybody else that lead through each institution it reaches.</summary>
    /// <param name="reached">Of <see cref="Reach"/>.</param>
    /// <returns>By institution; the number that the source itself has means nothing.</returns>
    /// <exception cref="InvalidOperationException">There are more shortest paths between two institutions than a number can hold.</exception>
    /// <remarks>δ_v = Σ_w paths_v/paths_w (1 + δ_w) over those w whom v comes before. Brandes (2001), Journal of Mathematical Sociology 25(2):163–177.</remarks>
    public ReadOnlySpan<double> Dependencies(ReadOnlySpan<int> reached)
    {
        for (var turn = reached.Length - 1; turn > 0; turn--)
        {
            var one = reached[turn];
            if (double.IsInfinity(_paths[one]))
            {
                throw new InvalidOperationException("There are more than 1e308 shortest paths between two institutions: what leads through others cannot be told.");
            }

            var given = (1 + _dependency[one]) / _paths[one];
            _dependency[_before[one]] += _paths[_before[one]] * given;
            for (var tie = _tied[one]; tie != None; tie = _ties[tie].Next)
            {
                _dependency[_ties[tie].Before] += _paths[_ties[tie].Before] * given;
            }
        }

        return _dependency;
    }

    /// <summary>Makes ready for another source.</summary>
    public void Forget(ReadOnlySpan<int> reached)
    {
        foreach (var one in reached)
        {
            (_distance[one], _dependency[one], _place[one]) = (double.PositiveInfinity, 0, Unseen);
        }

        _ties.Clear();
    }

    /// <summary>Moves an institution that has come nearer to its place in the heap.</summary>
    private void Raise(int institution, double key)
    {
        var (heap, place) = (_heap, _place);
        var hole = place[institution] is >= 0 and var stood ? stood : _waiting++;
        while (hole > 0)
        {
            var above = (hole - 1) / Branches;
            if (heap[above].Key <= key)
            {
                break;
            }

            heap[hole] = heap[above];
            place[heap[hole].Institution] = hole;
            hole = above;
        }

        (heap[hole], place[institution]) = (new Waiting(key, institution), hole);
    }

    private int TakeNearest()
    {
        var (heap, place) = (_heap, _place);
        var nearest = heap[0].Institution;
        place[nearest] = Settled;
        var last = heap[--_waiting];
        var (hole, count) = (0, _waiting);
        for (var first = 1; first < count; first = (hole * Branches) + 1)
        {
            var least = first;
            var end = Math.Min(first + Branches, count);
            for (var below = first + 1; below < end; below++)
            {
                least = heap[below].Key < heap[least].Key ? below : least;
            }

            if (heap[least].Key >= last.Key)
            {
                break;
            }

            heap[hole] = heap[least];
            place[heap[hole].Institution] = hole;
            hole = least;
        }

        if (count > 0)
        {
            (heap[hole], place[last.Institution]) = (last, hole);
        }

        return nearest;
    }

    /// <summary>An institution that is reached and may still come nearer.</summary>
    private readonly record struct Waiting(double Key, int Institution);
}
