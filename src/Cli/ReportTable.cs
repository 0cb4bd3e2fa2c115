using Spectre.Console;
using Spectre.Console.Rendering;

namespace Contagion.Cli;

/// <summary>The look of tables in reports.</summary>
internal static class ReportTable
{
    /// <summary>Cells of up to so many characters are never broken over lines; longer ones are text.</summary>
    private const int UnbrokenMax = 24;

    private const int Padding = 2;
    private const int NarrowPadding = 1;

    /// <summary>An empty table: names on the left, numbers on the right.</summary>
    public static Table New(params string[] columns)
    {
        var table = Empty();
        for (var column = 0; column < columns.Length; column++)
        {
            var added = new TableColumn(Markup.Escape(columns[column]));
            table.AddColumn(column == 0 ? added.LeftAligned() : added.RightAligned());
        }

        return table;
    }

    /// <summary>Prints a table below its title. Where there is no room, headings are broken over lines, then columns stand closer, then the last ones stand below with the first again.</summary>
    public static void Show(IAnsiConsole console, string title, Table table)
    {
        console.MarkupLineInterpolated($" [bold]{title}[/]");
        var options = RenderOptions.Create(console, console.Profile.Capabilities);
        Extent[] extents = [.. table.Columns.Select((column, at) => Extent.Of(column, table.Rows.Select(row => row.ElementAtOrDefault(at)), options))];
        var all = Enumerable.Range(0, extents.Length).ToArray();
        var width = console.Profile.Width;
        var padding = Room(all, Padding) >= all.Sum(at => extents[at].Least) ? Padding : NarrowPadding;
        for (var next = 1; next < extents.Length || next == 1;)
        {
            List<int> part = [0];
            do
            {
                part.Add(next++);
            }
            while (next < extents.Length && Room([.. part, next], padding) >= part.Sum(at => extents[at].Least) + extents[next].Least);

            console.Write(Part([.. part.Where(at => at < extents.Length)]));
        }

        // What columns may fill: a border is a character before and after each.
        int Room(int[] columns, int padding) => width - (columns.Length * padding) - columns.Length - 1;

        Table Part(int[] columns)
        {
            // As in the whole table the widest give way first.
            var room = Room(columns, padding);
            var level = columns.Max(at => extents[at].Most);
            while (level > 0 && columns.Sum(at => extents[at].At(level)) > room)
            {
                level--;
            }

            var made = Empty();
            foreach (var at in columns)
            {
                var column = table.Columns[at];
                column.Width = extents[at].At(level);
                column.Padding = new Padding(padding - 1, 0, 1, 0);
                made.AddColumn(column);
            }

            foreach (var row in table.Rows)
            {
                made.AddRow(columns.Select(at => row.ElementAtOrDefault(at) ?? Text.Empty));
            }

            return made;
        }
    }

    private static Table Empty() => new Table().Border(TableBorder.Simple);

    /// <summary>How wide a column must be for no number and no word to be broken, and how wide for nothing to be.</summary>
    private readonly record struct Extent(int Least, int Most)
    {
        public static Extent Of(TableColumn column, IEnumerable<IRenderable?> cells, RenderOptions options)
        {
            var heading = column.Header.Measure(options, ushort.MaxValue);
            var extent = new Extent(heading.Min, heading.Max);
            foreach (var cell in cells.OfType<IRenderable>().Select(cell => cell.Measure(options, ushort.MaxValue)))
            {
                extent = new Extent(Math.Max(extent.Least, column.NoWrap || cell.Max <= UnbrokenMax ? cell.Max : cell.Min), Math.Max(extent.Most, cell.Max));
            }

            return extent;
        }

        public int At(int level) => Math.Max(Least, Math.Min(Most, level));
    }
}
