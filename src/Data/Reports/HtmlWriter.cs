using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Contagion.Data;

/// <summary>Writes HTML. What a hole of an interpolated text is filled with is escaped, so that no name can be markup.</summary>
internal sealed class HtmlWriter
{
    /// <summary>Longer names are cut.</summary>
    public const int NameMax = 60;

    private readonly StringBuilder _html = new(1 << 16);

    /// <summary>Adds markup; what fills its holes is text.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => markup.End();

    /// <summary>Adds a style sheet of ours.</summary>
    public void AddStyle(string css) => _html.Append(css);

    /// <summary>Adds a table: names on the left, numbers on the right. It scrolls by itself where there is no room.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">Headings.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="texts">How many columns are text.</param>
    public void Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int texts = 1)
    {
        Add($"<div class=\"scroll\"><table><caption>{caption}</caption><thead><tr>");
        for (var column = 0; column < columns.Count; column++)
        {
            Add($"<th scope=\"col\" class=\"{(column < texts ? "t" : "n")}\">{columns[column]}</th>");
        }

        Add($"</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            Add($"<tr><th scope=\"row\">{row[0]}</th>");
            for (var column = 1; column < row.Count; column++)
            {
                Add($"<td class=\"{(column < texts ? "t" : "n")}\">{row[column]}</td>");
            }

            Add($"</tr>\n");
        }

        Add($"</tbody></table></div>\n");
    }

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    /// <summary>Text that is no longer than a person reads.</summary>
    public static string Shorten(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";

    private void Escape(string text)
    {
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '\n' or '\t' => _html.Append(letter),
                _ => _html.Append(char.IsControl(letter) ? '\uFFFD' : letter),
            };
        }
    }

    /// <summary>Markup on its way.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly HtmlWriter _writer;

        /// <param name="literalLength">Of no use here.</param>
        /// <param name="formattedCount">Likewise.</param>
        /// <param name="writer">Where it goes.</param>
        public Markup(int literalLength, int formattedCount, HtmlWriter writer) => _writer = writer;

        /// <summary>Adds markup of ours.</summary>
        public void AppendLiteral(string markup) => _writer._html.Append(markup);

        /// <summary>Adds text.</summary>
        public void AppendFormatted(string? text) => _writer.Escape(text ?? "");

        /// <summary>Adds a whole number.</summary>
        public void AppendFormatted(int number) => _writer._html.Append(number);

        /// <summary>Adds a coordinate, to a tenth.</summary>
        public void AppendFormatted(double coordinate) => _writer._html.Append((Math.Round(coordinate, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture));

        internal void End()
        {
        }
    }
}
