namespace Contagion.Data;

/// <summary>A YAML document with the place of every part, before anything is known of its meaning.</summary>
internal abstract record YamlNode(YamlPlace Place)
{
    /// <summary>A copy whose parts can be replaced without touching this one.</summary>
    public virtual YamlNode Copy() => this;
}

/// <summary>Where a part of a document stands.</summary>
/// <param name="File">The file, or <c>--set</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct YamlPlace(string File, int Line, int Column);

/// <summary>A single word or number.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsQuoted">Whether it is written in quotes, which makes it a text whatever it looks like.</param>
internal sealed record YamlScalar(YamlPlace Place, string Text, bool IsQuoted) : YamlNode(Place)
{
    public bool IsNull => !IsQuoted && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed record YamlList(YamlPlace Place, List<YamlNode> Items) : YamlNode(Place)
{
    public override YamlNode Copy() => new YamlList(Place, [.. Items.Select(item => item.Copy())]);
}

/// <summary>Keys with values, in the order of the file.</summary>
internal sealed record YamlMap(YamlPlace Place, List<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(Place)
{
    public override YamlNode Copy() => new YamlMap(Place, [.. Entries.Select(entry => (entry.Key, entry.Value.Copy()))]);

    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
}
