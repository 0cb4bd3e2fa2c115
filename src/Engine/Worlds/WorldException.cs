namespace Contagion.Engine;

/// <summary>A world refuses what it is asked; it is as it was before.</summary>
/// <param name="fault">What sort of fault it is.</param>
/// <param name="message">What is wrong and what was expected.</param>
public sealed class WorldException(WorldFault fault, string message) : Exception(message)
{
    /// <summary>What sort of fault it is.</summary>
    public WorldFault Fault { get; } = fault;
}
