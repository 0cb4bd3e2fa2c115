namespace Contagion.Analysis;

/// <summary>Student's t distribution, as far as confidence intervals need it.</summary>
/// <remarks>Tabulated, and expanded beyond the table: the same bits everywhere, which the system's logarithm and power would not give.</remarks>
internal static class StudentT
{
    private const double Normal975 = 1.959963984540054;

    private static ReadOnlySpan<double> Table =>
    [
        12.706204736174698, 4.302652729749464, 3.182446305283708, 2.776445105197793, 2.570581835636315, 2.446911851144969, 2.364624251592785,
        2.306004135204172, 2.262157162798205, 2.228138851986274, 2.200985160091639, 2.178812829667229, 2.160368656462792, 2.144786687917804,
        2.131449545559776, 2.119905299221255, 2.109815577833317, 2.100922040241038, 2.093024054408309, 2.085963447265864, 2.079613844727680,
        2.073873067904022, 2.068657610419046, 2.063898561628026, 2.059538552753294, 2.055529438642873, 2.051830516480281, 2.048407141795245,
        2.045229642132705, 2.042272456301236,
    ];

    /// <summary>The 97.5 % quantile for a number of degrees of freedom, at least 1.</summary>
    /// <remarks>Beyond 30: the Cornish-Fisher expansion in 1/ν, Abramowitz and Stegun (1964) 26.7.5; error below 1e-7.</remarks>
    public static double Quantile975(int degrees)
    {
        if (degrees <= 0)
        {
            return double.NaN;
        }

        if (degrees <= Table.Length)
        {
            return Table[degrees - 1];
        }

        const double z = Normal975;
        const double z2 = z * z;
        const double first = z * (z2 + 1) / 4;
        const double second = z * ((((5 * z2) + 16) * z2) + 3) / 96;
        const double third = z * ((((((3 * z2) + 19) * z2) + 17) * z2) - 15) / 384;
        const double fourth = z * ((((((((79 * z2) + 776) * z2) + 1482) * z2) - 1920) * z2) - 945) / 92160;
        var inverse = 1.0 / degrees;
        return z + (inverse * (first + (inverse * (second + (inverse * (third + (inverse * fourth)))))));
    }
}
