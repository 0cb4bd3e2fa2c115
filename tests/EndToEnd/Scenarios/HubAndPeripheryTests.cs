using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/hub-and-periphery/README.md says. Each bank has its turn: means are exact.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class HubAndPeripheryTests(ScenarioRuns runs)
{
    private static readonly string[] Groups = ["large-core", "small-core", "large-periphery", "small-periphery"];

    [Theory]
    [InlineData("each-fails", 242.9, 70.0, 33.1, 5.5)]
    [InlineData("same-loss", 0, 33.4, 0, 2.0)]
    public void A_bank_costs_others(string name, double largeCore, double smallCore, double largePeriphery, double smallPeriphery) =>
        Near.Equal([largeCore, smallCore, largePeriphery, smallPeriphery], Mean(runs.With($"hub-and-periphery/{name}"), "caused_loss"), 0.05, name);

    [Fact]
    public void A_small_bank_of_the_core_costs_more_than_a_large_one_of_the_periphery()
    {
        var result = runs.With("hub-and-periphery/each-fails");

        Assert.True(result.Ids("small-core").Min(id => result.Of("caused_loss", id)) > result.Ids("large-periphery").Max(id => result.Of("caused_loss", id)));
        Near.Equal([6.25, 1.5, 0.25, 0], Mean(result, "caused_defaults"), 1e-9, "other banks that default");
    }

    [Fact]
    public void The_same_loss_spreads_only_from_who_cannot_bear_it()
    {
        var result = runs.With("hub-and-periphery/same-loss");

        foreach (var id in Groups.SelectMany(result.Ids))
        {
            Assert.Equal(result.Of("initial_equity", id) < 20, result.Of("caused_loss", id) > 1e-6);
        }
    }

    [Fact]
    public void Losses_gather_in_the_core()
    {
        var result = runs.With("hub-and-periphery/each-fails");
        var shares = Groups.Select(group => 100 * result.Sum("mean_contagion_loss", group) / result.Sum("initial_equity", group)).ToArray();

        Near.Equal([7.9, 19.1, 3.1, 3.5], shares, 0.05, "percent of equity that others' failures cost in a turn");
    }

    [Theory]
    [InlineData("each-fails", 1.81, 1.23)]
    [InlineData("same-loss", 2.10, 1.15)]
    public void The_centre_is_a_place_rather_than_a_size(string name, double place, double size)
    {
        var weighted = Table.Read(runs.With($"hub-and-periphery/{name}").Folder, "centrality-weighted.csv");

        Assert.Equal(["pagerank-vulnerability", "assets"], weighted.Texts("by"));
        Near.Equal([place, size], weighted.Numbers("concentration_ratio"), 0.005, name);
    }

    private static double[] Mean(ScenarioResult result, string column) => [.. Groups.Select(group => result.Sum(column, group) / result.Ids(group).Count())];
}
