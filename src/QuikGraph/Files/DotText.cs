using System.Text.RegularExpressions;

namespace Contagion.QuikGraphs;

/// <summary>Texts as DOT writes them.</summary>
/// <remarks>
/// Inside quotation marks <c>\"</c> is a quotation mark and <c>\\</c> a backslash, which Graphviz draws as one as well. The language itself keeps both
/// backslashes, and so cannot say a text that ends in one.
/// </remarks>
internal static partial class DotText
{
    private static readonly string[] Keywords = ["node", "edge", "graph", "digraph", "subgraph", "strict"];

    /// <summary>Whether a token is a keyword and not an id.</summary>
    public static bool IsKeyword(DotToken token) => token.Kind == DotTokenKind.Word && Keywords.Contains(token.Text, StringComparer.OrdinalIgnoreCase);

    /// <summary>A text as a word where it can be one, in quotation marks otherwise.</summary>
    public static string Write(string text) => Plain().IsMatch(text) && !Keywords.Contains(text, StringComparer.OrdinalIgnoreCase)
        ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"\A([A-Za-z_][A-Za-z_0-9]*|-?(\.[0-9]+|[0-9]+(\.[0-9]*)?))\z")]
    private static partial Regex Plain();
}
