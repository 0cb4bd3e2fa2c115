using Contagion.Data;
using Contagion.Engine;
using Contagion.Model;
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

    private static readonly string Root = Path.Combine(Folders.Root, "scenarios");

    [Fact]
    public Task On_three_silos_every_scenario_gives_the_same_records() => Compare(3, FewReplications, [Whole]);

    [Fact]
    public Task Split_over_three_silos_every_scenario_gives_the_same_records() => Compare(3, FewReplications, [100]);

    [LongTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task On_any_number_of_silos_every_scenario_gives_the_same_records(int silos) => Compare(silos, ManyReplications, [Whole]);

    // Every institution an actor, a hundred of them, or all.
    [LongTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Split_over_any_number_of_silos_every_scenario_gives_the_same_records(int silos) => Compare(silos, FewReplications, [1, 100, int.MaxValue]);

    private static async Task Compare(int silos, int replications, int[] granularities)
    {
        await using var cluster = await TestCluster.Of(silos);
        foreach (var path in Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = ScenarioFile.Load(path);
            var run = file.Scenario.Run;
            var scenario = run.Replications > replications ? file.Scenario with { Run = run with { Replications = replications } } : file.Scenario;
            var expected = new Records();
            InProcessHost.Run(scenario, file.Network, new RunOptions { Journal = expected });
            foreach (var granularity in granularities)
            {
                var got = new Records();
                cluster.Run(scenario, file.Network, new RunOptions { Journal = got }, granularity);

                Assert.Equal(expected.Kept.Keys, got.Kept.Keys);
                Assert.All(expected.Kept, pair => Assert.True(pair.Value.AsSpan().SequenceEqual(got.Kept[pair.Key]), $"{path} on {silos} silos, {granularity} institutions an actor: block {pair.Key} differs"));
            }
        }
    }
}
