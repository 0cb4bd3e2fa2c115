using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="Counterparties"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct CounterpartiesSurrogate
{
    /// <inheritdoc cref="Counterparties.ClaimsCount"/>
    [Id(0)]
    public int ClaimsCount;

    /// <inheritdoc cref="Counterparties.DebtsCount"/>
    [Id(1)]
    public int DebtsCount;

    /// <inheritdoc cref="Counterparties.Claims"/>
    [Id(2)]
    public Counterparty[] Claims;

    /// <inheritdoc cref="Counterparties.Debts"/>
    [Id(3)]
    public Counterparty[] Debts;
}

/// <inheritdoc cref="CounterpartiesSurrogate"/>
[RegisterConverter]
public sealed class CounterpartiesConverter : IConverter<Counterparties, CounterpartiesSurrogate>
{
    /// <inheritdoc/>
    public Counterparties ConvertFromSurrogate(in CounterpartiesSurrogate surrogate) => new(surrogate.ClaimsCount, surrogate.DebtsCount, surrogate.Claims, surrogate.Debts);

    /// <inheritdoc/>
    public CounterpartiesSurrogate ConvertToSurrogate(in Counterparties value) =>
        new() { ClaimsCount = value.ClaimsCount, DebtsCount = value.DebtsCount, Claims = [.. value.Claims], Debts = [.. value.Debts] };
}
