namespace Contagion.Analysis;

/// <summary>What contagion took of each institution, as a share, and which institutions count.</summary>
/// <param name="Loss">ℓ of each institution, in [0, 1]; 0 where it does not count.</param>
/// <param name="Counted">Whether ℓ is defined for it and it is not left out.</param>
/// <remarks>The variants of centrality-weighted contagion (<c>models.md</c> 9.3) differ in nothing else.</remarks>
public sealed record ContagionShares(double[] Loss, bool[] Counted)
{
    /// <summary>CWC: equity lost beyond the direct shock over initial equity; those count who had equity.</summary>
    /// <param name="initialEquity">w⁰ before the shocks.</param>
    /// <param name="directLoss">What shocks took of each, at least 0.</param>
    /// <param name="finalEquity">w at the end.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN, infinite or (direct losses) negative.</exception>
    /// <remarks>ℓ = clip((max(0, w⁰ − direct) − max(0, w)) / w⁰, 0, 1).</remarks>
    public static ContagionShares OfEquity(ReadOnlySpan<double> initialEquity, ReadOnlySpan<double> directLoss, ReadOnlySpan<double> finalEquity)
    {
        MustFit(initialEquity, directLoss, finalEquity);
        var (loss, counted) = (new double[initialEquity.Length], new bool[initialEquity.Length]);
        for (var institution = 0; institution < loss.Length; institution++)
        {
            var equity = initialEquity[institution];
            counted[institution] = equity > 0;
            if (counted[institution])
            {
                loss[institution] = Share(Math.Max(0, equity - directLoss[institution]) - Math.Max(0, finalEquity[institution]), equity);
            }
        }

        return new ContagionShares(loss, counted);
    }

    /// <summary>CWC_A: contagion loss over assets or claims, for lenders and depositors too; those count who had any.</summary>
    /// <param name="contagionLoss">What each lost beyond the direct shock; below 0 (a gain) counts as 0.</param>
    /// <param name="assets">Assets or claims of each before the shocks, at least 0.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN, infinite or (assets) negative.</exception>
    public static ContagionShares OfAssets(ReadOnlySpan<double> contagionLoss, ReadOnlySpan<double> assets)
    {
        Refuse.NotFinite(contagionLoss, nameof(contagionLoss));
        Refuse.OtherLength(assets.Length, contagionLoss.Length, nameof(assets));
        Refuse.NoAmount(assets, nameof(assets));
        var (loss, counted) = (new double[assets.Length], new bool[assets.Length]);
        for (var institution = 0; institution < loss.Length; institution++)
        {
            counted[institution] = assets[institution] > 0;
            if (counted[institution])
            {
                loss[institution] = Share(contagionLoss[institution], assets[institution]);
            }
        }

        return new ContagionShares(loss, counted);
    }

    /// <summary>CWC_D: 1 for a contagious default, else 0; those count who had equity.</summary>
    /// <param name="isContagiousDefault">Whether each defaulted although the direct shock alone does not explain it.</param>
    /// <param name="initialEquity">w⁰ before the shocks.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN or infinite.</exception>
    public static ContagionShares OfDefaults(ReadOnlySpan<bool> isContagiousDefault, ReadOnlySpan<double> initialEquity)
    {
        Refuse.OtherLength(isContagiousDefault.Length, initialEquity.Length, nameof(isContagiousDefault));
        Refuse.NotFinite(initialEquity, nameof(initialEquity));
        var (loss, counted) = (new double[initialEquity.Length], new bool[initialEquity.Length]);
        for (var institution = 0; institution < loss.Length; institution++)
        {
            counted[institution] = initialEquity[institution] > 0;
            loss[institution] = counted[institution] && isContagiousDefault[institution] ? 1 : 0;
        }

        return new ContagionShares(loss, counted);
    }

    /// <summary>CWC_excl: the same without those whom shocks hit.</summary>
    /// <param name="seeds">Indices of the institutions to leave out.</param>
    public ContagionShares Without(IEnumerable<int> seeds)
    {
        var (loss, counted) = ((double[])Loss.Clone(), (bool[])Counted.Clone());
        foreach (var seed in seeds)
        {
            (loss[seed], counted[seed]) = (0, false);
        }

        return new ContagionShares(loss, counted);
    }

    /// <summary>Refuses what is no equity before, direct loss and equity after of the same institutions.</summary>
    internal static void MustFit(ReadOnlySpan<double> initialEquity, ReadOnlySpan<double> directLoss, ReadOnlySpan<double> finalEquity)
    {
        Refuse.NotFinite(initialEquity, nameof(initialEquity));
        Refuse.OtherLength(directLoss.Length, initialEquity.Length, nameof(directLoss));
        Refuse.NoAmount(directLoss, nameof(directLoss));
        Refuse.OtherLength(finalEquity.Length, initialEquity.Length, nameof(finalEquity));
        Refuse.NotFinite(finalEquity, nameof(finalEquity));
    }

    private static double Share(double lost, double of) => Math.Clamp(lost / of, 0, 1);
}
