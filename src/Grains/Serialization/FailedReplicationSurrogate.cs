using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="FailedReplication"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct FailedReplicationSurrogate
{
    /// <inheritdoc cref="FailedReplication.Replication"/>
    [Id(0)]
    public int Replication;

    /// <inheritdoc cref="FailedReplication.Error"/>
    [Id(1)]
    public string Error;
}

/// <inheritdoc cref="FailedReplicationSurrogate"/>
[RegisterConverter]
public sealed class FailedReplicationConverter : IConverter<FailedReplication, FailedReplicationSurrogate>
{
    /// <inheritdoc/>
    public FailedReplication ConvertFromSurrogate(in FailedReplicationSurrogate surrogate) => new(surrogate.Replication, surrogate.Error);

    /// <inheritdoc/>
    public FailedReplicationSurrogate ConvertToSurrogate(in FailedReplication value) => new() { Replication = value.Replication, Error = value.Error };
}
