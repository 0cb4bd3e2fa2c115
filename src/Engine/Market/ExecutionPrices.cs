using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What the convention on execution prices makes of a fall of the price.</summary>
internal static class ExecutionPrices
{
    /// <summary>The share of the fall that those who sell bear on what they sell: all, half or nothing of it.</summary>
    public static double BorneBySellers(this ExecutionPrice execution) => execution switch
    {
        ExecutionPrice.Post => 1,
        ExecutionPrice.Average => 0.5,
        ExecutionPrice.Pre => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(execution), execution, "Not an execution price."),
    };
}
