namespace Contagion.Analysis;

/// <summary>Whether contagion struck the centre of the network: losses weighed by centrality, beside their plain mean.</summary>
/// <param name="Value">Σ c ℓ / Σ c over those who count; null where nobody counts or nobody is central.</param>
/// <param name="Mean">The plain mean of ℓ; null where nobody counts.</param>
/// <param name="Concentration">Value over mean: above 1, contagion sits at the centre; null where either is undefined or the mean is 0.</param>
/// <param name="Count">How many count.</param>
/// <remarks><c>models.md</c> 9.3. Centrality is that of the network before the shock.</remarks>
public sealed record CentralityWeighted(double? Value, double? Mean, double? Concentration, int Count)
{
    /// <summary>Weighs losses by centrality.</summary>
    /// <param name="centrality">c of each institution, at least 0, in any unit.</param>
    /// <param name="shares">ℓ of each institution, and who counts.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN, infinite or (centrality) negative.</exception>
    public static CentralityWeighted Of(ReadOnlySpan<double> centrality, ContagionShares shares) => Of(centrality, shares.Loss, shares.Counted);

    /// <summary>Weighs losses by centrality.</summary>
    /// <param name="centrality">c of each institution, at least 0, in any unit.</param>
    /// <param name="loss">ℓ of each institution; not looked at where it does not count.</param>
    /// <param name="counted">Whether an institution counts; empty when all do.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN, infinite or (centrality) negative.</exception>
    public static CentralityWeighted Of(ReadOnlySpan<double> centrality, ReadOnlySpan<double> loss, ReadOnlySpan<bool> counted)
    {
        Refuse.OtherLength(loss.Length, centrality.Length, nameof(loss));
        Refuse.OtherLength(counted.IsEmpty ? loss.Length : counted.Length, loss.Length, nameof(counted));
        var (weights, weighed, plain, count) = (new double[loss.Length], new double[loss.Length], new double[loss.Length], 0);
        for (var institution = 0; institution < loss.Length; institution++)
        {
            if (counted.IsEmpty || counted[institution])
            {
                Refuse.NoAmount(centrality[institution], institution, nameof(centrality));
                Refuse.NotFinite(loss[institution], institution, nameof(loss));
                weights[count] = centrality[institution];
                weighed[count] = centrality[institution] * loss[institution];
                plain[count++] = loss[institution];
            }
        }

        var weight = Distribution.Sum(weights.AsSpan(0, count));
        double? value = weight > 0 ? Distribution.Sum(weighed.AsSpan(0, count)) / weight : null;
        double? mean = count > 0 ? Distribution.Sum(plain.AsSpan(0, count)) / count : null;
        return new CentralityWeighted(value, mean, mean is { } average and not 0 ? value / average : null, count);
    }
}
