using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>What a run found, in sentences.</summary>
public sealed class MeaningTests
{
    [Fact]
    public void A_single_run_says_what_the_shock_takes_what_contagion_adds_and_who_fails()
    {
        // B0 loses 5 of its 10: B1's claim of 6 is worth half, 3 of its 5 gone; B2's claim of 4 loses 60 %, 2.4 of 20.
        var result = TestRun.Single(Sample.Chain, new LinearDebtRank(), TestRun.EquityLoss(0, 5));

        var said = Meaning.Of(result);

        Assert.Equal("The shock itself takes 5 of equity (14.29 %); contagion adds 5.4, so that the whole loss is 2.08 times the direct one. Nobody defaults.", said);
    }

    [Fact]
    public void A_run_in_which_nothing_happens_says_so() => Assert.Equal("Nothing was lost and nobody defaulted.", Meaning.Of(TestRun.Single(Sample.Chain, new Furfine())));

    [Fact]
    public void A_failure_that_nobody_follows_is_said_to_be_none_of_contagion() =>
        Assert.EndsWith("contagion adds nothing. 1 institution defaults, none of them through contagion.", Meaning.Of(TestRun.Single(Sample.Chain, new Furfine(), TestRun.Default(2))), StringComparison.Ordinal);

    [Fact]
    public void A_cascade_says_how_many_fail_only_because_others_did() =>
        Assert.EndsWith("2 institutions default, 1 of them only because others did, the last in round 1.", Meaning.Of(Sample.FirstFails), StringComparison.Ordinal);

    [Fact]
    public void In_turn_the_worst_is_named()
    {
        // 9, 4 and 0 of 35.
        var said = Meaning.Of(Sample.InTurn);

        Assert.Contains("One institution in turn costs the others 4.33 on average (12.38 % of all equity).", said, StringComparison.Ordinal);
        Assert.Contains("The worst is B0: 9 (25.71 %) and 1 further default.", said, StringComparison.Ordinal);
        Assert.EndsWith("1 of 3 brings down at least one other.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_replications_are_told_by_their_mean_and_its_confidence()
    {
        var said = Meaning.Of(Sample.AtRandom);

        Assert.StartsWith("Over 9 replications the mean loss of equity is ", said, StringComparison.Ordinal);
        Assert.Contains("95 % confidence ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_point_that_was_not_reached_is_warned_of()
    {
        // Two that owe each other as much as they are worth pass distress on for ever.
        var network = TestNetwork.Of(new double[,] { { 0, 10 }, { 10, 0 } }, equity: [10, 10]);

        var said = Meaning.Of(TestRun.Of(network, new LinearDebtRank(), new RunSettings { MaxRounds = 5 }, 1, TestRun.EquityLoss(0, 0.001)));

        Assert.Contains("CAUTION: 1 replication did not reach a fixed point within run.maxRounds", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_equity_can_be_told_of()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 10 }, { 10, 0 } }, equity: [-1, -1]);

        Assert.All(
            new[] { TestRun.Single(network, new Furfine(), TestRun.Default(0)), TestRun.Of(network, new Furfine(), null, 1, TestRun.DefaultInTurn()), TestRun.Single(network, new EisenbergNoe(), TestRun.Default(0)) },
            result => Assert.DoesNotContain("NaN", Meaning.Of(result), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_234_567.8, "1,234,568")]
    [InlineData(-1_234, "-1,234")]
    [InlineData(999.999, "1,000")]
    [InlineData(12.345, "12.35")]
    [InlineData(0.12345, "0.1235")]
    [InlineData(0.00001234, "1.23E-5")]
    [InlineData(double.NaN, "undefined")]
    public void Numbers_are_said_as_people_read_them(double number, string said) => Assert.Equal(said, Meaning.Say(number));

    [Theory]
    [InlineData(0.12345, "12.35 %")]
    [InlineData(1, "100 %")]
    [InlineData(double.NaN, "undefined")]
    public void Shares_are_said_in_per_cent(double share, string said) => Assert.Equal(said, Meaning.Percent(share));

    [Theory]
    [InlineData(0, "0 banks")]
    [InlineData(1, "1 bank")]
    [InlineData(12_000, "12,000 banks")]
    public void Things_are_counted(int count, string said) => Assert.Equal(said, Meaning.Count(count, "bank"));
}
