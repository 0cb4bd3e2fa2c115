using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/wave-of-weak-platforms/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class WaveOfWeakPlatformsTests(ScenarioRuns runs)
{
    private const string Name = "wave-of-weak-platforms/july";

    [Fact]
    public void The_wave_tips_within_a_small_range_of_fear()
    {
        var table = runs.Sweep(Name, ["channels.liquidity.panic.contagion=0,0.4,0.79,1,1.2"]);

        Near.Equal([2.95, 3.69, 14.76, 57.6, 117.8], table.Numbers("defaults_mean"), 0.05, "platforms that collapse");
        // Who collapses without fear absconded: 20 % of those who collapse with it, 19.4 % of those that were recorded.
        Assert.InRange(table.Number(0, "defaults_mean") / table.Number(2, "defaults_mean"), 0.194, 0.206);
    }

    [LongFact]
    public void Suspensions_and_absconding_are_worse_together_than_one_by_one()
    {
        var absconding = runs.With(Name, "shocks.1.at=23", "shocks.3.at=23")["defaults"];
        var suspensions = runs.With(Name, "shocks.0.fraction=0", "shocks.2.fraction=0", "shocks.4.fraction=0")["defaults"];

        Near.Equal([2.96, 7.0], [absconding, suspensions], 0.05, "platforms that collapse");
        Assert.True(runs.With(Name).Interval("defaults").Low > 1.3 * (absconding + suspensions));
    }

    [LongFact]
    public void The_longer_platforms_suspend_the_more_collapse()
    {
        double[] collapsed = [.. new[] { 1, 3, 6 }.Select(days => runs.With(Name, $"shocks.1.duration={days}", $"shocks.3.duration={days}")["defaults"])];

        Near.Equal([3.4, 14.8, 68.8], collapsed, 0.051, "platforms that collapse");
    }

    [Fact]
    public void A_gate_that_binds_makes_it_worse_and_information_makes_it_better()
    {
        var compared = runs.Compare([Name]);
        var (wide, narrow, shown) = (compared["gate of 2 % a day", "defaults"], compared["gate of 1 % a day", "defaults"], compared["information sharing", "defaults"]);

        Near.Equal([14.8, 17.7, 72.1, 9.0], [wide.Base, wide.Mean, narrow.Mean, shown.Mean], 0.05, "platforms that collapse");
        Assert.True(wide.Low > 0);
        Assert.True(narrow.Low > wide.High);
        Assert.True(shown.High < 0);
    }
}
