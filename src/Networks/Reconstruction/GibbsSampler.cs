namespace Contagion.Networks;

/// <summary>Draws networks that have the marginals from a prior: each sample is the end of a chain of its own, so that one can be drawn alone.</summary>
internal sealed class GibbsSampler
{
    /// <summary>Sweeps in which the prior is fitted to the density.</summary>
    private const int CalibrationSweeps = 400;

    /// <summary>Counts of links that are averaged in each of them.</summary>
    private const int CountsASweep = 10;

    private const int SweepStepsMin = 100;

    private readonly Marginals _marginals;
    private readonly int _burnIn;

    /// <param name="marginals">The marginals, of more than nothing and without a hub.</param>
    /// <param name="prior">The prior.</param>
    /// <param name="links">Links that are expected about.</param>
    /// <param name="burnIn">Sweeps of a chain before its network is taken.</param>
    public GibbsSampler(Marginals marginals, LinkPrior prior, double links, int burnIn) => (_marginals, Prior, Links, _burnIn) = (marginals, prior, links, burnIn);

    /// <summary>The prior.</summary>
    public LinkPrior Prior { get; }

    /// <summary>Links that are expected about.</summary>
    public double Links { get; }

    /// <summary>Steps of a sweep: one a link. In a network of a few institutions most steps visit somebody twice, and a sweep takes more of them.</summary>
    public long SweepSteps => Math.Max(SweepStepsMin, (long)Math.Ceiling(Links));

    /// <summary>The sampler whose networks have, on average, about as many links as asked for.</summary>
    /// <param name="marginals">The marginals, of more than nothing and without a hub.</param>
    /// <param name="prior">A prior with about as many links before totals are known; scaled until there are so many after.</param>
    /// <param name="links">Links wanted.</param>
    /// <param name="burnIn">Sweeps of a chain before its network is taken.</param>
    /// <remarks>
    /// Robbins and Monro (1951), Annals of Mathematical Statistics 22(3):400–407, on the logarithm of the prior's scale with steps ∝ 1/√t, and the average of the
    /// second half: Polyak and Juditsky (1992), SIAM Journal on Control and Optimization 30(4):838–855. A function of the marginals alone, not of a seed.
    /// </remarks>
    public static GibbsSampler Calibrated(Marginals marginals, LinkPrior prior, double links, int burnIn)
    {
        var sampler = new GibbsSampler(marginals, prior, links, burnIn);
        if (links >= marginals.Pairs)
        {
            return sampler;
        }

        var chain = sampler.Start(0, 0);
        var (log, sum) = (0.0, 0.0);
        for (var sweep = 0; sweep < CalibrationSweeps; sweep++)
        {
            chain.Prior = prior.Scaled(Elementary.Exp(log));
            var counted = 0.0;
            for (var count = 0; count < CountsASweep; count++)
            {
                chain.Run((sampler.SweepSteps + CountsASweep - 1) / CountsASweep);
                counted += chain.Links;
            }

            log += ((counted / CountsASweep / links) - 1) / Math.Sqrt(1 + (sweep / 4.0));
            sum += sweep < CalibrationSweeps / 2 ? 0 : log;
        }

        return new GibbsSampler(marginals, prior.Scaled(Elementary.Exp(sum / (CalibrationSweeps / 2))), links, burnIn);
    }

    /// <summary>The chain of a sample before its first step: of every two one begins with few links, the other with many.</summary>
    public GibbsChain Start(ulong seed, uint sample)
    {
        var start = Links >= _marginals.Pairs ? MaximumEntropy.Solve(_marginals)
            : GibbsStart.Draw(_marginals, sample % 2 == 0 ? 0 : Math.Min(2 * Links, _marginals.Pairs), seed, sample);
        return new GibbsChain(start, Prior, seed, sample);
    }

    /// <summary>The chain of a sample where its network is taken.</summary>
    public GibbsChain BurntIn(ulong seed, uint sample)
    {
        var chain = Start(seed, sample);
        chain.Run(_burnIn * SweepSteps);
        return chain;
    }
}
