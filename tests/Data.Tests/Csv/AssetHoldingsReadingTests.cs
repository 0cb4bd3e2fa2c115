using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Csv;

/// <summary>Marketable assets in holdings.csv.</summary>
public sealed class AssetHoldingsReadingTests
{
    private const string Header = "institution,asset,amount\n";

    [Fact]
    public void Rows_may_name_institutions_and_assets()
    {
        var network = Read(Header + "B1,Bonds,40\nB1,B2,0.25\nB2,\"Loans, unsecured\",0\n", ["Bonds", "Loans, unsecured", "Bonds", ""]).Network!;

        Assert.Equal(["Bonds", "Loans, unsecured"], network.AssetNames);
        Assert.Equal([0, 1], network.AssetHoldings.Column.ToArray());
        Assert.Equal([40.0, 0], network.AssetHoldings.Amount.ToArray());
        Assert.Equal([0.25], network.Holdings.Amount.ToArray());
        Assert.Equal(40, network.Sheets[0].MarketableAssets);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var (network, faults) = Read(Header + "B1,Bond,40\nB9,Bonds,1\nB1,Bonds,-1\nB1,B2,1.5\nB1,B1,1\nB1,Bonds,x\n", ["Bonds"]);

        Assert.Null(network);
        Assert.Equal([(2, 4), (3, 1), (4, 10), (5, 7), (6, 4), (7, 10)], faults.Select(fault => (fault.Line, fault.Column)));
        Assert.EndsWith("unknown asset 'Bond'; expected an id of the institutions file or one of the assets Bonds; did you mean 'Bonds'?", faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", faults[3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_assets_an_unknown_name_is_told_as_one_of_an_institution() =>
        Assert.Equal("unknown asset 'Bonds'; expected an id of the institutions file", Assert.Single(Read(Header + "B1,Bonds,1\n", []).Faults).Message);

    [Fact]
    public void An_asset_with_the_name_of_an_institution_is_told_where_the_institution_is()
    {
        var fault = Assert.Single(Read(Header + "B1,Bonds,1\n", ["Bonds", "B2"]).Faults);

        Assert.EndsWith("institutions.csv", fault.File, StringComparison.Ordinal);
        Assert.Equal((3, 1), (fault.Line, fault.Column));
        Assert.StartsWith("id 'B2' is the name of a marketable asset as well", fault.Message, StringComparison.Ordinal);
    }

    // One folder serves all points of a sweep, which may differ in their markets.
    [Fact]
    public void The_same_files_are_read_again_for_other_assets()
    {
        using var folder = Folder(Header + "B1,Bonds,1\n");
        var (networks, faults) = (new NetworkFolder(folder.At("scenario.yaml")), new Faults());
        var root = ScenarioText.Read(folder.At("scenario.yaml"), [], faults)!;

        Assert.Null(networks.Read(root, keepsTerms: false, [], faults));
        Assert.NotNull(networks.Read(root, keepsTerms: false, ["Bonds"], faults));
    }

    private static SmallFolder Folder(string holdings)
    {
        var folder = new SmallFolder().Write("holdings.csv", holdings);
        return folder.Write("scenario.yaml", SmallFolder.Scenario.Replace("exposures.csv }", "exposures.csv, holdings: holdings.csv }", StringComparison.Ordinal));
    }

    private static (Network? Network, IReadOnlyList<Fault> Faults) Read(string holdings, string[] assets)
    {
        using var folder = Folder(holdings);
        var faults = new Faults();
        var root = ScenarioText.Read(folder.At("scenario.yaml"), [], faults)!;
        return (new NetworkFolder(folder.At("scenario.yaml")).Read(root, keepsTerms: false, assets, faults), faults.Listed);
    }
}
