namespace Contagion.Engine;

/// <summary>Integrals of functions that are smooth but for what lies at or just beyond the upper end.</summary>
/// <remarks>Gauss and Legendre's rule of ten points on panels that halve towards the upper end: each panel is as far from that end as it is long,
/// which makes the error of one 1e-15 of it. The same bits everywhere, as long as the function's are.</remarks>
internal static class GradedQuadrature
{
    private const int Panels = 52;

    private static ReadOnlySpan<double> Point =>
        [0.14887433898163121, 0.43339539412924719, 0.67940956829902441, 0.86506336668898451, 0.97390652851717172];

    private static ReadOnlySpan<double> Weight =>
        [0.29552422471475287, 0.26926671930999636, 0.21908636251598204, 0.14945134915058059, 0.06667134430868814];

    /// <summary>∫ f from <paramref name="from"/> to <paramref name="to"/>; f is never asked at either end.</summary>
    public static double Integrate(Func<double, double> function, double from, double to)
    {
        var (sum, length) = (0.0, to - from);
        for (var panel = 0; panel < Panels; panel++)
        {
            // The last panel reaches the end; what it gets wrong is 2⁻⁵² of the whole.
            length = panel < Panels - 1 ? length / 2 : length;
            var (middle, half) = (from + (length / 2), length / 2);
            var area = 0.0;
            for (var point = 0; point < Point.Length; point++)
            {
                area += Weight[point] * (function(middle - (half * Point[point])) + function(middle + (half * Point[point])));
            }

            sum += half * area;
            from += length;
        }

        return sum;
    }
}
