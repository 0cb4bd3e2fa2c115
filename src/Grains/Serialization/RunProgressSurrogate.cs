using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="RunProgress"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct RunProgressSurrogate
{
    /// <inheritdoc cref="RunProgress.Phase"/>
    [Id(0)]
    public RunPhase Phase;

    /// <inheritdoc cref="RunProgress.Blocks"/>
    [Id(1)]
    public int Blocks;

    /// <inheritdoc cref="RunProgress.Done"/>
    [Id(2)]
    public int Done;

    /// <inheritdoc cref="RunProgress.Attempt"/>
    [Id(3)]
    public long Attempt;

    /// <inheritdoc cref="RunProgress.Failed"/>
    [Id(4)]
    public FailedReplication? Failed;
}

/// <inheritdoc cref="RunProgressSurrogate"/>
[RegisterConverter]
public sealed class RunProgressConverter : IConverter<RunProgress, RunProgressSurrogate>
{
    /// <inheritdoc/>
    public RunProgress ConvertFromSurrogate(in RunProgressSurrogate surrogate) => new(surrogate.Phase, surrogate.Blocks, surrogate.Done, surrogate.Attempt, surrogate.Failed);

    /// <inheritdoc/>
    public RunProgressSurrogate ConvertToSurrogate(in RunProgress value) =>
        new() { Phase = value.Phase, Blocks = value.Blocks, Done = value.Done, Attempt = value.Attempt, Failed = value.Failed };
}
