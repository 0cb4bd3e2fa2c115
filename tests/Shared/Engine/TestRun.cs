using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Tests;

/// <summary>Runs mechanisms on networks without files.</summary>
internal static class TestRun
{
    /// <summary>Runs a scenario of these shocks.</summary>
    public static RunResult Of(Network network, Mechanism mechanism, RunSettings? run = null, int threads = 1, params Shock[] shocks) =>
        Partitioned(network, mechanism, run, threads, null, shocks);

    /// <summary>Runs a scenario of these shocks with the network dealt into partitions.</summary>
    public static RunResult Partitioned(Network network, Mechanism mechanism, RunSettings? run, int threads, int? partitions, params Shock[] shocks) =>
        InProcessHost.Run(Scenario(mechanism, run, shocks), network, new RunOptions { Threads = threads, Partitions = partitions });

    /// <summary>A scenario of these shocks.</summary>
    public static Scenario Scenario(Mechanism mechanism, RunSettings? run, params Shock[] shocks) => new()
    {
        Name = "test",
        Network = new NetworkSource { Files = new NetworkFiles { Institutions = "i.csv", Exposures = "e.csv" } },
        Shocks = shocks,
        Channels = new Channels { Solvency = mechanism },
        Run = run ?? new RunSettings(),
    };

    /// <summary>Runs one replication with these shocks.</summary>
    public static RunResult Single(Network network, Mechanism mechanism, params Shock[] shocks) => Of(network, mechanism, null, 1, shocks);

    /// <summary>Institutions fail.</summary>
    public static Shock Default(params int[] institutions) => new() { Kind = ShockKind.Default, Target = Ids(institutions) };

    /// <summary>An institution loses an amount of external assets.</summary>
    public static Shock AssetLoss(int institution, double amount) => new() { Kind = ShockKind.AssetLoss, Target = Ids(institution), Amount = amount };

    /// <summary>Whether a shock takes a positive amount.</summary>
    public static bool IsAny(Shock shock) => shock.Amount is ShockSize.Fixed { Value: > 0 };

    /// <summary>One loss of external assets for each positive amount.</summary>
    public static Shock[] AssetLosses(double[] amounts) => [.. amounts.Select((amount, institution) => AssetLoss(institution, amount)).Where(IsAny)];

    /// <summary>An institution loses an amount of equity.</summary>
    public static Shock EquityLoss(int institution, double amount) => new() { Kind = ShockKind.EquityLoss, Target = Ids(institution), Amount = amount };

    /// <summary>Every institution loses a share of its equity.</summary>
    public static Shock EquityLossOfAll(double fraction) => new() { Kind = ShockKind.EquityLoss, Target = new Target.All(), Fraction = fraction };

    /// <summary>Every institution fails in turn.</summary>
    public static Shock DefaultInTurn() => new() { Kind = ShockKind.Default, Target = new Target.Each(new Target.All()) };

    private static Target.Ids Ids(params int[] institutions) => new([.. institutions.Select(institution => $"B{institution}")]);
}
