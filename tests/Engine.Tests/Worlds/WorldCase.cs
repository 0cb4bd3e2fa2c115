using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Worlds;

/// <summary>What worlds are tested on: a small network on which every mechanism runs, and the ordinary run to compare with.</summary>
internal static class WorldCase
{
    /// <summary>A world that has not come to rest by then never will.</summary>
    private const int StepsMax = 10_000;

    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    public static Network SomeNetwork(int size, int seed = 4711, int classes = 2)
    {
        var system = RandomSystem.Of(seed, size, alwaysOutside: true);
        return TestNetwork.OfClasses(
            system.Classes(classes), system.Assets, system.Outside, system.Holdings(), (node, given) => given with { Volatility = system.Volatility[node] });
    }

    /// <summary>The same with one class of creditors and without shares.</summary>
    public static Network PlainNetwork(int size, int seed) => RandomSystem.Of(seed, size, alwaysOutside: true).Network;

    public static Mechanism Mechanism(string name) => Mechanisms.All.Single(mechanism => mechanism.Name == name);

    public static Scenario Scenario(Mechanism mechanism, params Shock[] shocks) => new()
    {
        Name = "world", Network = new NetworkSource(), Shocks = shocks, Channels = new Channels { Solvency = mechanism }, Run = new RunSettings { Seed = 11 },
    };

    /// <summary>Does commands under the numbers that follow.</summary>
    public static List<WorldEntry> Do(World world, params IEnumerable<object> commands)
    {
        var entries = new List<WorldEntry>();
        foreach (var command in commands)
        {
            var number = world.View.Totals.Commands + 1;
            entries.Add(world.Do(command switch
            {
                Shock shock => new WorldCommand.Strike(number, [shock]),
                Shock[] shocks => new WorldCommand.Strike(number, shocks),
                int steps => new WorldCommand.Step(number, steps),
                _ => throw new ArgumentException("Neither shocks nor steps.", nameof(commands)),
            }, CancellationToken.None)!);
        }

        return entries;
    }

    /// <summary>Steps a world to rest, and one of periods through the periods of its scenario.</summary>
    public static World ToRest(World world, Scenario scenario)
    {
        Do(world, scenario.Channels.Solvency is Joint ? scenario.Run.Periods : StepsMax);
        Assert.True(world.View.Totals.IsAtRest || scenario.Channels.Solvency is Joint, $"{scenario.Channels.Solvency.Name} does not come to rest");
        return world;
    }

    /// <summary>The same bits as the run has.</summary>
    public static void AssertSame(RunResult run, World world, Network network, string inputs)
    {
        var (view, one) = (world.View, run.Replications[0]);
        Assert.True((one.Defaults, one.TotalLoss, one.Converged) == (view.Totals.Defaults, view.Totals.Loss, view.Totals.IsConverged), $"{inputs}: {one} in the run, {view.Totals} in the world");
        Assert.True(run.Dynamics.HasPeriods || one.Rounds == view.Totals.Steps, $"{inputs}: {one.Rounds} rounds in the run, {view.Totals.Steps} in the world");
        for (var institution = 0; institution < network.Count; institution++)
        {
            var seen = view.Read(network.Ids[institution]);
            Assert.True(run.Totals.NetWorth[institution] == seen.Worth, $"{inputs}: {seen.Id} is worth {run.Totals.NetWorth[institution]} in the run, {seen.Worth} in the world");
            Assert.True((run.DefaultRound![institution] >= 0) == (seen.DefaultedAt is not null), $"{inputs}: {seen.Id} is in default in one alone");
            Assert.True(run.Dynamics.HasPeriods || run.DefaultRound[institution] == (seen.DefaultedAt ?? -1), $"{inputs}: {seen.Id} defaults in round {run.DefaultRound[institution]} and {seen.DefaultedAt}");
            Assert.True(run.Totals.Loss[institution] == seen.Loss, $"{inputs}: {seen.Id} loses {run.Totals.Loss[institution]} in the run, {seen.Loss} in the world");
        }
    }

    /// <summary>All that can be seen of a world.</summary>
    public static string All(World world, Network network)
    {
        var view = world.View;
        return string.Join('\n', network.Ids.Select(id => $"{view.Read(id)} {string.Join(' ', view.History(id, WorldView.HistoryMax))}").Prepend($"{view.Totals}"));
    }
}
