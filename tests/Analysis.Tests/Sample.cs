using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>A chain that can be followed by hand: B0 owes B1 6, B1 owes B2 4; equities 10, 5, 20.</summary>
internal static class Sample
{
    public static Network Chain { get; } = TestNetwork.Of(new double[,] { { 0, 6, 0 }, { 0, 0, 4 }, { 0, 0, 0 } }, equity: [10, 5, 20]);

    /// <summary>B0 fails: B1 loses 6 of 5 and fails, B2 loses 4 of 20.</summary>
    public static RunResult FirstFails { get; } = TestRun.Single(Chain, new Furfine(), TestRun.Default(0));

    /// <summary>Each fails in turn.</summary>
    public static RunResult InTurn { get; } = TestRun.Of(Chain, new Furfine(), null, 1, TestRun.DefaultInTurn());

    /// <summary>One of the three at random loses half of its equity, in nine replications.</summary>
    public static RunResult AtRandom { get; } = TestRun.Of(
        Chain, new LinearDebtRank(), new RunSettings { Replications = 9, Seed = 3 }, 1, new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(1, new Target.All()), Fraction = 0.5 });
}
