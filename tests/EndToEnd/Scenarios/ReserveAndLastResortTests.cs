using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/reserve-and-last-resort/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class ReserveAndLastResortTests(ScenarioRuns runs)
{
    private const string Name = "reserve-and-last-resort/bad-year";
    private const int Reserve = 0;
    private const int LastResort = 1;
    private const int Both = 2;

    [Fact]
    public void A_reserve_fund_helps_lenders_and_costs_everybody_more_than_that()
    {
        var compared = runs.Compare([Name]);

        Assert.True(compared[Reserve, "lender_loss"].High < 0);
        Assert.True(compared[Reserve, "total_loss"].High < 0);
        Assert.True(compared[Reserve, "outside_loss"].Low > 0);
        Assert.True(compared[Reserve, "contagious_defaults"].Low > 0);
        Assert.True(compared.AllLose(Reserve).Low > 0);
        Near.Equal(
            [14.2, 3.2, 77.3, 102.0], [compared[Reserve, "lender_loss"].Base, compared[Reserve, "lender_loss"].Mean, compared[Reserve, "outside_loss"].Base, compared[Reserve, "outside_loss"].Mean], 0.05, "losses");
    }

    [Fact]
    public void The_lender_of_last_resort_helps_more_where_there_is_no_reserve_fund()
    {
        var compared = runs.Compare([Name]);
        var (reserve, lastResort, both) = (compared.AllLose(Reserve), compared.AllLose(LastResort), compared.AllLose(Both));

        Near.Equal([242.2, 93.0, 128.3], [reserve.Mean, lastResort.Mean, both.Mean], 0.051, "what everybody loses");
        Assert.True(lastResort.High < both.Low);
        Near.Equal([0.78, 1.005, 0.055, 0.43], [compared[Reserve, "contagious_defaults"].Base, .. new[] { Reserve, LastResort, Both }.Select(one => compared[one, "contagious_defaults"].Mean)], 1e-9, "banks that fail");
        Assert.Equal(0, compared[Both, "public_loss"].Mean);
    }

    [Fact]
    public void Lenders_gain_and_creditors_of_banks_lose_with_every_step_of_the_reserve_ratio()
    {
        var table = runs.Sweep(Name, ["policies.lenderOfLastResort.cap=0,1000", "policies.reserveFund.ratio=0,0.05,0.1"]);

        Near.Equal([14.2, 8.6, 3.2, 14.2, 8.6, 3.2], table.Numbers("lender_loss_mean"), 0.05, "lenders");
        Near.Equal([77.3, 90.8, 102.0, 5.8, 15.4, 46.0], table.Numbers("outside_loss_mean"), 0.05, "creditors outside the network");
        Near.Equal([73.3, 74.4, 75.2, 11.3, 13.3, 17.3], table.Numbers("bank_loss_mean"), 0.051, "banks");
    }
}
