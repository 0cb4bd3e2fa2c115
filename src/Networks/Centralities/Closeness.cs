namespace Contagion.Networks;

/// <summary>Closeness: how near an institution is to those that it reaches, and how many they are.</summary>
/// <remarks>
/// (r/Σd) (r/(n − 1)) with r the others it reaches: Wasserman and Faust (1994), Social Network Analysis, p. 201; (n − 1)/Σd where it reaches everybody. Lengths are
/// one over amounts, so that its unit is money. From a sample of ends: Eppstein and Wang (2004), Journal of Graph Algorithms and Applications 8(1):39–45.
/// </remarks>
public static class Closeness
{
    /// <summary>In units of money; 0 for who reaches nobody.</summary>
    /// <param name="reverse">Row i: who reaches i in one step; claims for impact, debts for vulnerability.</param>
    /// <param name="sample">To whom distances are counted.</param>
    public static Centrality Of(CompressedRows reverse, SourceSample sample) => Of(PathSums.Of(reverse, sample, hasBetween: false), sample);

    internal static Centrality Of(PathSums sums, SourceSample sample)
    {
        double[] values = [.. Enumerable.Range(0, sample.Count).Select(one =>
            sums.Distance[one] > 0 ? sums.Reached[one] / sums.Distance[one] * (sums.Reached[one] / sums.SourcesBeside(one).Sources) : 0)];
        return new Centrality(values)
        {
            Sources = sample.IsExact ? null : sample.Sources.Length,
            StandardErrors = sample.IsExact ? null : [.. values.Select((value, one) => value * sums.ClosenessError(one))],
        };
    }
}
