namespace Contagion.Networks;

/// <summary>Harmonic centrality: the mean of one over the distance to everybody else, 0 for those out of reach.</summary>
/// <remarks>
/// Σ (1/d)/(n − 1). Marchiori and Latora (2000), Physica A 285(3–4):539–546; Boldi and Vigna (2014), Internet Mathematics 10(3–4):222–262. Lengths are one over
/// amounts, so that its unit is money: it is what an institution would owe everybody on a complete network as near as this one.
/// </remarks>
public static class Harmonic
{
    /// <summary>In units of money.</summary>
    /// <param name="reverse">Row i: who reaches i in one step; claims for impact, debts for vulnerability.</param>
    /// <param name="sample">To whom distances are counted.</param>
    public static Centrality Of(CompressedRows reverse, SourceSample sample) => Of(PathSums.Of(reverse, sample, hasBetween: false), sample);

    internal static Centrality Of(PathSums sums, SourceSample sample) =>
        new([.. Enumerable.Range(0, sample.Count).Select(one => sums.SourcesBeside(one) is (> 0 and var sources, _) ? sums.Inverse[one] / sources : 0)])
        {
            Sources = sample.IsExact ? null : sample.Sources.Length,
            StandardErrors = sample.IsExact ? null : [.. Enumerable.Range(0, sample.Count).Select(sums.InverseError)],
        };
}
