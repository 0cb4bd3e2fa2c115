using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="RunReport"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct RunReportSurrogate
{
    /// <inheritdoc cref="RunReport.Phase"/>
    [Id(0)]
    public RunPhase Phase;

    /// <inheritdoc cref="RunReport.Blocks"/>
    [Id(1)]
    public int Blocks;

    /// <inheritdoc cref="RunReport.Done"/>
    [Id(2)]
    public int Done;

    /// <inheritdoc cref="RunReport.Attempt"/>
    [Id(3)]
    public long Attempt;

    /// <inheritdoc cref="RunReport.Failed"/>
    [Id(4)]
    public FailedReplication? Failed;
}

/// <inheritdoc cref="RunReportSurrogate"/>
[RegisterConverter]
public sealed class RunReportConverter : IConverter<RunReport, RunReportSurrogate>
{
    /// <inheritdoc/>
    public RunReport ConvertFromSurrogate(in RunReportSurrogate surrogate) => new(surrogate.Phase, surrogate.Blocks, surrogate.Done, surrogate.Attempt, surrogate.Failed);

    /// <inheritdoc/>
    public RunReportSurrogate ConvertToSurrogate(in RunReport value) =>
        new() { Phase = value.Phase, Blocks = value.Blocks, Done = value.Done, Attempt = value.Attempt, Failed = value.Failed };
}
