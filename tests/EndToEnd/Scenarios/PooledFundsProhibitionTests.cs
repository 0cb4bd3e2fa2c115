using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/pooled-funds-prohibition/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class PooledFundsProhibitionTests(ScenarioRuns runs)
{
    private const string Pools = "pooled-funds-prohibition/pools";
    private const string Announced = "pooled-funds-prohibition/announced";

    [Theory]
    [InlineData("defaults", 15.4, 1.9, 20, 0.051)]
    [InlineData("lender_loss", 355, 109, 724, 0.51)]
    [InlineData("bank_loss", 131, 31, 157, 0.51)]
    [InlineData("platform_loss", 237, 58, 286, 0.51)]
    [InlineData("total_loss", 723, 199, 1167, 0.51)]
    public void At_once_is_worse_than_not_at_all_and_in_order_better(string metric, double none, double inOrder, double atOnce, double tolerance)
    {
        var compared = runs.Compare([Pools]);
        var (order, once) = (compared["in order", metric], compared["at once", metric]);

        Near.Equal([none, inOrder, atOnce], [order.Base, order.Mean, once.Mean], tolerance, metric);
        Assert.True(order.High < 0 && once.Low > 0, $"{metric}: {order}, {once}");
    }

    [LongFact]
    public void In_order_sooner_is_better_and_at_once_later()
    {
        var losses = runs.Sweep(Pools, ["policies.pooledFunds.abrupt=false,true", "policies.pooledFunds.from=0,3,5,8,12,17"]).Numbers("total_loss_mean");

        Near.Equal([107, 199, 325, 564, 711, 723, 1311, 1167, 1087, 922, 848, 748], losses, 0.51, "what all lose");
    }

    [Fact]
    public void An_announced_transition_is_a_time_to_run()
    {
        var compared = runs.Compare([Announced]);
        string[] dates = ["from month 1", "from month 3", "from month 4", "from month 6"];

        Near.Equal([1.1, 3.0, 7.0, 20, 20], [.. dates.Select(date => compared[date, "defaults"].Mean), compared[0, "defaults"].Base], 0.051, "pools that fail");
        Near.Equal([111, 456, 753, 1036, 1036], [.. dates.Select(date => compared[date, "total_loss"].Mean), compared[0, "total_loss"].Base], 0.51, "what all lose");
        Assert.Equal((0, 0), (compared["from month 6", "total_loss"].Low, compared["from month 6", "total_loss"].High));
    }

    [LongFact]
    public void It_is_not_fear_alone()
    {
        string[] policies = ["policies={}", "policies={pooledFunds: {from: 3}}", "policies={pooledFunds: {from: 3, abrupt: true}}"];

        Near.Equal([225, 128, 1186], [.. policies.Select(policy => runs.With(Pools, "channels.liquidity.panic.contagion=0", policy)["total_loss"])], 0.51, "what all lose without fear");
    }

    [Fact]
    public void In_order_from_the_start_lenders_lose_what_borrowers_do_not_repay()
    {
        var run = runs.With(Pools, "policies={pooledFunds: {from: 0}}");

        Near.Equal([94, 94, 6], [run["credit_loss"], run["lender_loss"], run["platform_loss"]], 0.51, "lost by borrowers, lenders and platforms");
        Assert.Equal(run["credit_loss"], run["lender_loss"], 1e-9);
    }

    [Fact]
    public void Runs_cost_lenders_more_than_bad_loans()
    {
        var run = runs.With(Pools);

        Near.Equal([260], [run["lender_loss"] - run["credit_loss"]], 0.51, "what runs cost lenders");
    }
}
