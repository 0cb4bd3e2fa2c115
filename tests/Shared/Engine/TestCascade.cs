using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Tests;

/// <summary>Steps one replication by hand and looks at every institution after every round.</summary>
internal static class TestCascade
{
    /// <summary>The given view of each institution after the shocks (first entry) and after each round.</summary>
    public static IReadOnlyList<double[]> Rounds(
        Network network, Mechanism mechanism, Func<Cascade<EightLanes>, int, EightLanes> view, int roundsMax = 10_000, params Shock[] shocks)
    {
        var scenario = new Scenario
        {
            Name = "test",
            Network = new NetworkSource { Files = new NetworkFiles { Institutions = "i.csv", Exposures = "e.csv" } },
            Shocks = shocks,
            Channels = new Channels { Solvency = mechanism },
        };
        var stress = new Stress<EightLanes>(network);
        _ = new ReplicationPlan(scenario, network).Apply(0, 0, 0, stress);
        var cascade = mechanism.Prepare(network, scenario.Run).NewCascade<EightLanes>();
        var used = EightLanes.First(1);
        var active = cascade.Begin(stress, used);
        var rounds = new List<double[]> { Look() };
        for (var round = 1; !EightLanes.IsNone(active) && round <= roundsMax; round++)
        {
            active = cascade.Step(round, active);
            rounds.Add(Look());
        }

        return rounds;

        double[] Look() => [.. Enumerable.Range(0, network.Count).Select(institution => view(cascade, institution)[0])];
    }

    /// <summary>Distress h after the shocks and after each round.</summary>
    public static IReadOnlyList<double[]> Distress(Network network, Mechanism mechanism, params Shock[] shocks) =>
        Rounds(network, mechanism, (cascade, institution) => cascade.Distress(institution), shocks: shocks);

    /// <summary>Net worth after the shocks and after each round.</summary>
    public static IReadOnlyList<double[]> NetWorth(Network network, Mechanism mechanism, params Shock[] shocks) =>
        Rounds(network, mechanism, (cascade, institution) => cascade.NetWorth(institution), shocks: shocks);
}
