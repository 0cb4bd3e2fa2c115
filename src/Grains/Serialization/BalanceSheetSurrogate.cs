using Contagion.Model;

namespace Contagion.Grains;

/// <summary>A <see cref="BalanceSheet"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct BalanceSheetSurrogate
{
    /// <inheritdoc cref="BalanceSheet.Cash"/>
    [Id(0)]
    public double Cash;

    /// <inheritdoc cref="BalanceSheet.Reserve"/>
    [Id(1)]
    public double Reserve;

    /// <inheritdoc cref="BalanceSheet.ExternalAssets"/>
    [Id(2)]
    public double ExternalAssets;

    /// <inheritdoc cref="BalanceSheet.MarketableAssets"/>
    [Id(3)]
    public double MarketableAssets;

    /// <inheritdoc cref="BalanceSheet.TrustAssets"/>
    [Id(4)]
    public double TrustAssets;

    /// <inheritdoc cref="BalanceSheet.NetworkAssets"/>
    [Id(5)]
    public double NetworkAssets;

    /// <inheritdoc cref="BalanceSheet.HoldingsValue"/>
    [Id(6)]
    public double HoldingsValue;

    /// <inheritdoc cref="BalanceSheet.Deposits"/>
    [Id(7)]
    public double Deposits;

    /// <inheritdoc cref="BalanceSheet.ExternalLiabilities"/>
    [Id(8)]
    public double ExternalLiabilities;

    /// <inheritdoc cref="BalanceSheet.ClientMoney"/>
    [Id(9)]
    public double ClientMoney;

    /// <inheritdoc cref="BalanceSheet.NetworkLiabilities"/>
    [Id(10)]
    public double NetworkLiabilities;

    /// <inheritdoc cref="BalanceSheet.Equity"/>
    [Id(11)]
    public double Equity;
}

/// <inheritdoc cref="BalanceSheetSurrogate"/>
[RegisterConverter]
public sealed class BalanceSheetConverter : IConverter<BalanceSheet, BalanceSheetSurrogate>
{
    /// <inheritdoc/>
    public BalanceSheet ConvertFromSurrogate(in BalanceSheetSurrogate surrogate) => new BalanceSheet
    {
        Cash = surrogate.Cash,
        Reserve = surrogate.Reserve,
        ExternalAssets = surrogate.ExternalAssets,
        MarketableAssets = surrogate.MarketableAssets,
        TrustAssets = surrogate.TrustAssets,
        NetworkAssets = surrogate.NetworkAssets,
        HoldingsValue = surrogate.HoldingsValue,
        Deposits = surrogate.Deposits,
        ExternalLiabilities = surrogate.ExternalLiabilities,
        ClientMoney = surrogate.ClientMoney,
        NetworkLiabilities = surrogate.NetworkLiabilities,
    }.Showing(surrogate.Equity);

    /// <inheritdoc/>
    public BalanceSheetSurrogate ConvertToSurrogate(in BalanceSheet value) => new()
    {
        Cash = value.Cash,
        Reserve = value.Reserve,
        ExternalAssets = value.ExternalAssets,
        MarketableAssets = value.MarketableAssets,
        TrustAssets = value.TrustAssets,
        NetworkAssets = value.NetworkAssets,
        HoldingsValue = value.HoldingsValue,
        Deposits = value.Deposits,
        ExternalLiabilities = value.ExternalLiabilities,
        ClientMoney = value.ClientMoney,
        NetworkLiabilities = value.NetworkLiabilities,
        Equity = value.Equity,
    };
}
