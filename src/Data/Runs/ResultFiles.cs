using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>Writes what came of a run. Undefined numbers are empty fields.</summary>
internal static class ResultFiles
{
    /// <summary>The file that is written last: where it is, the others are.</summary>
    public const string Summary = "summary.json";

    /// <summary>Writes every result file; summary.json last, so that where it is, the others are.</summary>
    public static void Write(string folder, string run, RunOutcome outcome)
    {
        var result = outcome.Result;
        // Drawn while the other files go to disk.
        var map = Task.Run(() => NetworkMap.Of(result.Network, MapLosses.Of(result), most: MapFigure.NodesMax));
        var institutions = InstitutionOutcome.Of(result);
        var largest = new LargestSpillovers();
        CsvFile.Write(Path.Combine(folder, "institutions.csv"), file => Institutions(file, result, institutions));
        CsvFile.Write(Path.Combine(folder, ReplicationsFile.Name), file => ReplicationsFile.Write(file, result));
        CsvFile.Write(Path.Combine(folder, PathFiles.Rounds), file => PathFiles.WriteRounds(file, result));
        if (result.Dynamics.HasPeriods)
        {
            CsvFile.Write(Path.Combine(folder, PathFiles.Periods), file => PathFiles.WritePeriods(file, result));
        }

        CsvFile.Write(Path.Combine(folder, "spillover.csv"), file => Spillovers(file, result, largest));
        if (outcome.Metrics is { } metrics)
        {
            MetricFiles.Write(folder, run, metrics, result);
        }

        if (outcome.Attribution is { } attribution)
        {
            CsvFile.Write(Path.Combine(folder, AttributionFile.Name), file => AttributionFile.Write(file, attribution));
        }

        AtomicFile.Write(Path.Combine(folder, RunReportFile.Name), RunReportFile.Write(new ReportedRun(outcome, institutions, map.Result, largest)));
        AtomicFile.Write(Path.Combine(folder, Summary), SummaryFile.Write(run, outcome.Summary));
    }

    private static void Institutions(CsvFile file, RunResult result, IReadOnlyList<InstitutionOutcome> institutions)
    {
        var (network, isSingle, hasPayments, isInTurn) = (result.Network, result.DefaultRound is not null, result.Dynamics.HasPayments, result.Seeds is not null);
        file.Row([
            "id", "kind", "default_probability", "initial_equity", "mean_final_equity", "mean_loss", "mean_relative_loss", "mean_contagion_loss", "mean_net_worth",
            .. isSingle ? ["default_round"] : Array.Empty<string>(),
            .. hasPayments ? ["payment"] : Array.Empty<string>(),
            .. isInTurn ? ["caused_loss", "caused_defaults"] : Array.Empty<string>()]);
        foreach (var outcome in institutions)
        {
            file.Text(network.Ids[outcome.Institution]).Text(Words.Of(network.KindOf(outcome.Institution)))
                .Number(outcome.DefaultProbability).Number(outcome.InitialEquity).Number(outcome.MeanFinalEquity).Number(outcome.MeanLoss)
                .Number(outcome.MeanRelativeLoss).Number(outcome.MeanContagionLoss).Number(outcome.MeanNetWorth);
            if (isSingle)
            {
                file.Number(outcome.DefaultRound is >= 0 and var round ? round : double.NaN);
            }

            if (hasPayments)
            {
                file.Number(outcome.MeanPayment);
            }

            if (isInTurn)
            {
                file.Number(outcome.CausedLoss).Number(outcome.CausedDefaults);
            }

            file.End();
        }
    }

    private static void Spillovers(CsvFile file, RunResult result, LargestSpillovers largest)
    {
        file.Row(["from", "to", "loss", "relative_loss"]);
        foreach (var (from, to, loss, relative) in SpilloverTable.Of(result).Rows)
        {
            largest.Take(from, to, loss, relative);
            file.Text(from).Text(to).Number(loss).Number(relative).End();
        }
    }
}
