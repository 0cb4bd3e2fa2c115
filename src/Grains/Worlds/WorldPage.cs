namespace Contagion.Grains;

/// <summary>A part of the log of a world.</summary>
[GenerateSerializer]
public sealed class WorldPage
{
    /// <summary>Lines of <see cref="Contagion.Engine.WorldLog"/>.</summary>
    [Id(0)]
    public string Lines { get; set; } = "";
}
