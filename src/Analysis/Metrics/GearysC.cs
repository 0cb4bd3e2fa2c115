namespace Contagion.Analysis;

/// <summary>Geary's C: how far neighbours differ, measured by how far any two institutions differ.</summary>
/// <remarks>Geary (1954), The Incorporated Statistician 5(3):115–146.</remarks>
public static class GearysC
{
    /// <summary>C = (n − 1) Σ w_ij (x_i − x_j)² / (2 S₀ Σ z_i²): 1 where neighbours are like any two, below 1 where they are alike.</summary>
    /// <param name="weights">Who is whose neighbour.</param>
    /// <param name="x">A number for each institution; not looked at where it has no neighbours.</param>
    /// <returns>Null where nobody has a neighbour or all x are the same.</returns>
    /// <exception cref="ArgumentException">There is not one x for each institution, or one is NaN or infinite.</exception>
    public static double? Of(SpatialWeights weights, ReadOnlySpan<double> x)
    {
        if (Deviations.Of(weights, x) is not { } z)
        {
            return null;
        }

        var (rows, apart) = (weights.Rows, new double[z.Length]);
        for (var member = 0; member < z.Length; member++)
        {
            for (var entry = rows.Start[member]; entry < rows.Start[member + 1]; entry++)
            {
                var off = z[member] - z[rows.Column[entry]];
                apart[member] += rows.Amount[entry] * off * off;
            }
        }

        var squares = Distribution.Sum([.. z.Select(one => one * one)]);
        return (z.Length - 1) * Distribution.Sum(apart) / (2 * weights.Total * squares);
    }
}
