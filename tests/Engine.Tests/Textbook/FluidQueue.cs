namespace Contagion.Engine.Tests.Textbook;

/// <summary>What became of load, sub-period by sub-period.</summary>
internal sealed record FluidQueueResult(double[] Served, double[] Queue, double[] Dropped);

/// <summary>A queue of load in front of limited capacity. Source: models.md 5.4.</summary>
internal static class FluidQueue
{
    /// <param name="load">λ of each sub-period.</param>
    /// <param name="rate">μ.</param>
    /// <param name="queueMax">Q_max.</param>
    /// <param name="level">σ of each sub-period.</param>
    /// <param name="elasticity">By how much of itself capacity may grow in a sub-period.</param>
    internal static FluidQueueResult Run(double[] load, double rate, double queueMax, double[] level, double elasticity = 0)
    {
        var result = new FluidQueueResult(new double[load.Length], new double[load.Length], new double[load.Length]);
        var (queue, capacity) = (0.0, rate);
        for (var t = 0; t < load.Length; t++)
        {
            var todo = queue + load[t];
            result.Served[t] = Math.Min(todo, capacity * level[t]);
            queue = Math.Min(todo - result.Served[t], queueMax);
            result.Dropped[t] = todo - result.Served[t] - queue;
            result.Queue[t] = queue;
            capacity = Math.Max(rate, Math.Min(todo, capacity * (1 + elasticity)));
        }

        return result;
    }
}
