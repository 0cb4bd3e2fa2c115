using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="WorldException"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct WorldExceptionSurrogate
{
    /// <inheritdoc cref="WorldException.Fault"/>
    [Id(0)]
    public WorldFault Fault;

    /// <summary>What is wrong.</summary>
    [Id(1)]
    public string Message;
}

/// <inheritdoc cref="WorldExceptionSurrogate"/>
[RegisterConverter]
public sealed class WorldExceptionConverter : IConverter<WorldException, WorldExceptionSurrogate>
{
    /// <inheritdoc/>
    public WorldException ConvertFromSurrogate(in WorldExceptionSurrogate surrogate) => new(surrogate.Fault, surrogate.Message);

    /// <inheritdoc/>
    public WorldExceptionSurrogate ConvertToSurrogate(in WorldException value) => new() { Fault = value.Fault, Message = value.Message };
}
