using Contagion.Networks;
using QuikGraph.Algorithms.Ranking;

namespace Contagion.QuikGraphs;

/// <summary>QuikGraph's PageRank of an exposure network, which counts claims and leaves their amounts aside.</summary>
/// <remarks>For ranks by amount use <see cref="Networks.PageRank"/>, whose walkers follow a claim in proportion to what is owed.</remarks>
public static class ClaimRanking
{
    private const int SweepsMax = 10_000;
    private const double Tolerance = 1e-14;

    /// <summary>The rank of each institution, (1 − d)/n + d Σ_i r_i / claims_i over the creditors i of its debts, parallel ones counted each: high for those on whom many rest.</summary>
    /// <remarks>
    /// Brin and Page (1998), Computer Networks 30: 107–117, d = 0.85. What reaches an institution without claims is not passed on: with such institutions
    /// ranks sum to less than 1. QuikGraph counts the claims of a
    /// creditor anew for each of them: a sweep takes O(Σ claims²) over creditors, and networks above some ten thousand exposures take long.
    /// </remarks>
    public static double[] PageRank(Network network)
    {
        var search = new PageRankAlgorithm<int, ExposureEdge>(new ExposureGraph(network))
        {
            Damping = Networks.PageRank.Damping,
            MaxIterations = SweepsMax,
            Tolerance = Tolerance,
        };
        search.Compute();
        return [.. Enumerable.Range(0, network.Count).Select(institution => search.Ranks[institution] / network.Count)];
    }
}
