using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>Whether institutions that lose much are neighbours of others that do.</summary>
/// <param name="System">Moran's I of mean relative losses; null where nobody has a neighbour or all lose alike.</param>
/// <param name="Losses">The mean relative loss of each institution.</param>
public sealed record MoranReport(MoransI? System, IReadOnlyList<double> Losses)
{
    /// <summary>Measures a run.</summary>
    /// <param name="settings">How.</param>
    /// <param name="result">The run.</param>
    /// <param name="seed">Key of the rearrangements.</param>
    public static MoranReport Of(MoranSettings settings, RunResult result, ulong seed)
    {
        var neighbours = new NeighbourLosses(settings, result);
        return new MoranReport(neighbours.Of(result.Replications, settings.Permutations, seed), neighbours.Shares(result.Replications));
    }
}
