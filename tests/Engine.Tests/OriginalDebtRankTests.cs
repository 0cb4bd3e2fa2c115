using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of DebtRank as first published (models.md 2.5 and 0.6).</summary>
public sealed class OriginalDebtRankTests
{
    // Source: models.md TV-DR-public; README of the R package NetworkRiskMeasures.
    [Theory]
    [InlineData(0, new[] { 1.0, 1, 1 }, .9285714286)]
    [InlineData(1, new[] { .5, 1, 1 }, .25)]
    [InlineData(2, new[] { .3, .9, 1 }, .6642857143)]
    public void The_published_example_gives_the_published_ranks(int seed, double[] distress, double debtRank)
    {
        var mechanism = new OriginalDebtRank { Weights = DistressWeights.Given };

        var result = TestRun.Single(NetworkRiskMeasures.Network, mechanism, TestRun.Default(seed));

        Near.Equal(distress, Distress(result), Near.Exact, $"TV-DR-public, seed {seed}");
        Near.Equal([debtRank], [result.Replications[0].DebtRank], Near.Printed, $"TV-DR-public, seed {seed}, R");
    }

    // Source: models.md TV-DR-public: ψ = 0.1 on all gives h = (0.15, 0.26, 0.30), R = 0.1607142857.
    [Fact]
    public void A_small_shock_on_all_gives_the_published_stress()
    {
        var mechanism = new OriginalDebtRank { Weights = DistressWeights.Given };

        var result = TestRun.Single(NetworkRiskMeasures.Network, mechanism, TestRun.EquityLossOfAll(.1));

        Near.Equal([.15, .26, .30], Distress(result), Near.Exact, "TV-DR-public, 10 % on all");
        Near.Equal([.1607142857], [result.Replications[0].DebtRank], Near.Printed, "TV-DR-public, 10 % on all, R");
    }

    // Source: models.md TV-DR-N4; 5/7 written as 0.7142857142857143.
    [Theory]
    [InlineData(0, new[] { 1, 0, 0.7142857142857143, 1 })]
    [InlineData(1, new[] { 1.0, 1, 1, 1 })]
    [InlineData(2, new[] { 1.0, 0, 1, 1 })]
    [InlineData(3, new[] { 1, 0, 0.7142857142857143, 1 })]
    public void A_default_in_the_four_node_network_gives_the_printed_distress(int seed, double[] distress) =>
        Near.Equal(distress, TestCascade.Distress(FourNodes.Network, new OriginalDebtRank(), TestRun.Default(seed))[^1], Near.Exact, $"TV-DR-N4, seed {seed}");

    // Source: models.md TV-DR-N4, ψ = 0.1 on all.
    [Fact]
    public void A_small_shock_on_the_four_node_network_gives_the_printed_distress() =>
        Near.Equal(
            [.3, .1, .2, .3], TestCascade.Distress(FourNodes.Network, new OriginalDebtRank(), TestRun.EquityLossOfAll(.1))[^1], Near.Exact, "TV-DR-N4, 10 % on all");

    // Source: models.md TV-LDR-cycle, original DebtRank.
    [Fact]
    public void Distress_goes_round_a_cycle_once()
    {
        var network = TestNetwork.Of(Rings.One(3, .5), equity: [1, 1, 1]);

        var rounds = TestCascade.Distress(network, new OriginalDebtRank(), TestRun.EquityLoss(0, .4));

        Near.Equal([.45, .2, .1], rounds[^1], Near.Exact, "TV-LDR-cycle");
    }

    // Source: models.md 2.5: all claims of one creditor on one debtor are one L[i,j], W = min(1, k · 0.7 / 1) for k = 1, 2, 3 classes.
    [Theory]
    [InlineData(1, .35)]
    [InlineData(2, .5)]
    [InlineData(3, .5)]
    public void Claims_of_several_classes_on_one_debtor_are_cut_at_one_together(int classes, double distress)
    {
        // B0 owes B1 0.7 in each class and has equity of 1; so has B1.
        double[,] debt = { { 0, .7 }, { 0, 0 } };
        var network = TestNetwork.OfClasses(
            [.. Enumerable.Repeat(debt, classes)], [1 + (.7 * classes), 3], [0, 2 + (.7 * classes)]);

        var rounds = TestCascade.Distress(network, new OriginalDebtRank(), TestRun.EquityLoss(0, .5));

        Near.Equal([.5, distress], rounds[^1], Near.Exact, $"{classes} claims of 0.7 on equity 1, debtor at half");
    }

    // Source: models.md 0.2 and 0.6: w⁰ ≤ 0 means h = 1, weight 0, row skipped. B0 has no equity and owes B1 1 of its equity of 4; B1 owes B2 3
    // of its equity of 6. Weights by network assets: B1 1, B2 3 and B0, dead, 0 instead of its 5.
    // By hand: h = (1, 1/4, 1/8), R = 1/4 · 1/4 + 3/4 · 1/8.
    [Fact]
    public void Who_has_no_equity_is_in_default_from_the_start_and_has_no_weight()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 1, 0 }, { 0, 0, 3 }, { 5, 0, 0 } }, [0, 6, 8], [4, 0, 0]);
        Assert.Equal([0, 4, 6], network.Sheets.ToArray().Select(sheet => sheet.Equity));

        var result = TestRun.Single(network, new OriginalDebtRank());

        Assert.Equal([0, -1, -1], result.DefaultRound);
        Near.Equal([4 * (1 - .25), 6 * (1 - .125)], result.Totals.FinalEquity[1..], Near.Exact, "one of three without equity");
        Near.Equal([(.25 * .25) + (.75 * .125)], [result.Replications[0].DebtRank], Near.Exact, "one of three without equity, R");
    }

    // Source: models.md 0.6, w⁰ = 0. The sheet is completed so that it shows the equity given, and decimals do not add up exactly:
    // what is left over by rounding is no equity.
    [Fact]
    public void Equity_given_as_zero_is_zero_whatever_the_decimals_add_up_to()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (first, second, owed, more) = (Cents(random), Cents(random), Cents(random), Cents(random));
            var network = TestNetwork.Of(
                new[,] { { 0, owed, more }, { first, 0, 0 }, { second, 0, 0 } }, equity: [0, 1000, 1000], complete: (_, given) => given with { Cash = .1 });

            var result = TestRun.Single(network, new OriginalDebtRank());

            Assert.True(
                result.DefaultRound!.SequenceEqual([0, -1, -1]),
                $"claims {first} + {second}, debts {owed} + {more}, cash 0.1, equity given as 0, kept as {network.Sheets[0].Equity}: default rounds {string.Join(", ", result.DefaultRound!)}");
        }

        static double Cents(Random random) => random.Next(1, 100_000) / 100.0;
    }

    // Source: models.md 0.6: no edges, n = 1: h is the shock; all in default: h = 1.
    [Fact]
    public void A_lone_institution_keeps_its_shock()
    {
        var network = TestNetwork.Of(new double[,] { { 0 } }, [10], [6]);

        Near.Equal([.25], TestCascade.Distress(network, new OriginalDebtRank(), TestRun.EquityLoss(0, 1))[^1], 0, "1 of 4 lost");
        Near.Equal([1], TestCascade.Distress(network, new OriginalDebtRank(), TestRun.Default(0))[^1], 0, "in default");
    }

    // Source: models.md 11, 7: nothing can be added when all have failed.
    [Fact]
    public void When_everybody_has_failed_nothing_can_be_added()
    {
        var result = TestRun.Single(FourNodes.Network, new OriginalDebtRank(), TestRun.Default(0, 1, 2, 3));

        Near.Equal([1, 1, 1, 1], Distress(result), 0, "N4, all in default");
        Assert.Equal(0, result.Replications[0].DebtRank);
    }

    private static double[] Distress(RunResult result) =>
        [.. result.Totals.FinalEquity.Select((equity, institution) => 1 - (equity / result.Dynamics.InitialEquity[institution]))];
}
