namespace Contagion.Networks;

/// <summary>The spectral radius of nonnegative rows: by how much what goes round in a network grows or shrinks with every step, in the long run.</summary>
/// <param name="Lower">It is not below this.</param>
/// <param name="Upper">It is not above this.</param>
/// <param name="Converged">Whether the bounds met.</param>
/// <remarks>The largest over strongly connected components, each between bounds of its own; 0 where nothing goes round.</remarks>
public sealed record SpectralRadius(double Lower, double Upper, bool Converged)
{
    /// <summary>What lies between the bounds.</summary>
    public double Value => Lower + ((Upper - Lower) / 2);

    /// <summary>Computes it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="components">Their strongly connected components.</param>
    /// <param name="scale">What each row is multiplied by, above 0; null for 1.</param>
    public static SpectralRadius Of(CompressedRows rows, Components components, double[]? scale = null)
    {
        var radius = new SpectralRadius(0, 0, true);
        // The largest first: smaller ones are then mostly out of the question.
        foreach (var component in Enumerable.Range(0, components.Count).Where(one => components.SizeOf(one) > 1).OrderByDescending(components.SizeOf))
        {
            var members = components.MembersOf(component);
            if (LargestSum(rows, members, components.Of, component, scale) > radius.Lower)
            {
                var root = PerronRoot.Of(rows, members, scale);
                radius = new SpectralRadius(Math.Max(radius.Lower, root.Lower), Math.Max(radius.Upper, root.Upper), radius.Converged && root.Converged);
            }
        }

        return radius;
    }

    /// <summary>The largest sum of a row within a component, which the spectral radius does not exceed.</summary>
    private static double LargestSum(CompressedRows rows, int[] members, ReadOnlySpan<int> of, int component, double[]? scale)
    {
        var largest = 0.0;
        foreach (var member in members)
        {
            var sum = 0.0;
            for (var entry = rows.Start[member]; entry < rows.Start[member + 1]; entry++)
            {
                sum += of[rows.Column[entry]] == component ? rows.Amount[entry] : 0;
            }

            largest = Math.Max(largest, scale is null ? sum : scale[member] * sum);
        }

        return largest;
    }
}
