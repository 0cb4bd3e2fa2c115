using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Data.Tests;

/// <summary>A replication lived through again has the bits of the run.</summary>
public sealed class CascadePathTests
{
    [Theory]
    [InlineData("european-debt-2011/european-debt.yaml")]
    [InlineData("banks-125/linear-debtrank.yaml")]
    [InlineData("hub-and-periphery/each-fails.yaml")]
    [InlineData("integrated-example/without-lender-of-last-resort.yaml")]
    [InlineData("fire-sales/random-falls.yaml")]
    [InlineData("nier-2007/thin-capital.yaml")]
    public void A_replication_of_a_shipped_scenario_is_lived_through_again(string path) => Agrees(path);

    [LongFact]
    public void Any_replication_of_any_shipped_scenario_is_lived_through_again()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Folders.Root, "scenarios"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Agrees(path);
        }
    }

    [Fact]
    public void A_long_way_is_left_where_it_was_when_it_became_too_long()
    {
        var file = Load("banks-125/linear-debtrank.yaml");
        var (few, all) = (CascadeReplay.Of(file.Scenario, file.Network, 0, stepsMax: 3), CascadeReplay.Of(file.Scenario, file.Network, 0));
        var early = CascadeReplay.Of(file.Scenario, file.Network, 0, changesMax: 1);

        Assert.True(all.IsWhole && !few.IsWhole && !early.IsWhole);
        Assert.Equal(all.States.Take(4), few.States);
        Assert.True(early.States.Count < all.States.Count);
    }

    [Fact]
    public void There_is_no_replication_after_the_last()
    {
        var file = Load("nier-2007/thin-capital.yaml");
        Assert.Throws<ArgumentOutOfRangeException>(() => CascadeReplay.Of(file.Scenario, file.Network, file.Scenario.Run.Replications!.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => CascadeReplay.Of(file.Scenario, file.Network, -1));
    }

    private static void Agrees(string path)
    {
        var file = Load(path);
        var count = new ReplicationPlan(file.Scenario, file.Network).Count;
        foreach (var replication in new[] { 0, count / 3 }.Distinct())
        {
            var scenario = file.Scenario with { Run = file.Scenario.Run with { Replication = replication, Path = true } };
            var run = InProcessHost.Run(scenario, file.Network);
            var replay = CascadeReplay.Of(file.Scenario, file.Network, replication, stepsMax: 20_000, changesMax: 20_000_000);
            var one = run.Replications[0];

            Assert.True(replay.IsWhole);
            Assert.True((one.Defaults, one.TotalLoss) == (replay.States[^1].Defaults, replay.States[^1].Loss), $"{path}: {one} in the run, {replay.States[^1]} lived through again");
            if (one.Path.Count > 0 && replay.Steps == CascadeSteps.Rounds)
            {
                Assert.Equal(one.Path.Select(state => (state.Defaults, state.Loss)), replay.States.Take(one.Path.Count).Select(state => (state.Defaults, state.Loss)));
            }

            AgreesOnMaps(path, run, replay);
        }
    }

    /// <summary>Each institution's loss, and sums over groups.</summary>
    private static void AgreesOnMaps(string path, RunResult run, CascadeReplay replay)
    {
        foreach (var most in new[] { NetworkMap.MostMax, 3 })
        {
            var map = NetworkMap.Of(replay.Network, MapLosses.Of(run), most: most);
            var changes = replay.On(map).Changes;
            Assert.Equal(changes.Step.Order(), changes.Step);
            var (loss, defaults) = (new double[map.Nodes.Count], new int[map.Nodes.Count]);
            for (var change = 0; change < changes.Step.Count; change++)
            {
                (loss[changes.Node[change]], defaults[changes.Node[change]]) = (changes.Loss[change], changes.Defaults[change]);
            }

            for (var node = 0; node < loss.Length; node++)
            {
                var expected = map.Nodes[node];
                Assert.True(expected.Count == 1 ? expected.Loss == loss[node] : Math.Abs(expected.Loss!.Value - loss[node]) <= 1e-9 * (1 + loss[node]), $"{path}: {expected.Id} lost {expected.Loss} in the run, {loss[node]} lived through again");
                Assert.Equal(Math.Round(expected.DefaultProbability!.Value * expected.Count), defaults[node]);
            }
        }
    }

    private static ScenarioFile Load(string path) => ScenarioFile.Load(Path.Combine(Folders.Root, "scenarios", path));
}
