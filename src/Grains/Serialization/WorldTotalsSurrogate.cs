using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="WorldTotals"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct WorldTotalsSurrogate
{
    /// <inheritdoc cref="WorldTotals.Commands"/>
    [Id(0)]
    public long Commands;

    /// <inheritdoc cref="WorldTotals.Steps"/>
    [Id(1)]
    public long Steps;

    /// <inheritdoc cref="WorldTotals.Institutions"/>
    [Id(2)]
    public int Institutions;

    /// <inheritdoc cref="WorldTotals.Defaults"/>
    [Id(3)]
    public int Defaults;

    /// <inheritdoc cref="WorldTotals.Loss"/>
    [Id(4)]
    public double Loss;

    /// <inheritdoc cref="WorldTotals.IsAtRest"/>
    [Id(5)]
    public bool IsAtRest;

    /// <inheritdoc cref="WorldTotals.IsConverged"/>
    [Id(6)]
    public bool IsConverged;
}

/// <inheritdoc cref="WorldTotalsSurrogate"/>
[RegisterConverter]
public sealed class WorldTotalsConverter : IConverter<WorldTotals, WorldTotalsSurrogate>
{
    /// <inheritdoc/>
    public WorldTotals ConvertFromSurrogate(in WorldTotalsSurrogate surrogate) => 
        new(surrogate.Commands, surrogate.Steps, surrogate.Institutions, surrogate.Defaults, surrogate.Loss, surrogate.IsAtRest, surrogate.IsConverged);

    /// <inheritdoc/>
    public WorldTotalsSurrogate ConvertToSurrogate(in WorldTotals value) => new()
    {
        Commands = value.Commands,
        Steps = value.Steps,
        Institutions = value.Institutions,
        Defaults = value.Defaults,
        Loss = value.Loss,
        IsAtRest = value.IsAtRest,
        IsConverged = value.IsConverged,
    };
}
