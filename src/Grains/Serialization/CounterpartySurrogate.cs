using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="Counterparty"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct CounterpartySurrogate
{
    /// <inheritdoc cref="Counterparty.Id"/>
    [Id(0)]
    public string Id;

    /// <inheritdoc cref="Counterparty.Amount"/>
    [Id(1)]
    public double Amount;
}

/// <inheritdoc cref="CounterpartySurrogate"/>
[RegisterConverter]
public sealed class CounterpartyConverter : IConverter<Counterparty, CounterpartySurrogate>
{
    /// <inheritdoc/>
    public Counterparty ConvertFromSurrogate(in CounterpartySurrogate surrogate) => new(surrogate.Id, surrogate.Amount);

    /// <inheritdoc/>
    public CounterpartySurrogate ConvertToSurrogate(in Counterparty value) => new()
    {
        Id = value.Id,
        Amount = value.Amount,
    };
}
