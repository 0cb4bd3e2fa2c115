using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="WorldOrder"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct WorldOrderSurrogate
{
    /// <inheritdoc cref="WorldOrder.Content"/>
    [Id(0)]
    public string Content;

    /// <inheritdoc cref="WorldOrder.Version"/>
    [Id(1)]
    public string Version;
}

/// <inheritdoc cref="WorldOrderSurrogate"/>
[RegisterConverter]
public sealed class WorldOrderConverter : IConverter<WorldOrder, WorldOrderSurrogate>
{
    /// <inheritdoc/>
    public WorldOrder ConvertFromSurrogate(in WorldOrderSurrogate surrogate) => new(surrogate.Content, surrogate.Version);

    /// <inheritdoc/>
    public WorldOrderSurrogate ConvertToSurrogate(in WorldOrder value) => new()
    {
        Content = value.Content,
        Version = value.Version,
    };
}
