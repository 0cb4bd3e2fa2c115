using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Shapley values from a sample of orders.</summary>
public sealed class ShapleySamplingTests
{
    // Source: models.md TV-SHAP.
    [Fact]
    public void A_sample_is_within_four_standard_errors_of_models_md()
    {
        double[] values = [0, 4, 6, 14, 2, 8, 9, 20];

        AssertNear([22 / 3.0, 53 / 6.0, 23 / 6.0], Shapley.Sample(3, 2000, 1, () => new Coalition(3, isIn => values[SetOf(isIn)])));
    }

    // Source: models.md TV-SHAP: v of a set is the worst of four sums of its members' losses.
    [Fact]
    public void The_worst_case_of_losses_is_split_as_models_md_says()
    {
        double[][] losses = [[10, 0, 4, 0], [0, 8, 4, 0], [0, 0, 6, 0]];

        var exact = Shapley.OfLosses(losses, null, 2, 1);

        Near.Equal([17 / 3.0, 14 / 3.0, 11 / 3.0], exact.Values, Near.Exact, "worst case");
        Assert.Equal([0, 0, 0], exact.StandardErrors);
        AssertNear(exact.Values, Shapley.Sample(3, 2000, 1, () => new LossCoalition(losses, null)));
    }

    // Source: tests/reference/shapley8, whose README asks for four standard errors. One run of a cascade for each of the 256 sets, then lookups.
    [Fact]
    public void Eight_banks_are_within_four_standard_errors_of_enumeration()
    {
        var folder = Folders.Reference("shapley8");
        var expected = Table.Read(folder, "expected.csv").Numbers("debtrank_loss_capped_shapley");
        var network = ShapleyTests.Read(folder);
        double[] values = [.. Enumerable.Range(0, 256).Select(set => TestRun.Of(network, new LinearDebtRank(), new RunSettings { Tolerance = 0 }, 1,
            ShapleyTests.Shocks(set, ShockKind.EquityLoss, 0.4)).Replications[0].TotalLoss)];

        var sample = Shapley.Sample(8, 4000, 11, () => new Coalition(8, isIn => values[SetOf(isIn)]));

        AssertNear(expected, sample);
        Assert.All(sample.StandardErrors, error => Assert.InRange(error, 1e-6, 0.5));
    }

    // models.md 11.14. Whoever adds nothing gets exactly nothing; values add up to rounding; two who add the same get the same, as far as a sample tells.
    [Fact]
    public void Values_add_up_and_dummies_get_nothing_and_equals_get_the_same() => RandomCases.ForAll(3, 7, (random, players) =>
    {
        // The last player is a dummy, and the first two count by how many of them are there.
        var drawn = Enumerable.Range(0, 1 << players).Select(_ => random.NextDouble()).ToArray();
        double[] values = [.. Enumerable.Range(0, 1 << players).Select(set => drawn[(set & ~3 & ((1 << (players - 1)) - 1)) | ((1 << int.PopCount(set & 3)) - 1)])];

        var sample = Shapley.Sample(players, 200, (ulong)random.Next(), () => new Coalition(players, isIn => values[SetOf(isIn)]));

        // A few hundred roundings of numbers below 1.
        Assert.Equal(values[^1] - values[0], sample.Values.Sum(), 1e-13);
        Assert.Equal((0, 0), (sample.Values[^1], sample.StandardErrors[^1]));
        Assert.InRange(sample.Values[0] - sample.Values[1], -5 * (sample.StandardErrors[0] + sample.StandardErrors[1]), 5 * (sample.StandardErrors[0] + sample.StandardErrors[1]));
    });

    // Each order on its own adds up: a pair of orders is the least that can be asked for.
    [Fact]
    public void A_single_pair_of_orders_adds_up_and_has_no_standard_error()
    {
        var losses = Enumerable.Range(0, 30).Select(one => new Random(one).Losses(100)).ToArray();
        double[] all = [.. Enumerable.Range(0, 100).Select(scenario => losses.Sum(one => one[scenario]))];

        var sample = Shapley.Sample(30, 2, 3, () => new LossCoalition(losses, 0.9));

        Assert.Equal(TailRisk.ExpectedShortfall(all, 0.9), sample.Values.Sum(), 1e-9);
        Assert.All(sample.StandardErrors, error => Assert.Equal(double.NaN, error));
    }

    // Where what a player adds never depends on who is there, every order says the same, and there is no error.
    [Fact]
    public void What_adds_up_anyway_needs_no_sample()
    {
        var sample = Shapley.Sample(5, 10, 1, () => new Coalition(5, isIn => isIn.Select((one, player) => one ? player : 0).Sum()));

        Assert.Equal([0, 1, 2, 3, 4], sample.Values);
        Assert.Equal([0, 0, 0, 0, 0], sample.StandardErrors);
    }

    // Where two halves of players are good only together, an order and its reverse have errors that cancel: v = (players / n)² is split evenly by every pair.
    [Fact]
    public void An_order_and_its_reverse_cancel_what_comes_of_coming_early()
    {
        var sample = Shapley.Sample(6, 2, 5, () => new Coalition(6, isIn => Math.Pow(isIn.Count(one => one), 2)));

        Near.Equal([6, 6, 6, 6, 6, 6], sample.Values, Near.Exact, "square of the number of players");
    }

    [Fact]
    public void Standard_errors_are_as_large_as_errors()
    {
        double[] values = [.. Enumerable.Range(0, 64).Select(set => new Random(set).NextDouble())];
        var exact = Shapley.Of(values);
        var (squares, claimed) = (0.0, 0.0);
        for (var run = 0; run < 200; run++)
        {
            var sample = Shapley.Sample(6, 100, (ulong)run, () => new Coalition(6, isIn => values[SetOf(isIn)]));
            for (var player = 0; player < 6; player++)
            {
                squares += Math.Pow(sample.Values[player] - exact[player], 2);
                claimed += Math.Pow(sample.StandardErrors[player], 2);
            }
        }

        // 1,200 squares of normal numbers: their mean has a standard error of 4 %, somewhat more as players are not independent.
        Assert.InRange(squares / claimed, 0.8, 1.2);
    }

    // The kernel against the textbook: sums of a set's losses, sorted. Losses may be gains, scenarios may be one, and ties may be many.
    [Theory]
    [InlineData(null)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void A_coalition_of_losses_is_worth_the_tail_of_their_sum(double? level) => RandomCases.ForAll(1, 40, (random, scenarios) =>
    {
        var players = 1 + random.Next(12);
        double[][] losses = [.. Enumerable.Range(0, players).Select(_ => random.Any(scenarios).Select(one => random.Next(8) == 0 ? -one : one).ToArray())];
        var coalition = new LossCoalition(losses, level);
        for (var round = 0; round < 2; round++)
        {
            var order = Enumerable.Range(0, players).OrderBy(_ => random.Next()).ToArray();
            var sums = new double[scenarios];
            Assert.Equal(0, coalition.Clear());
            foreach (var player in order)
            {
                sums = [.. sums.Zip(losses[player], (sum, loss) => sum + loss)];
                Assert.Equal(level is { } a ? TailRisk.ExpectedShortfall(sums, a) : sums.Max(), coalition.Join(player), 1e-9);
            }
        }
    });

    [Fact]
    public void A_coalition_of_many_scenarios_is_worth_the_tail_of_their_sum()
    {
        var random = new Random(2);
        double[][] losses = [.. Enumerable.Range(0, 20).Select(_ => random.Losses(5003))];
        var (coalition, sums) = (new LossCoalition(losses, 0.95), new double[5003]);
        coalition.Clear();
        foreach (var player in Enumerable.Range(0, 20))
        {
            sums = [.. sums.Zip(losses[player], (sum, loss) => sum + loss)];
            Assert.Equal(TailRisk.ExpectedShortfall(sums, 0.95), coalition.Join(player), 1e-9);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_one_others()
    {
        double[][] losses = [.. Enumerable.Range(0, 15).Select(one => new Random(one).Losses(200))];
        ShapleyEstimate Sample(ulong seed) => Shapley.OfLosses(losses, 0.9, 200, seed);

        Assert.Equal(Sample(1).Values, Sample(1).Values);
        Assert.Equal(Sample(1).StandardErrors, Sample(1).StandardErrors);
        Assert.NotEqual(Sample(1).Values, Sample(2).Values);
    }

    // Fewer orders are not the beginning of more only if something draws in sequence: order p is the same whatever the number of orders.
    [Fact]
    public void Order_p_of_a_seed_is_always_the_same_and_all_orders_are_equally_probable()
    {
        var seen = new Dictionary<string, int>();
        for (var number = 0; number < 24_000; number++)
        {
            int[] items = [0, 1, 2, 3];
            KeyedShuffle.Shuffle(items.AsSpan(), 99, number);
            var order = string.Join(' ', items);
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        // Twenty-four orders, 1,000 times each with a standard deviation of 31: five of them.
        Assert.Equal(24, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 845, 1155));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-2)]
    public void Orders_come_in_pairs(int orders) => Assert.Throws<ArgumentOutOfRangeException>(() => Shapley.Sample(3, orders, 1, () => new Coalition(3, _ => 0)));

    [Fact]
    public void What_is_no_number_is_refused()
    {
        Assert.Contains("Number 1 of losses[0] is NaN", Assert.Throws<ArgumentException>(() => Shapley.OfLosses([[1, double.NaN]], 0.5, 2, 1)).Message);
        Assert.Contains("one for each scenario", Assert.Throws<ArgumentException>(() => Shapley.OfLosses([[1, 2], [1]], 0.5, 2, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Shapley.OfLosses([[1, 2]], 1, 2, 1));
        Assert.Contains("is NaN", Assert.Throws<ArgumentException>(() => Shapley.Sample(2, 2, 1, () => new Coalition(2, _ => double.NaN))).Message);
    }

    [Fact]
    public void Nobody_gets_nothing()
    {
        Assert.Empty(Shapley.OfLosses([], 0.9, 2, 1).Values);
        Assert.Empty(Shapley.Sample(0, 2, 1, () => new Coalition(0, _ => 1)).Values);
        Assert.Equal([7], Shapley.OfLosses([[3, 7]], 0.5, 2, 1).Values);
    }

    private static int SetOf(IReadOnlyList<bool> isIn) => isIn.Select((one, player) => one ? 1 << player : 0).Sum();

    private static void AssertNear(double[] expected, ShapleyEstimate sample) =>
        Near.Within(expected, sample.Values, [.. sample.StandardErrors.Select(error => 4 * error)], $"{sample.Orders} orders");
}
