using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>What is kept of a world besides its log.</summary>
[GenerateSerializer]
public sealed class WorldState
{
    /// <summary>What it was opened with; null where there is no world.</summary>
    [Id(0)]
    public WorldOrder? Order { get; set; }
}
