namespace Contagion.QuikGraphs;

/// <summary>A place in a file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Character in the line, from 1.</param>
internal readonly record struct Place(int Line, int Column);
