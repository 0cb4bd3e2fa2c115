using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>4,533 real banks against the package of the NEVA authors: shared/reference/real-banks-2023q4.</summary>
public sealed class RealBanksTests
{
    private static readonly string[] Largest = ["K0000", "K0001", "K0002", "K0003", "K0005"];

    // Source: marcobardoscia/neva, conventions as in NevaReferenceTests; shocks as in expected.json: a share of initial equity of all, or 102 %
    // of the five largest banks'. Tolerance: the README asks for 1e-9 of the bank's assets and the exact count of negative equities.
    [SharedFact("real-banks-2023q4")]
    public void Neva_values_real_banks_alike()
    {
        var reference = new ReferenceCase(Folders.Shared("real-banks-2023q4")!);
        var expected = reference.Read("expected.csv");
        var network = reference.Network();
        (string Name, Shock[] Shocks)[] shocks =
        [
            ("uniform10", [TestRun.EquityLossOfAll(.1)]),
            ("top5_lose102pct", [.. Largest.Select(id => TestRun.EquityLoss(reference.IndexOf(id), 1.02 * reference.Column("equity")[reference.IndexOf(id)]))]),
            ("uniform60", [TestRun.EquityLossOfAll(.6)]),
        ];
        (string Name, Mechanism Mechanism)[] methods =
        [
            ("linear_dr", new LinearDebtRank()),
            ("furfine", new Furfine { ZeroEquityIsDefault = true }),
            ("eisenberg_noe", new EisenbergNoe { ZeroEquityIsDefault = true }),
            ("rogers_veraart_alpha0.5_beta0.7", new RogersVeraart { Alpha = .5, Beta = .7, ZeroEquityIsDefault = true }),
        ];
        double[] tolerance = [.. network.Sheets.ToArray().Select(sheet => 1e-9 * sheet.TotalAssets)];
        foreach (var (shock, losses) in shocks)
        {
            foreach (var (method, mechanism) in methods)
            {
                var equity = reference.ById(expected, $"{shock}/{method}");

                var result = TestRun.Single(network, mechanism, losses);

                Near.Within(equity, result.Totals.NetWorth, tolerance, $"real banks, {shock}/{method}");
                Assert.Equal(equity.Count(worth => worth < 0), result.Totals.NetWorth.Count(worth => worth < 0));
            }
        }
    }
}
