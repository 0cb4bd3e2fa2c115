using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What a world is told to do.</summary>
/// <param name="Number">Its place among the commands of the world, from 1, given by whoever asks: the same command under the same number is done once.</param>
public abstract record WorldCommand(long Number)
{
    /// <summary>The most steps one command takes.</summary>
    public const int StepsMax = 10_000;

    /// <summary>The most shocks one command brings: resolving their targets must not keep others waiting.</summary>
    public const int ShocksMax = 10_000;

    /// <summary>Strikes institutions now; under the mechanism joint, in the period that the next step opens.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Shocks">The shocks, at least one; without a date, since they fall due now.</param>
    public sealed record Strike(long Number, IReadOnlyList<Shock> Shocks) : WorldCommand(Number);

    /// <summary>Goes on.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Steps">How many steps, at least 1: rounds, or periods under the mechanism joint. A world that has come to rest takes no further rounds.</param>
    public sealed record Step(long Number, int Steps) : WorldCommand(Number);
}
