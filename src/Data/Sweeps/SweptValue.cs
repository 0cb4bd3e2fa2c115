namespace Contagion.Data;

/// <summary>What a swept part is at some points: YAML, as it was written.</summary>
/// <param name="Text">The YAML.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct SweptValue(string Text, YamlPlace Place);
