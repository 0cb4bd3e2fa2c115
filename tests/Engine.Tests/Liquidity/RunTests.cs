using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>When everybody withdraws: test vectors of models.md 4.2, closed forms, and what always holds.</summary>
public sealed class RunTests
{
    // Source: models.md TV-RV-run: cash 12, loans 38 at a discount of 25 %, 54 may be withdrawn.
    [Theory]
    [InlineData(.1, true)]
    [InlineData(.25, true)]
    [InlineData(.2500001, false)]
    [InlineData(.5, false)]
    public void A_run_comes_where_coverage_is_at_most_one_less_the_cost_of_being_wrong(double threshold, bool isRun)
    {
        var coverage = Coverage.Of(new OneLane(12), new OneLane(38), OneLane.Zero, new OneLane(54), .25);

        Near.Equal([.75], [coverage[0]], Near.Exact, "TV-RV-run, coverage");
        Assert.Equal(isRun, Coverage.IsRun(coverage, threshold).Has(0));
    }

    // Worked by hand: support of 6 covers a ninth more; who owes nothing on demand cannot be run on; coverage ends at 1.
    [Theory]
    [InlineData(12, 38, 6, 54, .75 + (1 / 9.0))]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(60, 38, 0, 54, 1)]
    [InlineData(0, 0, 0, 54, 0)]
    public void Coverage_is_what_can_be_paid_at_once(double cash, double loans, double support, double redeemable, double coverage) => Near.Equal(
        [coverage], [Coverage.Of(new OneLane(cash), new OneLane(loans), new OneLane(support), new OneLane(redeemable), .25)[0]], Near.Exact, $"{cash}, {loans}, {support}, {redeemable}");

    // Invariant, models.md 4.2: monotone. More cash or support never brings a run about, a larger discount never ends one.
    [Fact]
    public void Runs_are_monotone_in_what_an_institution_has() => ForAllSeeds.Check((seed, _) =>
    {
        var random = new Random(seed);
        var (cash, loans, support, redeemable) = (Lanes(20), Lanes(40), Lanes(5), Lanes(60));
        var (discount, threshold) = (random.NextDouble(), random.NextDouble());
        var runs = Coverage.IsRun(Coverage.Of(cash, loans, support, redeemable, discount), threshold);

        var richer = Coverage.IsRun(Coverage.Of(cash + Lanes(3), loans, support + Lanes(3), redeemable, discount), threshold);
        var poorer = Coverage.IsRun(Coverage.Of(cash, loans, support, redeemable, discount + ((1 - discount) * random.NextDouble())), threshold);

        Assert.True(EightLanes.IsNone(richer & ~runs), $"seed {seed}: a richer institution is run on");
        Assert.True(EightLanes.IsNone(runs & ~poorer), $"seed {seed}: a poorer institution is not run on");

        EightLanes Lanes(double size)
        {
            var numbers = EightLanes.Zero;
            for (var lane = 0; lane < EightLanes.Count; lane++)
            {
                numbers = numbers.With(lane, size * random.NextDouble());
            }

            return numbers;
        }
    });

    // Source: models.md TV-GP: u(c) = c/(1 + c), λ = 0.25, R = 4; r₁ = 1 is u(1)/u(R) = 0.5/0.8.
    [Theory]
    [InlineData(1, .625)]
    [InlineData(1.05, .7167773573)]
    [InlineData(1.1, .8031186714)]
    [InlineData(1.2, .9781385574)]
    [InlineData(1.3, 1.1609461619)]
    public void The_threshold_of_a_global_game_is_as_printed(double earlyPayment, double threshold) => Near.Equal(
        [threshold], [GoldsteinPauzner.RunThreshold(earlyPayment, 4, .25, consumption => consumption / (1 + consumption))], Near.Printed, $"TV-GP, r₁ {earlyPayment}");

    // Closed form: with u(c) = c/(1 + c) the integrand is R (1 − r n)/((1 + R) − n (1 + r R)), a ratio of two lines, whose integral has a logarithm.
    [Fact]
    public void The_threshold_agrees_with_a_closed_form()
    {
        var random = new Random(2005);
        for (var item = 0; item < 200; item++)
        {
            // Close to 1 the integrand falls from its full height to 0 within a stretch of r₁ − 1.
            var early = 1 + Math.Pow(10, -6 * random.NextDouble());
            var (late, impatient) = (.5 + (10 * random.NextDouble()), random.NextDouble() / early);
            var (constant, slope, end) = (1 + late, 1 + (early * late), 1 / early);

            // R (1 − r n)/(C − S n) = R [r/S + (1 − r C/S)/(C − S n)].
            var area = late * ((early / slope * (end - impatient))
                + ((1 - (early * constant / slope)) / slope * Math.Log((constant - (slope * impatient)) / (constant - (slope * end)))));
            var expected = early / (1 + early) * (1 - (impatient * early) + Math.Log(early)) / (early * area);

            var threshold = GoldsteinPauzner.RunThreshold(early, late, impatient, consumption => consumption / (1 + consumption));

            // The closed form loses about the inverse of the length of the stretch in digits.
            Near.EqualRelative([expected], [threshold], 1e-9 + (1e-15 / (end - impatient)), $"r₁ {early:R}, R {late:R}, λ {impatient:R}");
        }
    }

    [Theory]
    [InlineData(.9, 4, .25)]
    [InlineData(double.NaN, 4, .25)]
    [InlineData(1.1, 0, .25)]
    [InlineData(1.1, double.PositiveInfinity, .25)]
    [InlineData(1.25, 4, .8)]
    [InlineData(1.1, 4, -.1)]
    public void What_is_no_bank_is_refused(double earlyPayment, double lateReturn, double impatient) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GoldsteinPauzner.RunThreshold(earlyPayment, lateReturn, impatient, consumption => consumption));

    // Identity: polynomials up to degree 19 are integrated exactly, and a function with an edge at the upper end nearly so: ∫ √(1 − x) = 2/3.
    [Fact]
    public void The_quadrature_is_exact_where_it_should_be()
    {
        Near.EqualRelative([(Math.Pow(3, 20) - Math.Pow(.5, 20)) / 20], [GradedQuadrature.Integrate(x => Math.Pow(x, 19), .5, 3)], 1e-13, "x¹⁹ from 0.5 to 3");
        Near.Equal([2 / 3.0], [GradedQuadrature.Integrate(x => Math.Sqrt(1 - x), 0, 1)], 1e-13, "√(1 − x)");

        // Next to 1, points are rounded to 1e-16, which moves the function by 1e-10 of itself.
        Near.Equal([Math.Log((1 << 20) + 1)], [GradedQuadrature.Integrate(x => 1 / (1 + (1.0 / (1 << 20)) - x), 0, 1)], 1e-10, "1/(1 + 2⁻²⁰ − x)");
    }

    // Source: models.md TV-DD.
    [Theory]
    [InlineData(1.25, 1, .25, true, .8, true, 1.375)]
    [InlineData(1.1, .9, .2, true, .8181818182, true, 1.4166666667)]
    [InlineData(1, 1, .25, false, 1, true, 1.5)]
    public void A_bank_has_the_printed_equilibria(double early, double liquidation, double impatient, bool hasRun, double served, bool hasCalm, double late)
    {
        var bank = new DiamondDybvig(early, liquidation, 1.5, impatient);

        Assert.Equal((hasRun, hasCalm), (bank.HasRun, bank.HasCalm));
        Near.Equal([served, late], [bank.ServedInRun, bank.LatePayment], Near.Printed, $"TV-DD, {bank}");
    }

    // Worked by hand: half are impatient and get 1.25 each, which takes 1.25 of 1 at ℓ = ½; nothing is left for the others.
    [Fact]
    public void A_bank_that_cannot_pay_the_impatient_has_no_calm()
    {
        var bank = new DiamondDybvig(1.25, .5, 1.5, .5);

        Assert.Equal((true, false, 0), (bank.HasRun, bank.HasCalm, bank.LatePayment));
    }
}
