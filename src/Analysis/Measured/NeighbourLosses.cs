using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Whether relative losses are neighbours on the exposure network, replication by replication and on average.</summary>
/// <remarks>Institutions without equity have no relative loss, and are in nobody's neighbourhood.</remarks>
internal sealed class NeighbourLosses
{
    private readonly LossPart _part;
    private readonly double[] _equity;
    private readonly SpatialWeights _weights;

    public NeighbourLosses(MoranSettings settings, RunResult result)
    {
        (_part, _equity) = (settings.Loss, result.Dynamics.InitialEquity);
        _weights = SpatialWeights.Of(result.Network, [.. _equity.Select(equity => equity > 0)]);
    }

    /// <summary>Moran's I of a replication; NaN where it is undefined.</summary>
    public double Of(ReplicationResult one) => MoransI.Of(_weights, Shares([one]))?.Value ?? double.NaN;

    /// <summary>Moran's I of mean relative losses, with a permutation test and the part of each institution; null where it is undefined.</summary>
    /// <param name="replications">The replications.</param>
    /// <param name="permutations">Rearrangements that are drawn.</param>
    /// <param name="seed">Their key.</param>
    public MoransI? Of(IReadOnlyList<ReplicationResult> replications, int permutations, ulong seed) => MoransI.Of(_weights, Shares(replications), permutations, seed);

    /// <summary>The mean relative loss of each institution.</summary>
    public double[] Shares(IReadOnlyList<ReplicationResult> replications)
    {
        var shares = new double[_equity.Length];
        foreach (var one in replications)
        {
            foreach (ref readonly var loss in one.Losses.AsSpan())
            {
                shares[loss.Institution] += _equity[loss.Institution] > 0 ? LossShares.Of(_part, loss, _equity[loss.Institution]) : 0;
            }
        }

        return [.. shares.Select(sum => sum / replications.Count)];
    }
}
