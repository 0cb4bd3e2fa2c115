namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/shopping-day/README.md says that its runs show.</summary>
public sealed class ShoppingDayTests(ScenarioRuns runs) : IClassFixture<ScenarioRuns>
{
    private const string Works = "shopping-day/software-works";
    private const string Slow = "shopping-day/software-slow";
    private const string Fails = "shopping-day/software-fails";

    [Fact]
    public void Slow_software_drops_nine_times_as_much_and_doubles_withdrawals_without_a_default()
    {
        var (works, slow) = (runs.With(Works), runs.With(Slow));

        Assert.Equal(works["load"], slow["load"], 1e-6);
        Assert.InRange(works["dropped"] / works["load"], 0.003, 0.0035);
        Assert.InRange(slow["dropped"] / works["dropped"], 8.5, 9.5);
        Assert.True(slow.Interval("withdrawn").Low > 2 * works.Interval("withdrawn").High);
        Assert.Equal((0, 0), (works["defaults"], slow["defaults"]));
    }

    [Theory]
    [InlineData(Works, 0.6)]
    [InlineData(Slow, 0.56)]
    public void Capacity_that_grows_drops_less(string name, double saved)
    {
        var elastic = runs.With(name, "channels.operations.elasticity=0.25");

        Assert.Equal(saved, 1 - (elastic["dropped"] / runs.With(name)["dropped"]), 0.01);
    }

    [Theory]
    [InlineData("no-policies", 13, 0.178)]
    [InlineData("late-failover", 13, 0.16)]
    [InlineData("failover", 0, 0.054)]
    [InlineData("settlement-suspension", 0, 0.178)]
    public void An_outage_makes_shops_fail_unless_they_get_their_money_in_time_or_are_spared(string policies, double defaults, double dropped)
    {
        var result = runs.Alternative(Fails, policies);

        Assert.Equal(defaults, result["defaults"]);
        Assert.Equal(defaults, result.Sum("default_probability", "shops"));
        Assert.Equal(dropped, result["dropped"] / result["load"], 5e-4);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 13)]
    public void A_backup_is_in_time_or_it_is_not(int hours, double defaults) =>
        Assert.Equal(defaults, runs.With(Fails, $"policies.failover={{recoveryTime: {hours}}}")["defaults"]);

    [Fact]
    public void Every_shop_is_owed_more_than_it_owes()
    {
        foreach (var shop in runs.With(Fails).Ids("shops"))
        {
            Assert.True(runs.With(Fails).Of("initial_equity", shop) > 0);
        }
    }
}
