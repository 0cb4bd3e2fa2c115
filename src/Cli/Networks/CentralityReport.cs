using System.Globalization;
using Contagion.Analysis;
using Contagion.Model;
using Contagion.Networks;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary>What a person at the terminal sees of centralities.</summary>
internal sealed class CentralityReport(IAnsiConsole console)
{
    /// <summary>Measures that fit beside each other.</summary>
    private const int SideBySideMax = 4;

    /// <summary>Institutions that are named in a line.</summary>
    private const int NamedMax = 5;

    /// <summary>Tells few measures institution by institution, and many measure by measure.</summary>
    public void Tell(string name, CentralityTable table, int top)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{name}[/]");
        console.WriteLine($"{Meaning.Count(table.Network.Count, "institution")}, {Meaning.Count(table.Network.Claims.Count, "exposure")}.");
        console.WriteLine();
        if (table.Columns.Count > SideBySideMax)
        {
            Overview(table, Math.Min(top, NamedMax));
        }
        else
        {
            Institutions(table, top);
        }

        foreach (var (measure, centrality) in table.Columns)
        {
            Qualify(measure, centrality);
        }

        foreach (var same in table.LeftOut.GroupBy(one => one.Why, one => Words.Of(one.Measure)))
        {
            console.WriteLine($"Left out: {string.Join(", ", same)}: {same.Key}.");
        }
    }

    private void Institutions(CentralityTable table, int top)
    {
        if (table.Columns.Count == 0)
        {
            return;
        }

        var rows = ReportTable.New(["Institution", "Kind", .. table.Columns.Select(column => $"{Words.Of(column.Measure)}\n({NetworkMeaning.SideOf(column.Measure)})")]);
        foreach (var one in RankedInstitution.First(table.Columns[0].Centrality.Values, top))
        {
            rows.AddRow([
                Markup.Escape(table.Network.Ids[one.Institution]), Words.Of(table.Network.KindOf(one.Institution)),
                .. table.Columns.Select(column => Say(column.Centrality, one.Institution))]);
        }

        ReportTable.Show(console, $"The most central by {Words.Of(table.Columns[0].Measure)}", rows);
    }

    private void Overview(CentralityTable table, int top)
    {
        var rows = ReportTable.New("Measure", "Side", "The most central");
        rows.Columns[2].LeftAligned();
        foreach (var (measure, centrality) in table.Columns)
        {
            rows.AddRow(
                Words.Of(measure), NetworkMeaning.SideOf(measure),
                Markup.Escape(string.Join(", ", RankedInstitution.First(centrality.Values, top).Where(one => one.Value > 0).Select(one => $"{table.Network.Ids[one.Institution]} {Meaning.Say(one.Value)}"))));
        }

        ReportTable.Show(console, "The most central by each measure", rows);
    }

    /// <summary>What has to be known to read a measure.</summary>
    private void Qualify(Measure measure, Centrality centrality)
    {
        if (centrality.Sources is { } sources)
        {
            console.WriteLine($"{Words.Of(measure)} is estimated from {sources.ToString("N0", CultureInfo.InvariantCulture)} institutions; standard errors are at most {Meaning.Say(centrality.StandardErrorMax)}.");
        }

        if (!centrality.Converged)
        {
            console.WriteLine($"{Words.Of(measure)} was ended before it stood still: take its last digits with care.");
        }

        if (centrality.Note is { } note)
        {
            console.WriteLine($"{Words.Of(measure)}: {note}.");
        }
    }

    private static string Say(Centrality centrality, int institution) =>
        Meaning.Say(centrality.Values[institution]) + (centrality.StandardErrors is { } errors ? $" ± {Meaning.Say(errors[institution])}" : "");
}
