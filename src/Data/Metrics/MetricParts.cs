using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;
using Distribution = Contagion.Analysis.Distribution;

namespace Contagion.Data;

/// <summary>A report as tables: what each metric writes, with what it is.</summary>
/// <param name="report">The report.</param>
/// <param name="result">The run.</param>
internal sealed class MetricParts(MetricReport report, RunResult result)
{
    private static readonly string[] Beyond = ["mes", "ses", "covar", "delta_covar"];

    /// <summary>The parts, in the order of the keys under <c>metrics</c>.</summary>
    public IEnumerable<MetricPart> All => new[] { CentralityWeighted(), Tail(), Concentration(), Shapley(), Moran(), Spillover(), Impact() }.OfType<MetricPart>();

    private MetricPart? CentralityWeighted()
    {
        if (report.Weighted is not { } weighted)
        {
            return null;
        }

        var table = new MetricTable(
            ["by", "variant", .. MetricTable.WithInterval("value"), "mean", .. MetricTable.WithInterval("concentration_ratio"), "replications"],
            weighted.Select(one => (object[])
            [
                Words.Of(one.By), Words.Of(one.Variant), .. MetricTable.Numbers(one.Weighted), one.Plain.Mean ?? double.NaN, .. MetricTable.Numbers(one.Ratio, one.RatioConfidence95), one.Weighted.Count,
            ]));
        var rings = new MetricTable(
            ["by", "centre", "ring", "institutions", .. MetricTable.WithInterval("mean_loss")],
            report.Rings!.Select(one => (object[]) [Words.Of(one.By), IdOf(one.Centre), one.Distance ?? double.NaN, one.Institutions, .. MetricTable.Numbers(one.Loss)]));
        return new MetricPart(
            "centralityWeighted", "CWC(c) = Σ c ℓ / Σ c: losses ℓ by contagion, weighted by a centrality c before any shock; concentration_ratio = mean of CWC / mean of ℓ",
            report.Settings.CentralityWeighted!, table, [("centrality-weighted.csv", table), .. report.Rings!.Count > 0 ? [("rings.csv", rings)] : Array.Empty<(string, MetricTable)>()]);
    }

    private MetricPart? Tail()
    {
        if (report is not { Tail: { } tails, Settings.Tail: { } settings })
        {
            return null;
        }

        var system = new MetricTable(
            ["level", .. MetricTable.WithInterval("value_at_risk"), .. MetricTable.WithInterval("expected_shortfall"), "beyond"],
            tails.Select(one => (object[]) [one.Level, .. MetricTable.Numbers(one.ValueAtRisk), .. MetricTable.Numbers(one.ExpectedShortfall), one.Beyond]));
        var units = new MetricTable(
            ["level", NameOf(settings.By), "value_at_risk", "expected_shortfall", .. Beyond.SelectMany(MetricTable.WithInterval), "covar_sample"],
            tails.SelectMany(one => one.Units.Select(unit => (object[])
            [
                one.Level, unit.Name, unit.Tail.ValueAtRisk, unit.Tail.ExpectedShortfall, .. MetricTable.Numbers(unit.Tail.MarginalExpectedShortfall), .. MetricTable.Numbers(unit.CapitalShortfall),
                .. MetricTable.Numbers(unit.Tail.CoVar), .. MetricTable.Numbers(unit.Tail.DeltaCoVar), unit.Tail.CoVar.Sample,
            ])));
        return new MetricPart(
            "tail", "VaR: the loss of the system that is not exceeded in a share `level` of replications; ES: its mean over the worst of the others; 95 % intervals by bootstrap",
            settings, system, [("tail.csv", system), .. tails[0].Units.Count > 0 ? [($"tail-{PluralOf(settings.By)}.csv", units)] : Array.Empty<(string, MetricTable)>()]);
    }

    private MetricPart? Concentration()
    {
        if (report.Concentration is not { } rows)
        {
            return null;
        }

        var table = new MetricTable(["of", "hhi", "gini", "institutions"], rows.Select(one => (object[]) [one.Of, one.Herfindahl, one.Gini, one.Institutions]));
        return new MetricPart(
            "concentration", "HHI = Σ shares²; Gini = 2 Σ k x_(k) / (n Σ x) − (n + 1) / n; of mean losses, and of measures before any shock",
            report.Settings.Concentration!, table, [("concentration.csv", table)]);
    }

    private MetricPart? Shapley()
    {
        if (report is not { Shapley: { } shapley, Settings.Shapley: { } settings })
        {
            return null;
        }

        var units = new MetricTable(
            [NameOf(settings.By), "value", "standard_error", "share"],
            shapley.Units.Select(one => (object[]) [one.Name, one.Value, one.StandardError, shapley.Total > 0 ? one.Value / shapley.Total : double.NaN]));
        return new MetricPart(
            "shapley", "Shapley values of v(S) = ES of what the members of S lose together; they add up to the ES of all",
            settings, new MetricTable(["expected_shortfall", "orders"], [[shapley.Total, shapley.Orders ?? double.NaN]]), [("shapley.csv", units)]);
    }

    private MetricPart? Moran()
    {
        if (report.Moran is not { } moran)
        {
            return null;
        }

        var (system, undefined) = (moran.System, double.NaN);
        var table = new MetricTable(
            ["i", "expected", "sd", "normal_p", "permutation_p", "permutation_sd", "permutations", "institutions"],
            [[
                system?.Value ?? undefined, system?.Expected ?? undefined, system?.StandardDeviation ?? undefined, system?.NormalProbability ?? undefined,
                system?.Permutations?.Probability ?? undefined, system?.Permutations?.StandardDeviation ?? undefined, system?.Permutations?.Orders ?? undefined, system?.Members ?? 0,
            ]]);
        var local = new MetricTable(["id", "kind", "mean_loss", "local_i"], Institutions(one => (object[]) [moran.Losses[one], system?.Local[one] ?? undefined]));
        return new MetricPart(
            "moran", "I = (n / S₀) Σ w z z / Σ z² of mean relative losses; w: exposures between two, both ways, over all of the one; Σ local I = S₀ I",
            report.Settings.Moran!, table, [("moran-local.csv", local)]);
    }

    private MetricPart? Spillover()
    {
        if (report.Spillover is not { } spillover)
        {
            return null;
        }

        var table = new MetricTable(
            ["id", "kind", "own", "from", "to", "net"],
            Institutions(one => (object[])
            [
                spillover.Own[one], spillover.Table.From[one], spillover.HasTurn[one] ? spillover.Table.To[one] : double.NaN, spillover.HasTurn[one] ? spillover.Table.Net[one] : double.NaN,
            ]));
        return new MetricPart(
            "spillover", "D_ij: share of its equity that i loses in the turn of j; FROM_i = Σ_j D_ij, TO_j = Σ_i D_ij, i ≠ j; NET = TO − FROM; total = Σ FROM / n",
            report.Settings.Spillover!, new MetricTable(["total", "turns"], [[spillover.Table.Total ?? double.NaN, spillover.HasTurn.Count(has => has)]]), [("spillover-table.csv", table)]);
    }

    private MetricPart? Impact()
    {
        if (report.Impact is not { } impacts)
        {
            return null;
        }

        var table = new MetricTable(
            ["id", "kind", .. MetricTable.WithInterval("vulnerability"), "vulnerability_max", "contagious_default_share", "impact", "cases", "caused_loss", "caused_defaults"],
            Institutions(one => (object[])
            [
                .. MetricTable.Numbers(impacts[one].Vulnerability), impacts[one].Vulnerability.Max ?? double.NaN, impacts[one].ContagiousDefaults, impacts[one].Share, impacts[one].Cases,
                impacts[one].CausedLoss, impacts[one].CausedDefaults,
            ]));
        var system = new MetricTable(
            ["mean_vulnerability", "mean_impact"],
            [[Mean(impacts.Select(one => one.Vulnerability.Mean ?? double.NaN)), Mean(impacts.Select(one => one.Share))]]);
        return new MetricPart(
            "impact", "vulnerability: mean share of its equity that an institution loses by contagion; impact: what others lose when a shock hits it, over their equity",
            report.Settings.Impact!, system, [("impact.csv", table)]);
    }

    private static double Mean(IEnumerable<double> numbers) => Distribution.Of(numbers).Mean ?? double.NaN;

    /// <summary>The column that names a unit.</summary>
    private static string NameOf(MetricUnit unit) => unit == MetricUnit.Institution ? "id" : Words.Of(unit);

    private static string PluralOf(MetricUnit unit) => $"{Words.Of(unit)}s";

    private IEnumerable<object[]> Institutions(Func<int, object[]> of) =>
        Enumerable.Range(0, result.Network.Count).Select(one => (object[]) [IdOf(one), Words.Of(result.Network.KindOf(one)), .. of(one)]);

    private string IdOf(int institution) => result.Network.Ids[institution];
}
