using System.Text.Json;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Grains;

/// <summary>A <see cref="WorldCommand"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct WorldCommandSurrogate
{
    /// <inheritdoc cref="WorldCommand.Number"/>
    [Id(0)]
    public long Number;

    /// <summary>The shocks of a strike as <see cref="WorldJson"/>; null for steps.</summary>
    [Id(1)]
    public string? Shocks;

    /// <summary>How many steps; 0 for a strike.</summary>
    [Id(2)]
    public int Steps;
}

/// <inheritdoc cref="WorldCommandSurrogate"/>
[RegisterConverter]
public sealed class StrikeConverter : IConverter<WorldCommand.Strike, WorldCommandSurrogate>
{
    /// <inheritdoc/>
    public WorldCommand.Strike ConvertFromSurrogate(in WorldCommandSurrogate surrogate) => new(surrogate.Number, WorldJson.ReadShocks(surrogate.Shocks!));

    /// <inheritdoc/>
    public WorldCommandSurrogate ConvertToSurrogate(in WorldCommand.Strike value) => new() { Number = value.Number, Shocks = JsonSerializer.Serialize(value.Shocks, WorldJson.Options) };
}

/// <inheritdoc cref="WorldCommandSurrogate"/>
[RegisterConverter]
public sealed class StepConverter : IConverter<WorldCommand.Step, WorldCommandSurrogate>
{
    /// <inheritdoc/>
    public WorldCommand.Step ConvertFromSurrogate(in WorldCommandSurrogate surrogate) => new(surrogate.Number, surrogate.Steps);

    /// <inheritdoc/>
    public WorldCommandSurrogate ConvertToSurrogate(in WorldCommand.Step value) => new() { Number = value.Number, Steps = value.Steps };
}

/// <summary>A <see cref="Shock"/> on its way between silos, as <see cref="WorldJson"/>.</summary>
[GenerateSerializer, Immutable]
public struct ShockSurrogate
{
    /// <summary>The shock.</summary>
    [Id(0)]
    public string Json;
}

/// <inheritdoc cref="ShockSurrogate"/>
[RegisterConverter]
public sealed class ShockConverter : IConverter<Shock, ShockSurrogate>
{
    /// <inheritdoc/>
    public Shock ConvertFromSurrogate(in ShockSurrogate surrogate) => JsonSerializer.Deserialize<Shock>(surrogate.Json, WorldJson.Options)!;

    /// <inheritdoc/>
    public ShockSurrogate ConvertToSurrogate(in Shock value) => new() { Json = JsonSerializer.Serialize(value, WorldJson.Options) };
}
