namespace Contagion.Engine;

/// <summary>How many shortest paths between others lead through each institution, in a graph that institutions can be taken out of.</summary>
/// <remarks>
/// load_v = Σ over unordered pairs {s, t} without v of (shortest paths between s and t through v)/(all of them). Brandes (2001), Journal of
/// Mathematical Sociology 25(2):163–177, unweighted and undirected: O(institutions × exposures). Sources are added in the order of institutions.
/// </remarks>
internal sealed class Betweenness
{
    private const int Unseen = -1;
    private const int Gone = -2;

    private readonly ExposureGraph _graph;

    // Of the source that is being worked on. Who is gone is at a distance that nobody is at, so that loops need not ask.
    private readonly int[] _distance;
    private readonly double[] _paths;
    private readonly double[] _dependency;
    private readonly int[] _order;

    /// <param name="graph">The graph with all institutions.</param>
    public Betweenness(ExposureGraph graph)
    {
        (_graph, _distance, _order) = (graph, new int[graph.Count], new int[graph.Count]);
        (_paths, _dependency) = (new double[graph.Count], new double[graph.Count]);
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
    private ReadOnlySpan<int> Reach(int source)
    {
        var (distance, paths, order) = (_distance, _paths, _order);
        (distance[source], paths[source], order[0]) = (0, 1, source);
        var count = 1;
        for (var place = 0; place < count; place++)
        {
            var institution = order[place];
            var next = distance[institution] + 1;
            foreach (var neighbour in _graph.NeighboursOf(institution))
            {
                if (distance[neighbour] == Unseen)
                {
                    distance[neighbour] = next;
                    order[count++] = neighbour;
                }

                if (distance[neighbour] == next)
                {
                    paths[neighbour] += paths[institution];
                }
            }
        }

        return order.AsSpan(0, count);
    }

    /// <summary>Adds the share of a source's shortest paths that lead through each institution, the farthest first, and forgets the source.</summary>
    private void Add(ReadOnlySpan<int> reached, Span<double> load)
    {
        var (distance, paths, dependency) = (_distance, _paths, _dependency);
        for (var place = reached.Length - 1; place > 0; place--)
        {
            var institution = reached[place];
            if (double.IsInfinity(paths[institution]))
            {
                throw new InvalidOperationException("There are more than 1e308 shortest paths between two institutions: their loads cannot be told.");
            }

            var before = distance[institution] - 1;
            var given = (1 + dependency[institution]) / paths[institution];
            foreach (var neighbour in _graph.NeighboursOf(institution))
            {
                if (distance[neighbour] == before)
                {
                    dependency[neighbour] += paths[neighbour] * given;
                }
            }

            load[institution] += dependency[institution];
            Forget(institution);
        }

        Forget(reached[0]);
    }

    private void Forget(int institution) => (_distance[institution], _paths[institution], _dependency[institution]) = (Unseen, 0, 0);
}
