namespace Contagion.Engine.Tests.Textbook;

/// <summary>Repeats a map until it stands still. Source: Tarski 1955; models.md 0.2.</summary>
internal static class PicardIteration
{
    private const int StepsMax = 1_000_000;

    /// <summary>Iterates from <paramref name="start"/> until no entry moves by more than 1e-14 of <paramref name="scale"/>.</summary>
    internal static double[] Run(double[] start, double scale, Func<double[], double[]> map)
    {
        var current = start;
        for (var step = 0; step < StepsMax; step++)
        {
            var next = map(current);
            var change = Distance(next, current);
            current = next;
            if (change <= 1e-14 * Math.Max(1, scale))
            {
                return current;
            }
        }

        throw new InvalidOperationException($"No fixed point after {StepsMax} steps.");
    }

    /// <summary>The largest absolute difference.</summary>
    internal static double Distance(double[] left, double[] right) =>
        left.Select((value, i) => Math.Abs(value - right[i])).DefaultIfEmpty(0).Max();
}
