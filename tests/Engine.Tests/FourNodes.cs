using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>The reference network N4 of models.md 0.4: nodes A, B, C, D.</summary>
internal static class FourNodes
{
    public static readonly double[,] Debt = { { 0, 0, 1, 5 }, { 6, 0, 2, 0 }, { 0, 0, 0, 4 }, { 2, 0, 4, 0 } };
    public static readonly double[] Outside = [4, 6, 0, 8];
    public static readonly double[] Before = [4, 16, 4, 8];
    public static readonly double[] Loss = [2, 15, 0, 3];
    public static readonly double[] After = [2, 1, 4, 5];
    public static readonly double[] Due = [10, 14, 4, 14];

    public static Network Network { get; } = TestNetwork.Of(Debt, Before, Outside);

    public static Shock[] Shock => TestRun.AssetLosses(Loss);
}
