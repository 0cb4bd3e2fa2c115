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
        if (outcome.Result.Dynamics.HasPeriods)
        {
            Bearers(outcome);
            Costs(outcome);
        }

        if (outcome.Attribution is { } attribution)
        {
            Channels(outcome.Result, attribution);
        }
    }

    private void Bearers(RunOutcome outcome)
    {
        var borne = Of(outcome, Bearer.All.Select(bearer => (bearer.Name, bearer.Metric)));
        var total = borne.Sum(one => one.Mean);
        Show("Who lost", outcome.Result, ["Who", "Lost", "of all losses"], [.. borne.Select(one => new Row([one.Name, Meaning.Say(one.Mean), Meaning.Percent(one.Mean / total)], one.Max))]);
    }

    private void Costs(RunOutcome outcome)
    {
        var paid = Of(outcome, PolicyCost.All.Select(cost => (cost.Name, cost.Metric)));
        Show("What policies paid and tied up", outcome.Result, ["Amount", "in all"], [.. paid.Select(one => new Row([one.Name, Meaning.Say(one.Mean)], one.Max))]);
    }

    /// <summary>Those of some amounts that are there at all.</summary>
    private static (string Name, double Mean, double Max)[] Of(RunOutcome outcome, IEnumerable<(string Name, string Metric)> amounts) =>
        [.. amounts.Select(one => (one.Name, Amount: outcome.Summary[one.Metric])).Where(one => one.Amount.Mean > 0).Select(one => (one.Name, one.Amount.Mean!.Value, one.Amount.Max!.Value))];

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
