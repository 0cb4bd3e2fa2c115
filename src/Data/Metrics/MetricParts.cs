using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;
using Distribution = Contagion.Analysis.Distribution;

namespace Contagion.Data;

/// <summary>A report as tables: what each metric writes, with what it is.</summary>
internal static class MetricParts
{
    /// <summary>The parts of a report, in the order of the keys under <c>metrics</c>.</summary>
    public static IEnumerable<MetricPart> Of(MetricReport report, RunResult result)
    {
        if (report is { Settings.CentralityWeighted: { } settings, Weighted: { } weighted })
        {
            var table = Weighted(weighted);
            yield return new MetricPart(
                "centralityWeighted", "CWC(c) = Σ c ℓ / Σ c: losses ℓ by contagion weighted by a centrality c before any shock; concentration_ratio = mean CWC / mean of ℓ.", settings, table,
                [("centrality-weighted.csv", table)]);
        }

        if (report is { Settings.Impact: { } impact, Impact: { } impacts })
        {
            yield return new MetricPart(
                "impact", "vulnerability: mean share of equity lost by contagion; impact: equity that the others lose in the turn of one, over their initial equity.", impact, Mean(impacts),
                [("impact.csv", Impacts(impacts, result))]);
        }
    }

    private static MetricTable Weighted(IReadOnlyList<WeightedContagion> weighted) => new(
        ["by", "variant", .. MetricTable.WithInterval("value"), "mean", .. MetricTable.WithInterval("concentration_ratio"), "replications"],
        weighted.Select(one => (object[])
        [
            Words.Of(one.By), Words.Of(one.Variant), .. MetricTable.Numbers(one.Weighted), one.Plain.Mean ?? double.NaN, .. MetricTable.Numbers(one.Ratio, one.RatioConfidence95), one.Weighted.Count,
        ]));

    private static MetricTable Impacts(IReadOnlyList<Impact> impacts, RunResult result) => new(
        ["id", "kind", .. MetricTable.WithInterval("vulnerability"), "vulnerability_max", "contagious_default_share", "caused_loss", "impact", "caused_defaults"],
        impacts.Select(one => (object[])
        [
            result.Network.Ids[one.Institution], Words.Of(result.Network.KindOf(one.Institution)), .. MetricTable.Numbers(one.Vulnerability), one.Vulnerability.Max ?? double.NaN,
            one.ContagiousDefaults, one.CausedLoss, one.CausedShare, one.CausedDefaults,
        ]));

    private static MetricTable Mean(IReadOnlyList<Impact> impacts) => new(
        ["mean_vulnerability", "mean_impact"],
        [[Distribution.Of(impacts.Select(one => one.Vulnerability.Mean ?? double.NaN)).Mean ?? double.NaN, Distribution.Of(impacts.Select(one => one.CausedShare)).Mean ?? double.NaN]]);
}
