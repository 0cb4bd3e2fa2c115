namespace Contagion.QuikGraphs;

/// <summary>An attribute that edges are written with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in GraphML.</param>
/// <param name="Say">What an edge says; null for nothing.</param>
internal sealed record EdgeColumn(string Name, string Type, Func<WrittenEdge, string?> Say);
