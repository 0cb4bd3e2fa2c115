using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>TV-N4: the balance sheets that many test vectors start from.</summary>
public sealed class FourNodesTests
{
    // Source: models.md TV-N4.
    [Fact]
    public void The_network_has_the_printed_balance_sheets()
    {
        var sheets = FourNodes.Network.Sheets.ToArray();

        Near.Equal([10, 14, 4, 14], [.. sheets.Select(sheet => sheet.TotalLiabilities)], 0, "N4, liabilities");
        Near.Equal([8, 0, 7, 9], [.. sheets.Select(sheet => sheet.NetworkAssets)], 0, "N4, network assets");
        Near.Equal([2, 2, 7, 3], [.. sheets.Select(sheet => sheet.Equity)], 0, "N4, equity");
        Near.Equal(
            [0.6, 4 / 7.0, 1, 3 / 7.0], [.. sheets.Select(sheet => sheet.NetworkLiabilities / sheet.TotalLiabilities)], Near.Exact, "N4, financial connectivity");
    }

    // Source: models.md TV-N4, "after the shock, before contagion".
    [Fact]
    public void The_shock_alone_leaves_the_printed_equities() =>
        Near.Equal([0, -13, 7, 0], TestCascade.NetWorth(FourNodes.Network, new EisenbergNoe(), FourNodes.Shock)[0], 0, "N4 right after the shock");
}
