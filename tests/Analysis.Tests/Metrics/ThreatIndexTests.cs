using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>What a unit of help does to all payments.</summary>
public sealed class ThreatIndexTests
{
    // Source: tests/reference/policy-injection50: the dual of a linear program; its README asks for 1e-7 relative.
    [Fact]
    public void Fifty_banks_have_the_threat_index_of_the_reference()
    {
        var folder = Folders.Reference("policy-injection50");
        var (institutions, exposures, expected) = (Table.Read(folder, "institutions.csv"), Table.Read(folder, "exposures.csv"), Table.Read(folder, "expected.csv"));
        var ids = institutions.Texts("id");
        var debts = new double[ids.Length, ids.Length];
        foreach (var row in exposures.Rows)
        {
            debts[Array.IndexOf(ids, exposures.Text(row, "debtor")), Array.IndexOf(ids, exposures.Text(row, "creditor"))] += exposures.Number(row, "amount");
        }

        var assets = institutions.Numbers("external_assets");
        var network = TestNetwork.Of(debts, assets, institutions.Numbers("external_liabilities"));
        var shocks = assets.Zip(Table.Read(folder, "scenario.csv").Numbers("external_assets_after_shock"), (before, after) => before - after).ToArray();
        var payment = TestRun.Single(network, new EisenbergNoe(), TestRun.AssetLosses(shocks)).Totals.Payment;
        double[] totalDebt = [.. institutions.Numbers("external_liabilities").Select((outside, debtor) => outside + Enumerable.Range(0, ids.Length).Sum(creditor => debts[debtor, creditor]))];
        bool[] isInDefault = [.. totalDebt.Select((debt, debtor) => payment[debtor] < debt - 1e-9)];

        Assert.Equal(expected.Numbers("default_without_help").Select(one => one == 1), isInDefault);
        Near.EqualRelative(expected.Numbers("threat_index"), ThreatIndex.Of(network.Debts, totalDebt, isInDefault)!, 1e-7, "threat index");
    }

    // By hand: 0 owes half to 1 and half outside, 1 all to 0. 0 pays a unit and 1 hands its half back: 1 + ½ (1 + μ_0), so μ_0 = 3 and μ_1 = 4.
    [Fact]
    public void A_unit_goes_round_by_hand() =>
        Near.Equal([3, 4, 0], ThreatIndex.Of(MoransITests.Compress(new double[,] { { 0, 5, 0 }, { 5, 0, 0 }, { 1, 1, 0 } }), [10, 5, 2], [true, true, false])!, Near.Exact, "μ");

    [Fact]
    public void A_unit_that_goes_round_for_ever_is_told() =>
        Assert.Null(ThreatIndex.Of(MoransITests.Compress(new double[,] { { 0, 5 }, { 5, 0 } }), [5, 5], [true, true]));

    [Fact]
    public void Who_pays_in_full_is_no_threat() => Assert.Equal([0, 0], ThreatIndex.Of(MoransITests.Compress(new double[,] { { 0, 5 }, { 5, 0 } }), [5, 5], [false, false])!);

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var debts = MoransITests.Compress(new double[,] { { 0, 5 }, { 5, 0 } });
        Assert.Contains("owes nothing", Assert.Throws<ArgumentException>(() => ThreatIndex.Of(debts, [0, 5], [true, false])).Message);
        Assert.Throws<ArgumentException>(() => ThreatIndex.Of(debts, [double.NaN, 5], [true, false]));
        Assert.Throws<ArgumentException>(() => ThreatIndex.Of(debts, [5, 5], [true]));
    }
}
