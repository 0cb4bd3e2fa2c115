using Contagion.Model;

namespace Contagion.QuikGraphs;

/// <summary>An attribute that nodes are written with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in GraphML.</param>
/// <param name="Say">What an institution of this index says; null for nothing.</param>
internal sealed record NodeColumn(string Name, string Type, Func<Institution, int, string?> Say);
