using Spectre.Console;

namespace Contagion.Cli;

/// <summary>The look of tables in reports.</summary>
internal static class ReportTable
{
    /// <summary>An empty table: names on the left, numbers on the right.</summary>
    public static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var column = 0; column < columns.Length; column++)
        {
            var added = new TableColumn(Markup.Escape(columns[column]));
            table.AddColumn(column == 0 ? added.LeftAligned() : added.RightAligned());
        }

        return table;
    }

    /// <summary>Prints a table below its title.</summary>
    public static void Show(IAnsiConsole console, string title, Table table)
    {
        console.MarkupLineInterpolated($" [bold]{title}[/]");
        console.Write(table);
    }
}
