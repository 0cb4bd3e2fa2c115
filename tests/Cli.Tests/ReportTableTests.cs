using Spectre.Console;

namespace Contagion.Cli.Tests;

/// <summary>Tables on screens of any width.</summary>
public sealed class ReportTableTests
{
    private static readonly string[] Headings = ["Of", "Mean", "Claims on the network", "Share", "Max"];
    private static readonly string[] Row = ["total assets", "475,050", "1,395,131", "32.54 %", "1,781,371"];

    [Theory]
    [InlineData(120, 1)]
    [InlineData(70, 1)]
    [InlineData(62, 1)]
    [InlineData(40, 2)]
    [InlineData(28, 4)]
    public void No_cell_is_broken_however_narrow_the_screen(int width, int parts)
    {
        var lines = Shown(width);

        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.All(Row[1..], cell => Assert.Single(lines, line => line.Contains(cell, StringComparison.Ordinal)));
        Assert.Equal(parts, lines.Count(line => line.Contains("total assets", StringComparison.Ordinal)));
        Assert.Equal(parts, lines.Count(line => line.StartsWith('─')));
    }

    private static string[] Shown(int width)
    {
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = width;
        var table = ReportTable.New(Headings);
        table.AddRow(Row);
        ReportTable.Show(console, "Title", table);
        return written.ToString().Split('\n');
    }
}
