using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>All networks that have the totals, as likely as a prior makes them: what is not known of who lends to whom stays open.</summary>
/// <remarks><see cref="GibbsChain"/> says how.</remarks>
public sealed record Gibbs : Reconstruction
{
    /// <summary>More sweeps than this are no burn-in.</summary>
    public const int BurnInMax = 1_000_000;

    /// <summary>A step is numbered in 32 bits, and those who look at a chain go on for as long again.</summary>
    private const double StepsMax = uint.MaxValue / 4.0;

    /// <inheritdoc/>
    public override string Name => "gibbs";

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <summary>Average links over n (n − 1).</summary>
    [Description("Links on average, as a share of all pairs of different institutions. The prior is scaled until networks with these totals have so many.")]
    [Range(0, 1)]
    public required double Density { get; init; }

    /// <summary>What is believed before totals are known.</summary>
    [Description("What is believed of who lends to whom before totals are known: erdos-renyi, every pair alike; or fitness, large institutions rather than small ones.")]
    public GibbsPrior Prior { get; init; }

    /// <summary>Sweeps before a network is taken.</summary>
    [Description("How many sweeps a chain makes before its network is taken, each of as many steps as the network has links.")]
    [Range(1, BurnInMax)]
    public int BurnIn { get; init; } = 1000;

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults(Marginals marginals)
    {
        foreach (var fault in DensityFaults(Density, marginals, marginals.Creditors + marginals.Debtors - 1))
        {
            yield return fault;
        }

        if (BurnIn * LinksOf(Density, marginals) > StepsMax)
        {
            yield return ("burnIn", FormattableString.Invariant($"'burnIn' is {BurnIn}: {BurnIn * LinksOf(Density, marginals):N0} steps for each network; expected at most {StepsMax:N0}"));
        }
    }

    /// <inheritdoc/>
    public override NetworkSize SizeExpected(Marginals marginals) => new(marginals.Count, LinksOf(Density, marginals));

    /// <inheritdoc/>
    public override Func<ulong, uint, CompressedRows> Prepare(Marginals marginals)
    {
        if (Sampler(marginals) is { } sampler)
        {
            return (seed, sample) => sampler.BurntIn(seed, sample).Claims();
        }

        var only = marginals.Total == 0 ? CompressedRows.Empty(marginals.Count) : marginals.Star();
        return (_, _) => only;
    }

    /// <summary>Looks whether the burn-in is long enough; null where only one network has the marginals.</summary>
    /// <param name="marginals">The marginals.</param>
    /// <param name="seed">The scenario's seed.</param>
    public GibbsDiagnosis? Diagnose(Marginals marginals, ulong seed) =>
        Sampler(marginals) is { } sampler ? GibbsDiagnosis.Of(sampler, marginals, BurnIn, seed) : null;

    /// <summary>What draws; null where only one network has the marginals.</summary>
    internal GibbsSampler? Sampler(Marginals marginals)
    {
        if (marginals.Total == 0 || marginals.Hub is not null)
        {
            return null;
        }

        var links = Math.Min(LinksOf(Density, marginals), marginals.Pairs);
        LinkPrior prior = Prior == GibbsPrior.Fitness
            ? new FitnessPrior(FitnessModel.Of(marginals, links))
            : ErdosRenyiPrior.Of(links, marginals.Pairs, marginals.Total);
        return GibbsSampler.Calibrated(marginals, prior, links, BurnIn);
    }
}

/// <summary>What is believed of who lends to whom before totals are known.</summary>
public enum GibbsPrior
{
    /// <summary>Every pair is linked with the same probability, and amounts are of one size.</summary>
    ErdosRenyi,

    /// <summary>Pairs are linked, and owe, as the fitness model says.</summary>
    Fitness,
}
