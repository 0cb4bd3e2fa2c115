namespace Contagion.Data;

/// <summary>A part of a scenario that is replaced from outside its file.</summary>
/// <param name="Path">The part: keys, and numbers of list items from 0, with points between.</param>
/// <param name="Place">Where the path stands.</param>
/// <param name="Value">What goes there.</param>
internal readonly record struct Override(string Path, YamlPlace Place, YamlNode Value);
