using Contagion.Model;

namespace Contagion.Engine;

/// <summary>The load that each institution carries in calm times and the most that it can carry. Shared by all blocks.</summary>
/// <remarks>Load is the number of shortest paths that lead through it; capacity (1 + α) of the load with everybody there. Motter and Lai (2002),
/// Physical Review E 66:065102; <c>models.md</c> 5.5.</remarks>
internal sealed class LoadLimits
{
    /// <summary>Loads are sums of fractions: by this share of it a load may exceed its limit through rounding alone.</summary>
    private const double Rounding = 1e-9;

    private readonly double[] _load;
    private readonly double[] _most;

    /// <param name="graph">Who is joined to whom.</param>
    /// <param name="overload">Holds the tolerance α.</param>
    /// <param name="cancellation">Asked now and then: a large graph takes long.</param>
    public LoadLimits(ExposureGraph graph, Overload overload, CancellationToken cancellation)
    {
        Graph = graph;
        _load = new double[graph.Count];
        new Betweenness(graph) { Cancellation = cancellation }.Compute([.. Enumerable.Range(0, graph.Count)], _load);
        _most = [.. _load.Select(load => load * (1 + overload.Tolerance) * (1 + Rounding))];
    }

    /// <summary>Who is joined to whom.</summary>
    public ExposureGraph Graph { get; }

    /// <summary>The load of each institution while everybody is there.</summary>
    public ReadOnlySpan<double> Load => _load;

    /// <summary>Whether a load is more than an institution can carry.</summary>
    public bool IsExceeded(int institution, double load) => load > _most[institution];
}
