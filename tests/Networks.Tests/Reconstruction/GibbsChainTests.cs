using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>How often a chain is where, against laws worked out by hand. Chances of a false alarm: beyond 4.5 standard errors, 1 in 140,000.</summary>
public sealed class GibbsChainTests
{
    private const double StandardErrors = 4.5;

    // TV-GV of models.md 8.5: x = L[0,1] lies in [.2, .9], uniform between the ends.
    [Theory]
    [InlineData(.5, 1, .2592592593)]
    [InlineData(.8, 2, .7368421053)]
    public void Three_banks_leave_one_number_open(double p, double rate, double between)
    {
        var marginals = Marginals.Of([.7, 1.1, 1.4], [1, 1.3, .9]);

        var states = States(marginals, new ErdosRenyiPrior(p, rate), 40_000, 40, chain => chain.AmountOf(0, 1));

        AssertMean((1 - between) / 2, states, x => x < .2 + 1e-9 ? 1 : 0);
        AssertMean((1 - between) / 2, states, x => x > .9 - 1e-9 ? 1 : 0);
        // Uniform: half of what is between is in the upper half, a fifth in the lowest fifth.
        AssertMean(between / 2, states, x => x is > .55 and < .9 - 1e-9 ? 1 : 0);
        AssertMean(between / 5, states, x => x is > .2 + 1e-9 and < .34 ? 1 : 0);
    }

    // bayes-reconstruct-3: systemicrisk's sample_ERE; the README asks for four combined standard errors.
    [Fact]
    public void Another_program_finds_the_same_means_and_link_probabilities()
    {
        var reference = new MarginalsCase("bayes-reconstruct-3");
        var expected = Table.Read(reference.Folder, "expected.csv");
        foreach (var row in expected.Rows)
        {
            var (debtor, creditor) = (reference.IndexOf(expected.Text(row, "debtor")), reference.IndexOf(expected.Text(row, "creditor")));

            var states = States(reference.Marginals, new ErdosRenyiPrior(.5, .25), 20_000, 40, chain => chain.AmountOf(debtor, creditor));

            AssertMean(expected.Number(row, "mean"), states, x => x, 4, expected.Number(row, "mean_se"));
            AssertMean(expected.Number(row, "prob_link"), states, x => x > 0 ? 1 : 0, 4, expected.Number(row, "prob_link_se"));
        }
    }

    // Default probabilities of the same case: B1 fails and B2 does not whatever the network, and B3 under Eisenberg-Noe with probability .515.
    // B1 has 1 + .7 for 1 + 1: it pays 1.7 of 2 to all alike. B3 has 1 + 3.1 − .15 x for 1 + 3, x = L[B1, B3]: it fails if x > 2/3.
    [Fact]
    public void Another_program_finds_the_same_default_probabilities()
    {
        var states = States(new MarginalsCase("bayes-reconstruct-3").Marginals, new ErdosRenyiPrior(.5, .25), 20_000, 40, chain => chain.AmountOf(0, 2));

        AssertMean(.515, states, x => x > 2.0 / 3 ? 1 : 0, 4, 0.00395703970984701);
    }

    // Two debtors, three creditors, two numbers open: L[0,2] = x, L[0,3] = y, and the rest follow. A polygon x ≤ 1, y ≤ 1.5, .3 ≤ x + y ≤ 2 (r_0 = 2, c = (1, 1.5, 1.7)).
    // With κ = (1 − p)/(pλ) no zero weighs its area, a zero κ times an edge's length in whole steps, two zeros κ² a corner.
    [Fact]
    public void Five_banks_leave_two_numbers_open()
    {
        var marginals = Marginals.Of([0, 0, 1, 1.5, 1.7], [2, 2.2, 0, 0, 0]);
        var kappa = .6 / .4 / 1.3;
        var area = (1 * 1.5) - (.5 * .3 * .3) - (.5 * .5 * .5);
        // Edges: x = 0, y from .3 to 1.5; x = 1, y to 1; y = 0, x from .3; y = 1.5, x to .5; x + y = .3, x to .3; x + y = 2, x from .5.
        double[] lengths = [1.2, 1, .7, .5, .3, .5];
        var all = area + (kappa * lengths.Sum()) + (kappa * kappa * 6);

        var states = States(marginals, new ErdosRenyiPrior(.4, 1.3), 40_000, 30, chain => (chain.Links, chain.AmountOf(0, 2), chain.AmountOf(0, 3)));

        AssertMean(area / all, states, state => state.Links == 6 ? 1 : 0);
        AssertMean(kappa * lengths.Sum() / all, states, state => state.Links == 5 ? 1 : 0);
        AssertMean(kappa * kappa * 6 / all, states, state => state.Links == 4 ? 1 : 0);
        AssertMean(kappa * lengths[0] / all, states, state => state is { Links: 5, Item2: 0 } ? 1 : 0);
        AssertMean(kappa * lengths[3] / all, states, state => state.Links == 5 && state.Item3 > 1.5 - 1e-9 ? 1 : 0);
        AssertMean(kappa * kappa / all, states, state => state is { Links: 4, Item2: 0 } && state.Item3 < .3 + 1e-9 ? 1 : 0);
        // Half of the rectangle above the diagonal x = y / 1.5 less the corner (.3, 0)-(0, .3) cut at it, less the other corner's part.
        AssertMean(AreaWhere((x, y) => x > .5 && y > .75) / all, states, state => state.Links == 6 && state.Item2 > .5 && state.Item3 > .75 ? 1 : 0);
        static double AreaWhere(Func<double, double, bool> isCounted)
        {
            const int Steps = 2000;
            var cells = 0L;
            for (var i = 0; i < Steps; i++)
            {
                for (var j = 0; j < Steps; j++)
                {
                    var (x, y) = ((i + .5) / Steps, 1.5 * (j + .5) / Steps);
                    cells += x + y is > .3 and < 2 && isCounted(x, y) ? 1 : 0;
                }
            }

            return 1.5 * cells / Steps / Steps;
        }
    }

    // The same prior for all pairs but with rates and probabilities of their own: two debtors, two creditors, x = L[0,2] from 0 to 1. Density e^(g x), g = λ02's and
    // λ13's less those of L[0,3] and L[1,2], with the sign of who grows; each end has one zero.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Priors_that_differ_by_pair_tilt_what_is_between(bool isSteep)
    {
        var marginals = Marginals.Of([0, 0, 1, 3], [1.5, 2.5, 0, 0]);
        var prior = new GivenPrior(isSteep ? new[,] { { 3, .2 }, { .5, 4 } } : new[,] { { .3, 1 }, { 2, .4 } }, new[,] { { .7, .4 }, { .3, .8 } });
        var growth = prior.Rates[0, 1] + prior.Rates[1, 0] - prior.Rates[0, 0] - prior.Rates[1, 1];
        // x = 0: L[0,2] is zero; x = 1: L[1,2] is.
        var (low, high) = (prior.Absence(0, 2), prior.Absence(1, 2) * Math.Exp(growth));
        var between = (Math.Exp(growth) - 1) / growth;
        var mean = ((1 * high) + ((Math.Exp(growth) * ((1 / growth) - (1 / growth / growth))) + (1 / growth / growth))) / (low + high + between);

        var states = States(marginals, prior, 40_000, 20, chain => chain.AmountOf(0, 2));

        AssertMean(low / (low + high + between), states, x => x == 0 ? 1 : 0);
        AssertMean(high / (low + high + between), states, x => x > 1 - 1e-12 ? 1 : 0);
        AssertMean(mean, states, x => x);
    }

    // Every pair for certain: no cell ever runs out.
    [Fact]
    public void A_link_that_is_certain_is_never_lost()
    {
        var marginals = Marginals.Of([3, 1, 2, 2], [2, 2, 2, 2]);

        var states = States(marginals, new ErdosRenyiPrior(1, 1), 2000, 10, chain => chain.Links, MaximumEntropy.Solve(marginals));

        Assert.All(states, links => Assert.Equal(12, links));
    }

    // What the chain must never lose, after a million steps from the sparsest start.
    [Fact]
    public void Totals_stay_after_a_million_steps()
    {
        var marginals = new MarginalsCase("reconstruct-sim125").Marginals;
        var chain = new GibbsChain(GibbsStart.Draw(marginals, 0, 1, 0), ErdosRenyiPrior.Of(1500, marginals.Pairs, marginals.Total), 1, 0);

        chain.Run(1_000_000);

        var claims = chain.Claims();
        Assert.True(marginals.ErrorOf(claims) < 1e-12, $"error {marginals.ErrorOf(claims)}");
        Assert.All(claims.Amount.ToArray(), amount => Assert.True(amount > 0));
        Assert.Equal(0, Enumerable.Range(0, 125).Max(one => NaiveReconstruction.Debts(claims)[one, one]));
        Assert.Equal(claims.Count, chain.Links);
    }

    // Marginals that match exactly: whole numbers leave many networks that fall apart, and the chain must not end in one.
    [Fact]
    public void Whole_numbers_do_not_stop_a_chain()
    {
        var marginals = new MarginalsCase("reconstruct-anand7").Marginals;

        var states = States(marginals, new ErdosRenyiPrior(.3, 1), 2000, 20, chain => (chain.Links, chain.AmountOf(0, 1), chain.AmountOf(6, 0)), GibbsStart.Draw(marginals, 0, 1, 0));

        Assert.InRange(states.Min(state => state.Links), 10, 11);
        Assert.InRange(states.Max(state => state.Links), 15, 26);
        Assert.True(states.Select(state => state.Item2).Distinct().Count() > 100);
    }

    private static T[] States<T>(Marginals marginals, LinkPrior prior, int count, int thinning, Func<GibbsChain, T> read, CompressedRows? start = null)
    {
        var chain = new GibbsChain(start ?? MaximumEntropy.Solve(marginals), prior, seed: 20170814, sample: 0);
        chain.Run(1000);
        var states = new T[count];
        for (var state = 0; state < count; state++)
        {
            chain.Run(thinning);
            states[state] = read(chain);
        }

        return states;
    }

    /// <summary>A mean is what it should be, to standard errors that count states by how far they depend on each other.</summary>
    private static void AssertMean<T>(double expected, T[] states, Func<T, double> number, double errors = StandardErrors, double errorOfExpected = 0)
    {
        double[] numbers = [.. states.Select(number)];
        var (mean, effective) = (numbers.Average(), ChainDiagnostics.EffectiveSize([numbers]));
        var variance = numbers.Average(one => (one - mean) * (one - mean)) / effective;
        var error = Math.Sqrt(variance + (errorOfExpected * errorOfExpected));
        Assert.True(effective > 1000, $"{numbers.Length} states are worth {effective}");
        Assert.True(Math.Abs(mean - expected) <= (errors * error) + 1e-12, $"expected {expected}, got {mean}, standard error {error}, {effective} of {numbers.Length} states");
    }

    /// <summary>Two debtors 0 and 1, two creditors 2 and 3.</summary>
    private sealed class GivenPrior(double[,] rates, double[,] probabilities) : LinkPrior
    {
        public double[,] Rates => rates;

        public override bool HasOneRate => false;

        public override double Absence(int debtor, int creditor) =>
            (1 - probabilities[debtor, creditor - 2]) / probabilities[debtor, creditor - 2] / rates[debtor, creditor - 2];

        public override double Rate(int debtor, int creditor) => rates[debtor, creditor - 2];

        public override LinkPrior Scaled(double factor) => throw new NotSupportedException();
    }
}
