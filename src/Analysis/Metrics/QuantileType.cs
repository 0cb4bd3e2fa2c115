namespace Contagion.Analysis;

/// <summary>How a quantile is read off a sample; numbered as in R.</summary>
/// <remarks>Hyndman and Fan (1996), The American Statistician 50(4):361–365.</remarks>
public enum QuantileType
{
    /// <summary>A number of the sample: x_(⌈aN⌉). What value at risk is here.</summary>
    Inverse = 1,

    /// <summary>Between numbers at place a(N + 1).</summary>
    Weibull = 6,

    /// <summary>Between numbers at place a(N − 1) + 1; what R and pandas use unless told otherwise.</summary>
    Linear = 7,

    /// <summary>Between numbers at place a(N + 1/3) + 1/3; nearly the same median bias for every distribution.</summary>
    MedianUnbiased = 8,
}
