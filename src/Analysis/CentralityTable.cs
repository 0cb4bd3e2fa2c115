using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Several measures of every institution, side by side.</summary>
/// <param name="Network">The network.</param>
/// <param name="Columns">What was measured.</param>
/// <param name="LeftOut">What was not, and why.</param>
public sealed record CentralityTable(Network Network, IReadOnlyList<(Measure Measure, Centrality Centrality)> Columns, IReadOnlyList<(Measure Measure, string Why)> LeftOut)
{
    /// <summary>Institutions and exposures up to which shortest paths are counted, from a sample if need be, without being asked for.</summary>
    public const long PathsUnaskedMax = 5_000_000;

    private static readonly Measure[] Unasked =
        [Measure.NetworkLiabilities, Measure.NetworkAssets, Measure.Creditors, Measure.Debtors, .. Enum.GetValues<Measure>().Where(Centralities.IsCentrality)];

    private static readonly Measure[] Paths =
        [Measure.Betweenness, Measure.Closeness, Measure.ClosenessVulnerability, Measure.Harmonic, Measure.HarmonicVulnerability];

    /// <summary>Measures.</summary>
    /// <param name="network">The network.</param>
    /// <param name="asked">What to measure; null for everything that can be afforded.</param>
    /// <param name="seed">For what is estimated from a sample.</param>
    public static CentralityTable Of(Network network, IReadOnlyList<Measure>? asked, ulong seed)
    {
        var centralities = new Centralities(network, seed);
        var (columns, leftOut) = (new List<(Measure, Centrality)>(), new List<(Measure, string)>());
        foreach (var measure in asked ?? Unasked)
        {
            if (WhyNot(measure, centralities, asked is null) is { } why)
            {
                leftOut.Add((measure, why));
                continue;
            }

            try
            {
                columns.Add((measure, Centralities.IsCentrality(measure) ? centralities.Of(measure) : new Centrality(Measures.Of(measure, network))));
            }
            catch (InvalidOperationException refusal)
            {
                leftOut.Add((measure, refusal.Message));
            }
        }

        return new CentralityTable(network, columns, leftOut);
    }

    private static string? WhyNot(Measure measure, Centralities centralities, bool isUnasked) =>
        measure == Measure.Weight && centralities.Network.Weight.IsEmpty ? "no institution has a weight"
        : !Centralities.IsCentrality(measure) ? null
        : isUnasked && Paths.Contains(measure) && centralities.Graph.Count + (long)centralities.Graph.Edges > PathsUnaskedMax
            ? "on a network of this size shortest paths take minutes even from a sample; name a measure to have it"
        : centralities.Refusal(measure);
}
