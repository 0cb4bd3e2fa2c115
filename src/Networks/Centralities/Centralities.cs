using System.Globalization;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>The centralities of a network, each computed when it is first asked for; what several are made of is computed once.</summary>
/// <remarks>Not for several threads at a time: each computation uses all of them. A large network is sampled where the rest would take hours; see <see cref="SourceSample"/>.</remarks>
public sealed class Centralities
{
    private readonly Dictionary<Measure, Centrality> _known = [];
    private readonly Dictionary<Measure, double[]?> _walked = [];
    private readonly Lazy<ExposureGraph> _neighbours;
    private readonly Lazy<Components> _strong;
    private readonly Lazy<SpectralRadius> _radius;
    private readonly Lazy<Hits> _hits;
    private readonly Lazy<SourceSample> _sample;
    private readonly Lazy<PathSums> _fromSources;
    private readonly Lazy<PathSums> _toSources;
    private readonly Lazy<Communicability> _walks;

    /// <param name="network">The network.</param>
    /// <param name="seed">From which sources shortest paths are counted where it is not all of them.</param>
    public Centralities(Network network, ulong seed = 0)
    {
        (Network, Graph) = (network, DebtGraph.Of(network));
        _neighbours = new(() => new ExposureGraph(network));
        _strong = new(() => Components.Strong(Graph.Debts));
        _radius = new(() => SpectralRadius.Of(Graph.Debts, Strong));
        _hits = new(() => Hits.Of(Graph));
        _sample = new(() => SourceSample.For(Graph, seed));
        _fromSources = new(() => PathSums.Of(Graph.Debts, Sample, hasBetween: true));
        _toSources = new(() => PathSums.Of(Graph.Claims, Sample, hasBetween: false));
        _walks = new(() => new Communicability(Graph.Debts, Strong));
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The network as a graph.</summary>
    public DebtGraph Graph { get; }

    /// <summary>Counterparties in either direction.</summary>
    public ExposureGraph Neighbours => _neighbours.Value;

    /// <summary>Strongly connected components.</summary>
    public Components Strong => _strong.Value;

    /// <summary>From whom shortest paths are counted.</summary>
    public SourceSample Sample => _sample.Value;

    /// <summary>Largest eigenvalue of the debts, in units of money.</summary>
    public SpectralRadius Radius => _radius.Value;

    /// <summary>Whether a measure is a centrality; else it is of one balance sheet.</summary>
    public static bool IsCentrality(Measure measure) => measure is >= Measure.Pagerank and <= Measure.KCoreDebtors;

    /// <summary>Why a centrality cannot be computed on this network; null when it can.</summary>
    public string? Refusal(Measure measure) => measure switch
    {
        Measure.Sinkrank or Measure.SinkrankVulnerability when Graph.Count > SinkRank.InstitutionsMax =>
            $"SinkRank of all institutions is computed up to {SinkRank.InstitutionsMax} of them; there are {Graph.Count}",
        Measure.Communicability or Measure.CommunicabilityVulnerability or Measure.Subgraph when Walks(measure == Measure.Subgraph ? Measure.Communicability : measure) is null =>
            "the network is so dense that its walks are more than a number can hold",
        Measure.Subgraph when !_walks.Value.HasDiagonal => "subgraph centrality takes a sweep for every eight institutions, which is too long on a network of this size",
        _ => null,
    };

    /// <summary>A centrality.</summary>
    /// <exception cref="InvalidOperationException">It cannot be computed on this network; the message says why.</exception>
    public Centrality Of(Measure measure)
    {
        if (_known.TryGetValue(measure, out var known))
        {
            return known;
        }

        return _known[measure] = Refusal(measure) is { } refusal ? throw new InvalidOperationException(refusal) : Compute(measure);
    }

    private Centrality Compute(Measure measure) => measure switch
    {
        Measure.Pagerank => new(PageRank.Of(Graph.Debts, Graph.Claims.RowSums())),
        Measure.PagerankVulnerability => new(PageRank.Of(Graph.Claims, Graph.Debts.RowSums())),
        Measure.Eigenvector => OnComponent(Graph.Debts),
        Measure.EigenvectorVulnerability => OnComponent(Graph.Claims),
        Measure.Katz => OfWalks(Graph.Debts),
        Measure.KatzVulnerability => OfWalks(Graph.Claims),
        Measure.Betweenness => Betweenness.Of(_fromSources.Value, Sample),
        Measure.Closeness => Closeness.Of(_toSources.Value, Sample),
        Measure.ClosenessVulnerability => Closeness.Of(_fromSources.Value, Sample),
        Measure.Harmonic => Harmonic.Of(_toSources.Value, Sample),
        Measure.HarmonicVulnerability => Harmonic.Of(_fromSources.Value, Sample),
        Measure.Sinkrank => new(SinkRank.Of(Graph.Claims, Strong)),
        Measure.SinkrankVulnerability => new(SinkRank.Of(Graph.Debts, Strong)),
        Measure.Authority => new(_hits.Value.Authority) { Converged = _hits.Value.Converged },
        Measure.Hub => new(_hits.Value.Hub) { Converged = _hits.Value.Converged },
        Measure.Communicability or Measure.CommunicabilityVulnerability => Joined(measure),
        Measure.Subgraph => new(Walks(Measure.Subgraph)!),
        Measure.KCore => new(Numbers(CoreNumbers.Of(Neighbours))),
        Measure.KCoreCreditors => new(Numbers(CoreNumbers.Of(Graph.Debts, Graph.Claims))),
        Measure.KCoreDebtors => new(Numbers(CoreNumbers.Of(Graph.Claims, Graph.Debts))),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a centrality."),
    };

    private Centrality OnComponent(CompressedRows rows)
    {
        var root = Eigenvector.Of(rows, Strong);
        return new(root.Vector)
        {
            Converged = root.Converged,
            Note = Strong.LargestSize is var size && size <= 1 ? "nobody can be hit by its own failure, so that all have 0"
                : size < Graph.Count ? $"of the {size.ToString("N0", CultureInfo.InvariantCulture)} institutions of the largest group that reach each other; others have 0" : null,
        };
    }

    private Centrality OfWalks(CompressedRows rows) => new(Katz.Of(rows, Katz.Attenuation(Graph, Radius)));

    /// <summary>How an institution is joined to others; with itself where the diagonal cannot be afforded.</summary>
    private Centrality Joined(Measure measure)
    {
        var sums = Walks(measure)!;
        return Walks(Measure.Subgraph) is { } own
            ? new([.. sums.Select((sum, institution) => sum - own[institution])])
            : new(sums) { Note = "ways to itself are counted as well: to leave them out takes too long on a network of this size" };
    }

    /// <summary>Row sums of exp(A), or its diagonal; null where they cannot be had.</summary>
    private double[]? Walks(Measure measure)
    {
        if (!_walked.TryGetValue(measure, out var sums))
        {
            _walked[measure] = sums = measure switch
            {
                Measure.Communicability => _walks.Value.RowSums(),
                Measure.CommunicabilityVulnerability => new Communicability(Graph.Claims, Strong).RowSums(),
                _ => _walks.Value.HasDiagonal ? _walks.Value.Diagonal() : null,
            };
        }

        return sums;
    }

    private static double[] Numbers(int[] numbers) => Array.ConvertAll(numbers, number => (double)number);
}
