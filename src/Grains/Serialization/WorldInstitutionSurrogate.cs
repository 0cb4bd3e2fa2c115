using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Grains;

/// <summary>A <see cref="WorldInstitution"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct WorldInstitutionSurrogate
{
    /// <inheritdoc cref="WorldInstitution.Id"/>
    [Id(0)]
    public string Id;

    /// <inheritdoc cref="WorldInstitution.Kind"/>
    [Id(1)]
    public InstitutionKind Kind;

    /// <inheritdoc cref="WorldInstitution.Start"/>
    [Id(2)]
    public BalanceSheet Start;

    /// <inheritdoc cref="WorldInstitution.Steps"/>
    [Id(3)]
    public long Steps;

    /// <inheritdoc cref="WorldInstitution.InitialWorth"/>
    [Id(4)]
    public double InitialWorth;

    /// <inheritdoc cref="WorldInstitution.Worth"/>
    [Id(5)]
    public double Worth;

    /// <inheritdoc cref="WorldInstitution.ShockedWorth"/>
    [Id(6)]
    public double ShockedWorth;

    /// <inheritdoc cref="WorldInstitution.DefaultedAt"/>
    [Id(7)]
    public long? DefaultedAt;

    /// <inheritdoc cref="WorldInstitution.Distress"/>
    [Id(8)]
    public double? Distress;
}

/// <inheritdoc cref="WorldInstitutionSurrogate"/>
[RegisterConverter]
public sealed class WorldInstitutionConverter : IConverter<WorldInstitution, WorldInstitutionSurrogate>
{
    /// <inheritdoc/>
    public WorldInstitution ConvertFromSurrogate(in WorldInstitutionSurrogate surrogate) => new()
    {
        Id = surrogate.Id,
        Kind = surrogate.Kind,
        Start = surrogate.Start,
        Steps = surrogate.Steps,
        InitialWorth = surrogate.InitialWorth,
        Worth = surrogate.Worth,
        ShockedWorth = surrogate.ShockedWorth,
        DefaultedAt = surrogate.DefaultedAt,
        Distress = surrogate.Distress,
    };

    /// <inheritdoc/>
    public WorldInstitutionSurrogate ConvertToSurrogate(in WorldInstitution value) => new()
    {
        Id = value.Id,
        Kind = value.Kind,
        Start = value.Start,
        Steps = value.Steps,
        InitialWorth = value.InitialWorth,
        Worth = value.Worth,
        ShockedWorth = value.ShockedWorth,
        DefaultedAt = value.DefaultedAt,
        Distress = value.Distress,
    };
}
