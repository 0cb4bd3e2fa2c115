using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/fire-sales/README.md says that its runs show.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class FireSaleTests(ScenarioRuns runs)
{
    private const string Deep = "fire-sales/deep";
    private const string Shallow = "fire-sales/shallow";

    [Fact]
    public void In_deep_markets_a_fall_costs_what_it_takes_and_in_shallow_ones_four_times_as_much()
    {
        var (deep, shallow) = (runs.With(Deep), runs.With(Shallow));

        Assert.Equal(deep["first_round_loss"], shallow["first_round_loss"]);
        Assert.InRange(deep["multiplier"], 1, 1.1);
        Assert.Equal(0, deep["defaults"]);
        Assert.InRange(shallow["multiplier"], 3.8, 3.9);
        Assert.Equal(20, shallow["defaults"]);
    }

    [Fact]
    public void Who_holds_no_stocks_is_ruined_by_their_fall_where_markets_are_shallow()
    {
        var holdings = Table.Read(runs.Of(Shallow), "inputs", "holdings.csv");
        var stockholders = holdings.Rows.Where(row => holdings.Text(row, "asset") == "stocks").Select(row => holdings.Text(row, "institution")).ToArray();
        Assert.Equal(16, stockholders.Length);
        Assert.Empty(runs.With(Shallow).Ids("bonds").Intersect(stockholders));
        Assert.Equal(8, runs.With(Shallow).Sum("default_probability", "bonds"));
        Assert.Equal(runs.With(Shallow).Sum("initial_equity", "bonds"), runs.With(Shallow).Sum("mean_loss", "bonds"), 1e-9);
        Assert.InRange(runs.With(Deep).Sum("mean_loss", "bonds"), 0.1, 1);
    }

    [Fact]
    public void Beyond_a_threshold_the_multiplier_jumps_and_then_comes_down()
    {
        double[] multipliers = [.. new[] { "0.03", "0.06", "0.08", "0.2" }.Select(fall => runs.With(Shallow, $"shocks.0.fraction={fall}")["multiplier"])];

        Assert.Equal(1, multipliers[0], 1e-9);
        Assert.InRange(multipliers[1], 1.1, 1.2);
        Assert.InRange(multipliers[2], 4.1, 4.2);
        Assert.InRange(multipliers[3], 2.2, 2.4);
    }

    [Fact]
    public void The_mean_loss_is_above_the_loss_at_the_mean()
    {
        var (random, mean) = (runs.With("fire-sales/random-falls"), runs.With(Shallow, "shocks.0.fraction=0.06"));

        // 6 % on average, as drawn: of 1,736 in stocks 104.2 are lost.
        Assert.InRange(mean["first_round_loss"], random.Interval("first_round_loss").Low, random.Interval("first_round_loss").High);
        Assert.True(random.Interval("total_loss").Low > 1.8 * mean["total_loss"]);
        Assert.InRange(random["systemic"], 0.17, 0.22);
    }
}
