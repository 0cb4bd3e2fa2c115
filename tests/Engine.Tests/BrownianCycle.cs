using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>The cycle of models.md TV-NEVA-GBM: A owes C, C owes B, B owes A, 0.5 each.</summary>
internal static class BrownianCycle
{
    public static readonly double[] Assets = [10, 5, 3];
    public static readonly double[] Volatility = [.05, .10, .15];

    public static Network Network { get; } = TestNetwork.Of(
        new[,] { { 0, 0, .5 }, { .5, 0, 0 }, { 0, .5, 0 } }, Assets, [9, 4, 2], complete: (node, given) => given with { Volatility = Volatility[node] });
}
