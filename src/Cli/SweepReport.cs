using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary>What a person at the terminal sees of a sweep.</summary>
internal sealed class SweepReport(IAnsiConsole console)
{
    private const int PointsShown = 12;
    private const int MetricsShown = 4;
    private const int ValueLengthMax = 40;

    private static readonly int Loss = Metric.All.ToList().FindIndex(metric => metric.Name == "total_loss");

    /// <summary>Tells the sweep: its points with the metrics that differ, where the table is and what to do next.</summary>
    public void Tell(RunArguments options, SweepFile sweep, SweepDirectory directory)
    {
        var found = SweepOverview.Of(directory.Rows(), MetricsShown, Loss);
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{sweep.First.Scenario.Name}[/]");
        console.WriteLine($"{Meaning.Count(sweep.Count, "point")}; {string.Join(", ", sweep.Paths)}.");
        console.WriteLine();
        Points(sweep, directory, found);
        if (found.Differing.Count == 0)
        {
            console.WriteLine("The points do not differ: what was swept changes nothing here.");
            console.WriteLine();
        }

        // Written past the console, which would break commands and paths that a person wants to copy.
        var plain = console.Profile.Out.Writer;
        plain.WriteLine($"Results: {directory.Table}");
        plain.WriteLine($"Next:    {Next(options, sweep, found.Worst)}   (the point with the largest loss, in full)");
    }

    private void Points(SweepFile sweep, SweepDirectory directory, SweepOverview found)
    {
        var metrics = found.Differing.Count > 0 ? found.Differing : [Loss];
        var table = ReportTable.New(["Point", .. sweep.Paths.Select(path => Heading(path, sweep.Paths)), .. metrics.Select(metric => Metric.Known[metric].Name.Replace('_', ' '))]);
        var point = 0;
        foreach (var row in directory.Rows())
        {
            // The last point closes a long table.
            if (point < PointsShown - 1 || point == sweep.Count - 1)
            {
                table.AddRow([
                    point.ToString(CultureInfo.InvariantCulture),
                    .. sweep.ValuesOf(point).Select(value => Markup.Escape(Short(value))),
                    .. metrics.Select(metric => Meaning.Say(row.MeanOf(metric)))]);
            }
            else if (point == PointsShown - 1)
            {
                table.AddRow([.. Enumerable.Repeat("...", 1 + sweep.Paths.Count + metrics.Count)]);
            }

            point++;
        }

        ReportTable.Show(console, found.Differing.Count > 0 ? "The points (means of the first numbers that differ)" : "The points", table);
    }

    /// <summary>The last step of a path where that says enough; whole paths leave no room for numbers.</summary>
    private static string Heading(string path, IReadOnlyList<string> paths)
    {
        var step = LastStep(path);
        return char.IsAsciiDigit(step[0]) || paths.Count(other => LastStep(other) == step) > 1 ? path : step;
    }

    private static string LastStep(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Next(RunArguments options, SweepFile sweep, int point) => string.Join(' ', [
        Shell.Program, "run", Shell.Quote(options.Scenario),
        .. options.Set.Concat(sweep.Paths.Zip(sweep.ValuesOf(point), (path, value) => $"{path}={value}")).Select(text => $"--set {Shell.Quote(text)}")]);

    private static string Short(string value) => value.Length > ValueLengthMax ? value[..ValueLengthMax] + "..." : value;
}
