using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>Units of marketable assets.</summary>
public sealed class MarketableAssetsTests
{
    [Fact]
    public void Units_are_an_asset_at_a_price_of_1_and_balance_like_any_other()
    {
        var builder = Builder(new Institution("A", InstitutionKind.Bank) { Cash = 1, Equity = 4 }, new Institution("B", InstitutionKind.Bank) { Cash = 2 }, new Institution("C", InstitutionKind.Bank));
        builder.Add(new AssetHolding(0, 1, 10));
        builder.Add(new AssetHolding(0, 0, 2.5));
        builder.Add(new AssetHolding(1, 1, 4));
        builder.Add(new AssetHolding(0, 1, 0.5));

        var network = builder.Build();

        Assert.Equal(["Bonds", "Stocks"], network.AssetNames);
        Assert.Equal([0, 1, 1], network.AssetHoldings.Column.ToArray());
        Assert.Equal([2.5, 10.5, 4], network.AssetHoldings.Amount.ToArray());
        Assert.Equal([0, 2, 3, 3], network.AssetHoldings.Start.ToArray());
        // By hand: A has 1 of cash and 13 units, so that 10 of debts leave its equity of 4.
        Assert.Equal((13, 14, 10, 4), (network.Sheets[0].MarketableAssets, network.Sheets[0].TotalAssets, network.Sheets[0].ExternalLiabilities, network.Sheets[0].Equity));
        Assert.Equal((4, 6, 6), (network.Sheets[1].MarketableAssets, network.Sheets[1].OutsideAssets, network.Sheets[1].Equity));
        Assert.Equal(default, network.Sheets[2]);
    }

    [Fact]
    public void Holders_are_the_same_entries_asset_by_asset()
    {
        var random = new Random(3);
        var builder = new NetworkBuilder();
        Enumerable.Range(0, 30).ToList().ForEach(holder => builder.Add(new Institution($"B{holder}", InstitutionKind.Bank)));
        Enumerable.Range(0, 7).ToList().ForEach(asset => Assert.Equal(asset, builder.AddAsset($"Asset {asset}")));
        for (var count = 0; count < 100; count++)
        {
            builder.Add(new AssetHolding(random.Next(30), random.Next(7), random.Next(1, 100)));
        }

        var network = builder.Build();

        Assert.Equal((30, 7), (network.AssetHoldings.Rows, network.AssetHolders.Rows));
        Assert.Equal(Entries(network.AssetHoldings).Select(one => (one.Column, one.Row, one.Amount)).Order(), Entries(network.AssetHolders));
    }

    // The book value of a share counts what its issuer has in marketable assets.
    [Fact]
    public void Shares_in_a_holder_of_assets_are_worth_their_part()
    {
        var builder = Builder(new Institution("A", InstitutionKind.Bank), new Institution("B", InstitutionKind.Bank) { Cash = 2 });
        builder.Add(new AssetHolding(1, 0, 6));
        builder.Add(new Holding(0, 1, 0.5));

        Assert.Equal(4, builder.Build().Sheets[0].HoldingsValue);
    }

    [Fact]
    public void A_network_without_assets_has_none()
    {
        var network = new NetworkBuilder().Build();

        Assert.Empty(network.AssetNames);
        Assert.Equal((0, 0), (network.AssetHoldings.Count, network.AssetHolders.Rows));
    }

    [Theory]
    [InlineData("Bonds")]
    [InlineData("A")]
    [InlineData(" ")]
    public void A_name_that_is_taken_or_none_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => Builder(new Institution("A", InstitutionKind.Bank)).AddAsset(name));

    [Fact]
    public void An_institution_cannot_have_the_name_of_an_asset() =>
        Assert.Throws<ArgumentException>(() => Builder().Add(new Institution("Bonds", InstitutionKind.Bank)));

    [Theory]
    [InlineData(0, 0, -1)]
    [InlineData(0, 0, double.NaN)]
    [InlineData(0, 0, 1e200)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 2, 1)]
    public void What_is_no_holding_is_refused(int holder, int asset, double units) =>
        Assert.ThrowsAny<ArgumentException>(() => Builder(new Institution("A", InstitutionKind.Bank)).Add(new AssetHolding(holder, asset, units)));

    private static IEnumerable<(int Row, int Column, double Amount)> Entries(CompressedRows rows) =>
        Enumerable.Range(0, rows.Rows).SelectMany(row => Enumerable.Range(rows.Start[row], rows.LengthOf(row)).Select(entry => (row, rows.Column[entry], rows.Amount[entry])));

    private static NetworkBuilder Builder(params Institution[] institutions)
    {
        var builder = new NetworkBuilder();
        Array.ForEach(institutions, institution => builder.Add(institution));
        builder.AddAsset("Bonds");
        builder.AddAsset("Stocks");
        return builder;
    }
}
