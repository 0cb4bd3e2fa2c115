namespace Contagion.QuikGraphs;

/// <summary>A word, a quoted text or a sign of a DOT file.</summary>
/// <param name="Text">The word or text, or the sign itself; empty at the end of the file.</param>
/// <param name="Kind">Which of these it is.</param>
/// <param name="Place">Where it begins.</param>
internal readonly record struct DotToken(string Text, DotTokenKind Kind, Place Place)
{
    /// <summary>Whether it is a sign.</summary>
    public bool Is(string sign) => Kind == DotTokenKind.Sign && Text == sign;

    /// <summary>Whether it is a keyword, which may be written in any case.</summary>
    public bool IsKeyword(string word) => Kind == DotTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it can be an id, a name or a value.</summary>
    public bool IsId => Kind is DotTokenKind.Word or DotTokenKind.Text && !DotText.IsKeyword(this);
}
