using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

public sealed class CreditFactorTests
{
    // TV-VAS of models.md 6.1.
    [Theory]
    [InlineData(0.02, 0.15, 0.5, 0.0129534850)]
    [InlineData(0.02, 0.15, 0.99, 0.1055873433)]
    [InlineData(0.02, 0.15, 0.999, 0.1763289391)]
    [InlineData(0.05, 0.12, 0.999, 0.2701775989)]
    public void The_default_rate_of_a_large_pool_has_the_printed_quantiles(double probability, double correlation, double level, double rate) =>
        Assert.Equal(rate, CreditFactor.PoolQuantile(probability, correlation, level), 9);

    // TV-VAS, the draw: PD 10 %, ρ 0.3, Z = −1.5.
    [Fact]
    public void A_draw_has_the_printed_fortunes_and_defaults()
    {
        double[] own = [.3, -.8, 1.2, -1.1, 0];
        double[] printed = [-.5705858283, -1.4909118575, .1824081956, -1.7419098654, -.8215838363];
        var fortunes = own.Select(one => CreditFactor.Latent(0.3, -1.5, one)).ToArray();
        for (var borrower = 0; borrower < own.Length; borrower++)
        {
            // Printed with ten digits.
            Assert.InRange(fortunes[borrower] - printed[borrower], -1e-10, 1e-10);
        }

        Assert.Equal([1, 3], Enumerable.Range(0, 5).Where(borrower => fortunes[borrower] < Elementary.NormalQuantile(0.1)));
        Assert.Equal(0.2912397387, CreditFactor.ConditionalProbability(0.1, 0.3, -1.5), 9);
    }

    // TV-VAS: joint default of two borrowers, PD 10 % and ρ 0.3, is 0.0216164804. Fixed seed; four standard errors.
    [Theory]
    [InlineData(0.3, 0.0216164804)]
    [InlineData(0, 0.01)]
    [InlineData(1, 0.1)]
    public void Two_borrowers_default_together_as_often_as_computed(double correlation, double joint)
    {
        const int replications = 40_000;
        var network = TestNetwork.Of(new double[2, 2], [1, 1], [0, 0]);
        var credit = new Shock { Kind = ShockKind.Credit, Target = new Target.All(), Probability = 0.1, Correlation = correlation };
        var result = TestRun.Of(network, new Furfine(), new RunSettings { Replications = replications, Seed = 11 }, 2, credit);
        var both = result.Replications.Count(one => one.Defaults == 2) / (double)replications;
        Assert.True(Math.Abs(both - joint) <= 4 * Math.Sqrt(joint * (1 - joint) / replications), $"{both} instead of {joint}");
        Assert.True(Math.Abs(result.Totals.Defaults[0] / replications - 0.1) <= 4 * Math.Sqrt(0.09 / replications));
    }

    [Fact]
    public void Each_borrower_may_have_its_own_probability_of_default()
    {
        var network = TestNetwork.Of(new double[2, 2], [1, 1], [0, 0], complete: (index, given) => given with { DefaultProbability = index });
        var result = TestRun.Single(network, new Furfine(), new Shock { Kind = ShockKind.Credit, Target = new Target.All() });
        Assert.Equal([-1, 0], result.DefaultRound!);
    }
}
