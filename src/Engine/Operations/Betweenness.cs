namespace Contagion.Engine;

/// <summary>How many shortest paths between others lead through each institution, in a graph that institutions can be taken out of.</summary>
/// <remarks>
/// load_v = Σ over unordered pairs {s, t} without v of (shortest paths between s and t through v)/(all of them). Brandes (2001), Journal of
/// Mathematical Sociology 25(2):163–177, unweighted and undirected: O(institutions × exposures). An institution sums what its
/// neighbours one step farther give, δ_v = paths_v Σ_w (1 + δ_w)/paths_w; sources are added in the order of institutions.
/// </remarks>
internal sealed class Betweenness
{
    private const int Unseen = -1;
    private const int Gone = -2;

    private readonly ExposureGraph _graph;

    // Of the source that is being worked on. Who is gone is at a distance that nobody is at, so that loops need not ask.
    private readonly int[] _distance;
    private readonly double[] _paths;
    private readonly double[] _given;
    private readonly int[] _order;

    // The neighbours one step farther of the institution at each place of the order; with room for one that is no such neighbour.
    private readonly int[] _fartherStart;
    private readonly int[] _farther;

    /// <param name="graph">The graph with all institutions.</param>
    public Betweenness(ExposureGraph graph)
    {
        (_graph, _distance, _order) = (graph, new int[graph.Count], new int[graph.Count]);
        (_paths, _given) = (new double[graph.Count], new double[graph.Count]);
        (_fartherStart, _farther) = (new int[graph.Count + 1], new int[graph.Exposures + 1]);
        Restore();
    }

    /// <summary>Asked before each source: a large graph takes long.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Puts everybody back.</summary>
    public void Restore() => Array.Fill(_distance, Unseen);

    /// <summary>Takes an institution and its exposures out.</summary>
    public void Remove(int institution) => _distance[institution] = Gone;

    /// <summary>Whether an institution has not been taken out.</summary>
    public bool IsThere(int institution) => _distance[institution] != Gone;

    /// <summary>Those connected to an institution that is there, itself first; to be read before anything else is asked.</summary>
    public ReadOnlySpan<int> ComponentOf(int institution)
    {
        var reached = Reach(institution);
        foreach (var other in reached)
        {
            Forget(other);
        }

        return reached;
    }

    /// <summary>Computes the loads of whole components.</summary>
    /// <param name="members">The institutions of these components, ascending.</param>
    /// <param name="load">The load of each institution; those of members are written.</param>
    /// <exception cref="InvalidOperationException">There are more shortest paths between two institutions than a number can hold.</exception>
    public void Compute(ReadOnlySpan<int> members, Span<double> load)
    {
        foreach (var institution in members)
        {
            load[institution] = 0;
        }

        foreach (var source in members)
        {
            Cancellation.ThrowIfCancellationRequested();
            Add(Reach(source), load);
        }

        foreach (var institution in members)
        {
            // Each pair was counted from both of its ends.
            load[institution] /= 2;
        }
    }

    /// <summary>Finds those connected to a source, the nearest first, how far they are and by how many shortest paths.</summary>
    /// <remarks>Whether a neighbour is farther is as good as random: the inner loop does not branch on it.</remarks>
    private ReadOnlySpan<int> Reach(int source)
    {
        var (distance, paths, order, farther, count, fartherCount) = (_distance, _paths, _order, _farther, 1, 0);
        (distance[source], paths[source], order[0]) = (0, 1, source);
        for (var place = 0; place < count; place++)
        {
            var institution = order[place];
            var (next, reaching) = (distance[institution] + 1, paths[institution]);
            foreach (var neighbour in _graph.NeighboursOf(institution))
            {
                if (distance[neighbour] == Unseen)
                {
                    distance[neighbour] = next;
                    order[count++] = neighbour;
                }

                var isFarther = distance[neighbour] == next;
                paths[neighbour] += isFarther ? reaching : 0;
                farther[fartherCount] = neighbour;
                fartherCount += isFarther ? 1 : 0;
            }

            _fartherStart[place + 1] = fartherCount;
        }

        return order.AsSpan(0, count);
    }

    /// <summary>Adds the share of a source's shortest paths that lead through each institution, the farthest first, and forgets the source.</summary>
    private void Add(ReadOnlySpan<int> reached, Span<double> load)
    {
        var given = _given;
        for (var place = reached.Length - 1; place > 0; place--)
        {
            var (institution, sum) = (reached[place], 0.0);
            foreach (var neighbour in _farther.AsSpan(_fartherStart[place].._fartherStart[place + 1]))
            {
                sum += given[neighbour];
            }

            var paths = _paths[institution];
            if (double.IsInfinity(paths))
            {
                throw new InvalidOperationException("There are more than 1e308 shortest paths between two institutions: their loads cannot be told.");
            }

            var dependency = paths * sum;
            given[institution] = (1 + dependency) / paths;
            load[institution] += dependency;
            Forget(institution);
        }

        Forget(reached[0]);
    }

    private void Forget(int institution) => (_distance[institution], _paths[institution]) = (Unseen, 0);
}
