using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>Version of the program that a silo runs. Silos of another version take no part in its runs: they need not compute the same bits.</summary>
/// <param name="Text">The version.</param>
public sealed record SiloVersion(string Text)
{
    /// <summary>Why a run is refused that is of another version; null for one of this version.</summary>
    public string? Refusal(RunOrder order) => order.Version == Text ? null : $"The run is one of version {order.Version}; this silo runs version {Text}.";

    /// <summary>Computes nothing of a run of another version.</summary>
    /// <exception cref="InvalidOperationException">It is one.</exception>
    public void Expect(RunOrder order)
    {
        if (Refusal(order) is { } why)
        {
            throw new InvalidOperationException(why);
        }
    }
}
