using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/pledge-fraud/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class PledgeFraudTests(ScenarioRuns runs)
{
    private const string Name = "pledge-fraud/one-month-old";

    [Theory]
    [InlineData("pro-rata", 58.9, 90.5)]
    [InlineData("registered", 102.5, 45.6)]
    [InlineData("first", 159.2, 71.3)]
    public void Who_comes_first_decides_who_loses(string rule, double newLenders, double oldLenders)
    {
        var result = runs.With(Name, $"channels.credit.pledges={rule}");

        Near.Equal([newLenders, oldLenders], [result.Sum("mean_loss", "new"), result.Sum("mean_loss", "old")], 0.05, rule);
    }

    [Fact]
    public void Sharing_by_amount_and_by_rank_cost_the_same_in_every_replication()
    {
        var (byAmount, byRank) = (runs.With(Name, "channels.credit.pledges=pro-rata"), runs.With(Name, "channels.credit.pledges=registered"));

        Near.Equal(byAmount.Each("credit_loss"), byRank.Each("credit_loss"), 1e-9, "credit loss");
    }

    [Fact]
    public void A_register_that_is_shared_leaves_what_does_not_exist()
    {
        var (some, all) = (runs.Compare([Name]), runs.Compare([Name], "shocks.0.fraction=1"));

        Near.Equal([170.1, 31.2, 14.8, 0], [some[0, "credit_loss"].Base, some[0, "credit_loss"].Mean, some[0, "platform_loss"].Base, some[0, "platform_loss"].Mean], 0.05, "a fifth does not exist");
        Assert.True(some[0, "total_loss"].High < 0);
        Near.Equal([378.2, 156.0], [all[0, "credit_loss"].Base, all[0, "credit_loss"].Mean], 0.05, "nothing exists");
    }

    [Fact]
    public void The_guarantee_of_a_platform_one_month_old_is_worth_little()
    {
        var result = runs.With(Name);

        Near.Equal([0.968], [result.Of("default_probability", "New")], 1e-9, "New defaults");
        Near.Equal([74.6, 14.8], [result["platform_called"], result["platform_loss"]], 0.05, "called, and lost by the platform");
    }
}
