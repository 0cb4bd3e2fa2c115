using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="RunOrder"/> on its way between silos: the engine knows nothing of them.</summary>
[GenerateSerializer, Immutable]
public struct RunOrderSurrogate
{
    /// <inheritdoc cref="RunOrder.Content"/>
    [Id(0)]
    public string Content;

    /// <inheritdoc cref="RunOrder.Version"/>
    [Id(1)]
    public string Version;

    /// <inheritdoc cref="RunOrder.Blocks"/>
    [Id(2)]
    public int Blocks;

    /// <inheritdoc cref="RunOrder.Channels"/>
    [Id(3)]
    public int Channels;

    /// <inheritdoc cref="RunOrder.Path"/>
    [Id(4)]
    public bool Path;

    /// <inheritdoc cref="RunOrder.GoesOnAfterFailure"/>
    [Id(5)]
    public bool GoesOnAfterFailure;

    /// <inheritdoc cref="RunOrder.IsAudited"/>
    [Id(6)]
    public bool IsAudited;

    /// <inheritdoc cref="RunOrder.Granularity"/>
    [Id(7)]
    public int Granularity;
}

/// <inheritdoc cref="RunOrderSurrogate"/>
[RegisterConverter]
public sealed class RunOrderConverter : IConverter<RunOrder, RunOrderSurrogate>
{
    /// <inheritdoc/>
    public RunOrder ConvertFromSurrogate(in RunOrderSurrogate surrogate) => new()
    {
        Content = surrogate.Content,
        Version = surrogate.Version,
        Blocks = surrogate.Blocks,
        Channels = (ChannelSet)surrogate.Channels,
        Path = surrogate.Path,
        GoesOnAfterFailure = surrogate.GoesOnAfterFailure,
        IsAudited = surrogate.IsAudited,
        Granularity = surrogate.Granularity,
    };

    /// <inheritdoc/>
    public RunOrderSurrogate ConvertToSurrogate(in RunOrder value) => new()
    {
        Content = value.Content,
        Version = value.Version,
        Blocks = value.Blocks,
        Channels = (int)value.Channels,
        Path = value.Path,
        GoesOnAfterFailure = value.GoesOnAfterFailure,
        IsAudited = value.IsAudited,
        Granularity = value.Granularity,
    };
}
