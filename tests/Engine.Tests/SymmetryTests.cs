using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Relations between runs: invariants 9 and 10 of models.md 11.</summary>
public sealed class SymmetryTests
{
    // Sums in another order, rounds that stop at 1e-12, and valuation functions that amplify rounding: relative to the largest sheet.
    private const double Tolerance = 1e-9;

    // Cross-holdings need shares and have a test of their own in ClearingAgreementTests.
    private static readonly Mechanism[] OnDebts =
    [
        new Furfine { LossGivenDefault = .75 }, new EisenbergNoe(), new RogersVeraart { Alpha = .5, Beta = .8 }, new OriginalDebtRank(), new LinearDebtRank(),
        new NonlinearDebtRank { Exponent = 2 }, new Merton { Recovery = .5 }, new BlackCox { Recovery = .5 }, new CrossHoldings { Integration = .4 },
    ];

    [Fact]
    public void Renaming_institutions_renames_the_results() => ForAll.RegularSystems(system =>
    {
        var place = Enumerable.Range(0, system.Size).ToArray();
        new Random(system.Seed).Shuffle(place);
        var debt = new double[system.Size, system.Size];
        for (var i = 0; i < system.Size; i++)
        {
            for (var j = 0; j < system.Size; j++)
            {
                debt[place[i], place[j]] = system.Debt[i, j];
            }
        }

        var renamed = TestNetwork.Of(
            debt, Moved(system.Assets, place), Moved(system.Outside, place), complete: (node, given) => given with { Volatility = Moved(system.Volatility, place)[node] });
        foreach (var mechanism in OnDebts)
        {
            var expected = TestRun.Single(system.Network, mechanism, system.Losses);

            var result = TestRun.Single(renamed, mechanism, TestRun.AssetLosses(Moved(system.Loss, place)));

            var inputs = $"{system}, {mechanism.Name}, renamed";
            Near.Equal(Moved(expected.Totals.NetWorth, place), result.Totals.NetWorth, Tolerance * system.TotalAssets.Max(), inputs);
            Assert.Equal(Moved(expected.Totals.Defaults, place), result.Totals.Defaults);

            // The last changes before a fixed point are as small as the rounding of sums in another order: a few rounds more or less.
            Assert.Equal(expected.Replications[0].Rounds, result.Replications[0].Rounds, Math.Max(1.0, 0.1 * expected.Replications[0].Rounds));
        }
    });

    // Doubling is exact in binary, so every bit doubles, except that τ is at least 1e-9 (models.md 0.2), which only matters to ties.
    [Fact]
    public void Doubling_every_amount_doubles_every_loss() => ForAll.RegularSystems(system =>
    {
        var debt = (double[,])system.Debt.Clone();
        for (var i = 0; i < system.Size; i++)
        {
            for (var j = 0; j < system.Size; j++)
            {
                debt[i, j] *= 2;
            }
        }

        var doubled = TestNetwork.Of(
            debt, Doubled(system.Assets), Doubled(system.Outside), complete: (node, given) => given with { Volatility = system.Volatility[node] });
        foreach (var mechanism in OnDebts)
        {
            var expected = TestRun.Single(system.Network, mechanism, system.Losses);

            var result = TestRun.Single(doubled, mechanism, TestRun.AssetLosses(Doubled(system.Loss)));

            Assert.Equal(Doubled(expected.Totals.NetWorth), result.Totals.NetWorth);
            Assert.Equal(2 * expected.Replications[0].TotalLoss, result.Replications[0].TotalLoss);
            Assert.Equal(expected.DefaultRound, result.DefaultRound);
        }
    });

    // Invariant 9. Rounds go on until both halves are at rest, so one that was done earlier may move by 1e-12 more.
    [Fact]
    public void Strangers_do_not_affect_each_other() => ForAll.RegularSystems(system =>
    {
        var other = RandomSystem.Of(system.Seed + 1, 5, alwaysOutside: true);
        var count = system.Size + other.Size;
        var debt = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                debt[i, j] = i < system.Size && j < system.Size ? system.Debt[i, j]
                    : i >= system.Size && j >= system.Size ? other.Debt[i - system.Size, j - system.Size] : 0;
            }
        }

        double[] volatility = [.. system.Volatility, .. other.Volatility];
        var both = TestNetwork.Of(
            debt, [.. system.Assets, .. other.Assets], [.. system.Outside, .. other.Outside], complete: (node, given) => given with { Volatility = volatility[node] });
        foreach (var mechanism in OnDebts)
        {
            var (first, second) = (TestRun.Single(system.Network, mechanism, system.Losses), TestRun.Single(other.Network, mechanism, other.Losses));

            var result = TestRun.Single(both, mechanism, TestRun.AssetLosses([.. system.Loss, .. other.Loss]));

            Near.Equal(
                [.. first.Totals.NetWorth, .. second.Totals.NetWorth], result.Totals.NetWorth, Tolerance * Math.Max(system.TotalAssets.Max(), other.TotalAssets.Max()),
                $"{system} beside {other}, {mechanism.Name}");
            Assert.Equal([.. first.DefaultRound!, .. second.DefaultRound!], result.DefaultRound);
        }
    });

    // Invariant 9, for solvent systems; valuations discount the mere chance of default, so they are left out.
    [Fact]
    public void Without_a_shock_nobody_loses_anything() => ForAll.Systems(system =>
    {
        if (system.Worth.Any(equity => equity <= 0))
        {
            return;
        }

        foreach (var mechanism in OnDebts.Where(mechanism => mechanism is not ExAnte))
        {
            var result = TestRun.Single(system.Network, mechanism).Replications[0];

            // Values under cross-holdings are swept to 1e-12 of themselves.
            Near.Equal([0, 0], [result.TotalLoss, result.Defaults], 1e-10 * system.TotalAssets.Sum(), $"{system}, {mechanism.Name}");
        }
    });

    private static double[] Doubled(double[] amounts) => [.. amounts.Select(amount => 2 * amount)];

    private static double[] Moved(double[] numbers, int[] place)
    {
        var moved = new double[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            moved[place[i]] = numbers[i];
        }

        return moved;
    }
}
