namespace Contagion.Analysis;

/// <summary>How far numbers are from their mean.</summary>
internal static class Deviations
{
    /// <summary>z = x less its mean, in units of the largest deviation, of the members of spatial weights; null where there are none or all x are the same.</summary>
    /// <remarks>Measured by the largest, so that neither large nor small units of x lose anything.</remarks>
    public static double[]? Of(SpatialWeights weights, ReadOnlySpan<double> x)
    {
        Refuse.OtherLength(x.Length, weights.Institutions, nameof(x));
        var z = new double[weights.Members.Count];
        for (var member = 0; member < z.Length; member++)
        {
            var institution = weights.Members[member];
            Refuse.NotFinite(x[institution], institution, nameof(x));
            z[member] = x[institution];
        }

        if (z.Length == 0 || z.AsSpan().IndexOfAnyExcept(z[0]) < 0)
        {
            return null;
        }

        var (mean, largest) = (Distribution.Sum(z) / z.Length, 0.0);
        for (var member = 0; member < z.Length; member++)
        {
            z[member] -= mean;
            largest = Math.Max(largest, Math.Abs(z[member]));
        }

        for (var member = 0; member < z.Length; member++)
        {
            z[member] /= largest;
        }

        return z;
    }
}
