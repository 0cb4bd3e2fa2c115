using Contagion.Data;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Grains.Tests;

/// <summary>Every scenario that is shipped has the bits of the embedded host on one, two and three silos.</summary>
public sealed class ScenarioTests
{
    /// <summary>Two blocks: as few as can be dealt.</summary>
    private const int FewReplications = 16;
    private const int ManyReplications = 96;

    /// <summary>The network is not split.</summary>
    private const int Whole = 0;

    [Fact]
    public Task On_three_silos_scenarios_of_each_kind_give_the_same_records() => Compare(3, ShippedScenarios.OneOfEachKind, FewReplications, [Whole]);

    [Fact]
    public Task Split_over_three_silos_scenarios_of_each_kind_give_the_same_records() => Compare(3, ShippedScenarios.OneOfEachKind, FewReplications, [100]);

    [LongTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task On_any_number_of_silos_every_scenario_gives_the_same_records(int silos) => Compare(silos, ShippedScenarios.All, ManyReplications, [Whole]);

    // Every institution an actor, a hundred of them, or all.
    [LongTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Split_over_any_number_of_silos_every_scenario_gives_the_same_records(int silos) => Compare(silos, ShippedScenarios.All, FewReplications, [1, 100, int.MaxValue]);

    private static async Task Compare(int silos, IReadOnlyList<string> names, int replications, int[] granularities)
    {
        await using var cluster = await TestCluster.Of(silos);
        foreach (var name in names)
        {
            var file = ScenarioFile.Load(ShippedScenarios.Path(name));
            var run = file.Scenario.Run;
            var scenario = run.Replications > replications ? file.Scenario with { Run = run with { Replications = replications } } : file.Scenario;
            Compare(cluster, name, scenario, file.Network, file.Network, granularities);
        }
    }

    // A silo has the scenario from a packed copy, and makes the networks of its replications itself.
    [Fact]
    public async Task Networks_made_of_totals_are_the_same_where_the_packed_scenario_is_brought_to()
    {
        var folder = Directory.CreateTempSubdirectory("contagion-grains-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "m.csv"), "id,kind,network_assets,network_liabilities,external_assets,equity\n"
                + string.Concat(Enumerable.Range(1, 20).Select(bank => $"B{bank},bank,{bank},{21 - bank},30,{2 + (bank % 3)}\n")));
            File.WriteAllText(Path.Combine(folder, "s.yaml"), """
                name: Unknown links
                network: { reconstruct: { marginals: m.csv, method: gibbs, density: 0.3, burnIn: 20 } }
                shocks:
                  - { kind: default, target: { id: [B5, B12] } }
                channels:
                  solvency: { mechanism: debtrank-linear }
                run: { seed: 7, replications: 12 }
                """);
            var file = ScenarioFile.Load(Path.Combine(folder, "s.yaml"));
            var there = ScenarioContent.Unpack(ScenarioContent.Pack(file).Bytes);
            await using var cluster = await TestCluster.Of(2);

            Compare(cluster, "networks made of totals", file.Scenario, file.Network, there.Network, [Whole, 5]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(TestCluster cluster, string what, Scenario scenario, Network here, Network there, int[] granularities)
    {
        var expected = new Records();
        InProcessHost.Run(scenario, here, new RunOptions { Journal = expected });
        foreach (var granularity in granularities)
        {
            var got = new Records();
            cluster.Run(scenario, there, new RunOptions { Journal = got }, granularity);

            Assert.Equal(expected.Kept.Keys, got.Kept.Keys);
            Assert.All(expected.Kept, pair => Assert.True(
                pair.Value.AsSpan().SequenceEqual(got.Kept[pair.Key]), $"{what} on {cluster.Silos.Silos.Count} silos, {granularity} institutions an actor: block {pair.Key} differs"));
        }
    }
}
