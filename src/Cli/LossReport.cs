using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary>What a person at the terminal sees of who lost, what policies paid and which channels brought the losses about.</summary>
internal sealed class LossReport(IAnsiConsole console)
{
    /// <summary>Tells what a run has of it: mechanisms without periods have none.</summary>
    public void Tell(RunOutcome outcome)
    {
        var total = outcome.Bearers.Sum(one => one.Mean);
        Show("Who lost", outcome.Result, ["Who", "Lost", "of all losses"], [.. outcome.Bearers.Select(one => new Row([one.Name, Meaning.Say(one.Mean), Meaning.Percent(one.Mean / total)], one.Max))]);
        Show("What policies paid and tied up", outcome.Result, ["Amount", "in all"], [.. outcome.Costs.Select(one => new Row([one.Name, Meaning.Say(one.Mean)], one.Max))]);
        if (outcome.Attribution is { } attribution)
        {
            Channels(outcome.Result, attribution);
        }
    }

    /// <summary>A table of means, with the worst replication where there are several.</summary>
    private void Show(string title, RunResult result, string[] columns, Row[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var table = ReportTable.New(IsSingle(result) ? columns : [.. columns, "at worst"]);
        foreach (var (cells, worst) in rows)
        {
            table.AddRow(IsSingle(result) ? cells : [.. cells, Meaning.Say(worst)]);
        }

        ReportTable.Show(console, Title(title, result), table);
    }

    private void Channels(RunResult result, Attribution attribution)
    {
        var hasShapley = attribution.Rows[0].Shapley is not null;
        var table = ReportTable.New(["Channel", "adds, in this order", .. hasShapley ? ["adds, over all orders", "of all losses"] : Array.Empty<string>()]);
        var total = attribution.Rows[^1].Cumulative.Mean ?? double.NaN;
        foreach (var row in attribution.Rows)
        {
            table.AddRow([
                row.Channel, Say(row.Cumulative.Mean),
                .. row.Shapley is { } shapley ? [Say(shapley.Mean), Meaning.Percent((shapley.Mean ?? double.NaN) / total)] : Array.Empty<string>()]);
        }

        ReportTable.Show(console, Title("What brought the losses about: equity, and creditors outside", result), table);
    }

    private static bool IsSingle(RunResult result) => result.Replications.Count == 1;

    private static string Title(string title, RunResult result) => IsSingle(result) ? title : $"{title} (mean over replications)";

    private static string Say(double? amount) => Meaning.Say(amount ?? double.NaN);

    private sealed record Row(string[] Cells, double Worst);
}
