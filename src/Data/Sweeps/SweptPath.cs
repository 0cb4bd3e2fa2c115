namespace Contagion.Data;

/// <summary>A part of the scenario that the points of a sweep differ in.</summary>
/// <param name="Path">Keys, and numbers of list items from 0, with points between.</param>
/// <param name="Place">Where it is named.</param>
internal readonly record struct SweptPath(string Path, YamlPlace Place);
