namespace Contagion.QuikGraphs;

/// <summary>What a token of a DOT file is.</summary>
internal enum DotTokenKind
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>Letters, digits and underscores, or a number.</summary>
    Word,

    /// <summary>A text in quotation marks.</summary>
    Text,

    /// <summary>A bracket, an arrow, a comma or the like.</summary>
    Sign,
}
