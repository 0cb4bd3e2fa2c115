using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Data.Tests;

/// <summary>Every scenario that is shipped, opened as a world and stepped to its end, has the bits of the run of its first replication.</summary>
public sealed class ScenarioWorldTests
{
    [Fact]
    public void A_world_of_a_shipped_scenario_has_the_bits_of_its_run()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Folders.Root, "scenarios"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = ScenarioFile.Load(path);
            // A world takes the way there; a run that jumps to the fixed point reaches it by other sums.
            var scenario = file.Scenario with { Run = file.Scenario.Run with { Replication = 0, Path = true } };
            var run = InProcessHost.Run(scenario, file.Network);
            var world = World.Open(scenario, file.Network);
            world.Do(new WorldCommand.Step(1, scenario.Channels.Solvency is Joint ? scenario.Run.Periods : WorldCommand.StepsMax), default);

            var (one, totals) = (run.Replications[0], world.View.Totals);
            Assert.True((one.Defaults, one.TotalLoss, one.Converged) == (totals.Defaults, totals.Loss, totals.IsConverged), $"{path}: {one} in the run, {totals} in the world");
            for (var institution = 0; institution < run.Network.Count; institution++)
            {
                var seen = world.View.Read(run.Network.Ids[institution]);
                Assert.True(run.Totals.NetWorth[institution] == seen.Worth, $"{path}: {seen.Id} is worth {run.Totals.NetWorth[institution]} in the run, {seen.Worth} in the world");
            }
        }
    }
}
