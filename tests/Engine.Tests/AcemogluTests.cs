using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Acemoglu, Ozdaglar and Tahbaz-Salehi 2015 (published-results.md 6): rings, complete networks and two rings under small and large shocks.</summary>
/// <remarks>Every bank owes y to others and v = 10 to senior creditors outside; its project pays a = v + s with s = 1, the first bank's ε less.</remarks>
public sealed class AcemogluTests
{
    private const double Senior = 10;

    // Source: published-results.md 6, "[I]": n = 4, y = 5; n = 10, y = 12; and y = 2, below y*.
    [Theory]
    [InlineData(4, 5, 1.5, 1, 1, 1)]
    [InlineData(4, 5, 2.5, 2, 1, 2)]
    [InlineData(4, 5, 3.5, 3, 1, 2)]
    [InlineData(4, 5, 3.99, 3, 1, 2)]
    [InlineData(4, 5, 4.01, 4, 4, 2)]
    [InlineData(4, 5, 5, 4, 4, 2)]
    [InlineData(10, 12, 2.5, 2, 1, 2)]
    [InlineData(10, 12, 4.01, 4, 1, 4)]
    [InlineData(10, 12, 5, 4, 1, 4)]
    [InlineData(10, 12, 9.5, 9, 1, 5)]
    [InlineData(10, 12, 9.99, 9, 1, 5)]
    [InlineData(10, 12, 10.01, 10, 10, 5)]
    public void The_ring_is_most_fragile_to_small_shocks_and_all_networks_to_large_ones(int count, double owed, double shock, int ring, int complete, int twoRings)
    {
        Assert.Equal(ring, Run(Rings.One(count, owed), shock).Replications[0].Defaults);
        Assert.Equal(complete, Run(Rings.Complete(count, owed), shock).Replications[0].Defaults);
        Assert.Equal(twoRings, Run(Rings.Two(count, owed), shock).Replications[0].Defaults);
    }

    // Source: published-results.md 6, last sentence: with y = 2 < y* = 3: ring 2, complete 1.
    [Theory]
    [InlineData(2.5)]
    [InlineData(3.5)]
    [InlineData(5)]
    public void Small_debts_carry_no_large_shock(double shock)
    {
        Assert.Equal(2, Run(Rings.One(4, 2), shock).Replications[0].Defaults);
        Assert.Equal(1, Run(Rings.Complete(4, 2), shock).Replications[0].Defaults);
    }

    // Source: published-results.md 6, payments for n = 4: ε = 5: ring (0, 1, 2, 3), complete (0, 3, 3, 3), the shocked bank pays its senior
    // creditors 9; ε = 2.5: ring (3.5, 4.5, 5, 5), complete (3.5, 5, 5, 5), senior creditors are paid.
    [Theory]
    [InlineData(5, 9, new[] { 0.0, 1, 2, 3 }, new[] { 0.0, 3, 3, 3 })]
    [InlineData(2.5, 10, new[] { 3.5, 4.5, 5, 5 }, new[] { 3.5, 5, 5, 5 })]
    public void Payments_are_the_published_ones(double shock, double seniorOfShocked, double[] ring, double[] complete)
    {
        double[] senior = [seniorOfShocked, Senior, Senior, Senior];
        foreach (var (debt, between) in new[] { (Rings.One(4, 5), ring), (Rings.Complete(4, 5), complete) })
        {
            var result = Run(debt, shock);

            // Sweeps stop at 1e-12 of what is owed; a ring passes on all it gets, so they end after a few rounds.
            Near.Equal([.. between.Select((paid, bank) => paid + senior[bank])], result.Totals.Payment, 1e-10, $"shock {shock}");
            Near.Equal([Senior - seniorOfShocked], [result.Replications[0].ExternalCreditorLoss], 1e-10, $"shock {shock}, senior creditors");
        }
    }

    private static RunResult Run(double[,] debt, double shock)
    {
        var count = debt.GetLength(0);
        var network = TestNetwork.Of(
            debt, [.. Enumerable.Repeat(Senior + 1, count)], [.. Enumerable.Repeat(Senior, count)]);
        return TestRun.Single(network, new EisenbergNoe { ExternalCreditors = ExternalCreditors.Senior }, TestRun.AssetLoss(0, shock));
    }
}
