using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Samples of the Gibbs sampler as a scenario draws them.</summary>
public sealed class GibbsTests
{
    // The prior is scaled until the mean is right: 400 sweeps leave about two per cent, the mean of 40 samples another two.
    [Theory]
    [InlineData(GibbsPrior.ErdosRenyi, 0.12)]
    [InlineData(GibbsPrior.Fitness, 0.12)]
    public void Networks_have_the_density_asked_for_on_average(GibbsPrior prior, double density)
    {
        var marginals = new MarginalsCase("reconstruct-dcm-crema50").Marginals;
        var draw = new Gibbs { Marginals = "m.csv", Density = density, Prior = prior, BurnIn = 40 }.Prepare(marginals);

        var samples = Enumerable.Range(0, 40).Select(sample => draw(11, (uint)sample)).ToArray();

        Assert.All(samples, claims => Assert.True(marginals.ErrorOf(claims) < 1e-12));
        Assert.Equal(density, samples.Average(claims => claims.Count) / (50 * 49), 0.06 * density);
    }

    [Fact]
    public void A_sample_can_be_drawn_alone_and_seeds_differ()
    {
        var marginals = new MarginalsCase("reconstruct-dcm-crema50").Marginals;
        Gibbs method = new() { Marginals = "m.csv", Density = 0.1, BurnIn = 5 };
        var draw = method.Prepare(marginals);
        _ = draw(1, 0);

        Assert.Equal(draw(1, 3).Amount.ToArray(), method.Prepare(marginals)(1, 3).Amount.ToArray());
        Assert.NotEqual(draw(1, 3).Amount.ToArray(), draw(1, 5).Amount.ToArray());
        Assert.NotEqual(draw(1, 3).Amount.ToArray(), draw(2, 3).Amount.ToArray());
    }

    // Even samples begin sparse and odd ones dense; both hang together and have the totals.
    [Fact]
    public void Starts_lie_on_both_sides_of_what_is_asked_for()
    {
        var marginals = new MarginalsCase("reconstruct-sim125").Marginals;

        var (sparse, dense) = (GibbsStart.Draw(marginals, 0, 1, 0), GibbsStart.Draw(marginals, 1550, 1, 1));

        Assert.InRange(sparse.Count, 249, 300);
        Assert.InRange(dense.Count, 1550, 1800);
        Assert.True(marginals.ErrorOf(sparse) < 1e-13 && marginals.ErrorOf(dense) < 1e-13);
    }

    [Fact]
    public void A_diagnosis_tells_a_burn_in_that_is_too_short()
    {
        var marginals = new MarginalsCase("reconstruct-dcm-crema50").Marginals;

        var (brief, long_) = (Diagnose(2), Diagnose(700));

        Assert.False(brief.IsMixed, $"R-hat {brief.RHat}");
        Assert.True(long_.IsMixed, $"R-hat {long_.RHat}, effective size {long_.EffectiveSize}");
        Assert.Equal(300, long_.Measures[0].Mean, 15.0);

        GibbsDiagnosis Diagnose(int burnIn) => new Gibbs { Marginals = "m.csv", Density = 300.0 / (50 * 49), Prior = GibbsPrior.Fitness, BurnIn = burnIn }.Diagnose(marginals, 1)!;
    }

    [Fact]
    public void Only_one_network_needs_no_chain()
    {
        var marginals = Marginals.Of([3, 4, 0], [4, 1, 2]);
        Gibbs method = new() { Marginals = "m.csv", Density = 0.5 };

        Assert.Null(method.Diagnose(marginals, 1));
        Assert.Equal(marginals.Star().Amount.ToArray(), method.Prepare(marginals)(1, 7).Amount.ToArray());
    }

    [Theory]
    [InlineData(0.19, 1000, "density", "expected at least 10")]
    [InlineData(0.7, 1000, "density", "expected at most 26")]
    [InlineData(0.4, 1_000_000, null, "")]
    public void A_density_that_no_network_has_is_told(double density, int burnIn, string? expectedKey, string expected)
    {
        var faults = new Gibbs { Marginals = "m.csv", Density = density, BurnIn = burnIn }.Faults(new MarginalsCase("reconstruct-anand7").Marginals).ToArray();

        Assert.Equal(expectedKey, faults.SingleOrDefault().Key);
        Assert.Contains(expected, faults.SingleOrDefault().Fault ?? "", StringComparison.Ordinal);
    }

    // (1 − p) / p² is scaled, and λ stays in proportion to p: λ / p is pairs / total.
    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void A_scaled_prior_keeps_the_total_expected(double factor)
    {
        var prior = (ErdosRenyiPrior)ErdosRenyiPrior.Of(100, 400, 50).Scaled(factor);

        Assert.Equal(factor * 0.75 / 0.25 / (100 / 50.0), prior.Absence(0, 1), 1e-12);
        Assert.Equal(50, 400 * prior.LinkProbability / prior.Rate(0, 1), 1e-10);
    }
}
