using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>MES, capital shortfall, CoVaR, ΔCoVaR and their bootstrap intervals.</summary>
public sealed class SystemTailTests
{
    private static readonly Bootstrap Always = new(7, 200, Always: true);

    // Source: models.md TV-TAIL.
    [Fact]
    public void Three_institutions_have_the_tail_measures_of_models_md()
    {
        double[][] losses = [[0, 0, 1, 1, 0, 1, 3, 2, 5, 10], [0, 0, 0, 1, 0, 1, 1, 4, 4, 20], [0, 0, 0, 0, 2, 1, 1, 2, 4, 10]];
        var system = new SystemTail([0, 0, 1, 2, 2, 3, 5, 8, 13, 40], 0.8, new Bootstrap(1));

        var tails = TailRisk.Of(system, losses);

        Assert.Equal((8, 26.5), (system.ValueAtRisk.Value, system.ExpectedShortfall.Value));
        Assert.Equal([9, 8], system.Beyond.ToArray());
        Assert.Equal([7.5, 12, 7], tails.Select(tail => tail.MarginalExpectedShortfall.Value!.Value));
        Assert.Equal([40, 40, 40], tails.Select(tail => tail.CoVar.Value!.Value));
        Assert.Equal([38, 37, 37], tails.Select(tail => tail.DeltaCoVar.Value!.Value));
        Assert.All(tails, tail => Assert.Equal(2, tail.MarginalExpectedShortfall.Sample));
        Assert.All(tails, tail => Assert.NotNull(tail.CoVar.Interval));
    }

    // Capital shortfall by hand: in the two worst scenarios 100 and 90 of assets need 8 and 7.2; equity is 5 and 7.
    [Fact]
    public void Capital_shortfall_is_averaged_over_the_same_scenarios()
    {
        var system = new SystemTail([1, 9, 0, 8, 2, 3], 2 / 3.0, new Bootstrap(1));
        double[] assets = [100, 100, 100, 90, 100, 100];
        double[] equity = [10, 5, 10, 7, 10, 10];

        Assert.Equal(1.6, system.MeanBeyond([.. assets.Zip(equity, (a, w) => TailRisk.CapitalShortfall(0.08, a, w))]).Value!.Value, Near.Exact);
    }

    [Fact]
    public void The_textbook_says_the_same() => RandomCases.ForAll(1, 60, (random, count) =>
    {
        var (system, losses, level) = (random.Any(count), random.Any(count), 0.02 + (0.96 * random.NextDouble()));

        AssertNaive(system, losses, level, new SystemTail(system, level, new Bootstrap(1, 100)).Of(losses));
    });

    [Fact]
    public void The_textbook_says_the_same_of_many_scenarios()
    {
        var random = new Random(3);
        foreach (var level in new[] { 0.5, 0.9, 0.95, 0.99, 0.999 })
        {
            double[] factor = random.Losses(6000);
            double[] losses = [.. factor.Select(one => Math.Round(one * random.NextDouble(), 1))];

            AssertNaive(factor, losses, level, new SystemTail(factor, level, new Bootstrap(1, 100)).Of(losses));
        }
    }

    // A resample is what it says: the textbook's measures of the scenarios it holds, each as often as it holds it.
    [Fact]
    public void Resamples_are_measured_as_the_textbook_measures_them() => RandomCases.ForAll(1, 40, (random, count) =>
        AssertResamples(random.Any(count), random.Any(count), 0.02 + (0.96 * random.NextDouble())));

    // Enough scenarios for those ways that take many of them at once; all the same but three, which leaves hardly a level to take.
    [Fact]
    public void Resamples_of_many_scenarios_are_measured_as_the_textbook_measures_them()
    {
        var random = new Random(4);
        foreach (var level in new[] { 0.5, 0.9, 0.99 })
        {
            AssertResamples(random.Losses(700), random.Losses(700), level);
            AssertResamples(random.WithTies(700), random.Losses(700), level);
            AssertResamples(random.Losses(700), random.WithTies(700), level);
            AssertResamples(random.Losses(700), [.. Enumerable.Range(0, 700).Select(one => one % 300 == 7 ? 1.0 : 0)], level);
        }
    }

    private static void AssertResamples(double[] system, double[] losses, double level)
    {
        var count = system.Length;
        var (descending, order) = Ranking.Descending(system);
        var resamples = new TailResamples(descending, order, level, Always);
        var drawn = new Resamples([.. Enumerable.Range(0, count)], Always);

        var (means, (coVar, delta)) = (resamples.MeanBeyond(losses), resamples.CoVar(losses));
        var (valueAtRisk, shortfall) = (resamples.ValueAtRisk(), resamples.ExpectedShortfall());

        for (var resample = 0; resample < Always.Resamples; resample += 37)
        {
            var counts = drawn.Of(resample / Resamples.Lanes).ToArray();
            int[] held = [.. Enumerable.Range(0, count).SelectMany(one => Enumerable.Repeat(one, counts[(one * Resamples.Lanes) + (resample % Resamples.Lanes)]))];
            Assert.Equal(count, held.Length);
            double[] of = [.. held.Select(one => system[one])];
            double[] own = [.. held.Select(one => losses[one])];
            var expected = Naive(of, own, level);
            Near.Equal(
                [TailRisk.ValueAtRisk(of, level), TailRisk.ExpectedShortfall(of, level), expected.Mes ?? double.NaN, expected.CoVar, expected.Delta],
                [valueAtRisk[resample], shortfall[resample], means[resample], coVar[resample], delta[resample]],
                1e-9,
                $"resample {resample} of {count} scenarios at {level}");
        }
    }

    [Fact]
    public void Small_samples_always_come_with_an_interval_and_large_ones_when_asked()
    {
        var random = new Random(9);
        var (system, losses) = (random.Losses(3000), random.Losses(3000));

        var large = new SystemTail(system, 0.95, new Bootstrap(1, 100));
        Assert.Null(large.ValueAtRisk.Interval);
        Assert.Null(large.ExpectedShortfall.Interval);
        Assert.Null(large.Of(losses).CoVar.Interval);
        Assert.Null(large.Of(losses).MarginalExpectedShortfall.Interval);

        var asked = new SystemTail(system, 0.95, new Bootstrap(1, 100, Always: true));
        Assert.NotNull(asked.ValueAtRisk.Interval);
        AssertHolds(asked.ExpectedShortfall);
        AssertHolds(asked.Of(losses).CoVar);

        var small = new SystemTail(system, 0.99, new Bootstrap(1, 100));
        Assert.Null(small.ValueAtRisk.Interval);
        AssertHolds(small.ExpectedShortfall);
        Assert.Equal(30, small.Of(losses).MarginalExpectedShortfall.Sample);
        Assert.Equal(31, small.Of(losses).CoVar.Sample);
        AssertHolds(small.Of(losses).MarginalExpectedShortfall);
        AssertHolds(small.Of(losses).CoVar);
        AssertHolds(small.Of(losses).DeltaCoVar);
    }

    // Where all losses are the same, nothing lies beyond VaR, and every resample says so.
    [Fact]
    public void Where_nothing_lies_beyond_the_tail_there_is_no_mean_of_it()
    {
        var tail = new SystemTail([2, 2, 2, 2], 0.5, new Bootstrap(1)).Of([1, 2, 3, 4]);

        Assert.Equal(new Estimate(null, 0, null), tail.MarginalExpectedShortfall);
        Assert.Equal((2.0, 0.0), (tail.CoVar.Value, tail.DeltaCoVar.Value));
        Assert.Equal((0, 0), tail.DeltaCoVar.Interval);
    }

    [Fact]
    public void A_single_scenario_is_a_tail()
    {
        var system = new SystemTail([5], 0.95, new Bootstrap(1));
        var tail = system.Of([3]);

        Assert.Equal((5, 5), system.ExpectedShortfall.Interval);
        Assert.Equal((3, 5, 0), (tail.ValueAtRisk, tail.CoVar.Value, tail.DeltaCoVar.Value));
        Assert.Null(tail.MarginalExpectedShortfall.Value);
    }

    [Fact]
    public void All_threads_and_one_say_the_same_bits()
    {
        var random = new Random(13);
        double[][] losses = [.. Enumerable.Range(0, 40).Select(_ => random.Losses(500))];
        double[] system = [.. Enumerable.Range(0, 500).Select(scenario => losses.Sum(one => one[scenario]))];
        var prepared = new SystemTail(system, 0.95, Always);

        Assert.Equal(losses.Select(one => new SystemTail(system, 0.95, Always).Of(one)), TailRisk.Of(prepared, losses));
        Assert.NotEqual(prepared.Of(losses[0]).CoVar.Interval, new SystemTail(system, 0.95, Always with { Seed = 8 }).Of(losses[0]).CoVar.Interval);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var system = new SystemTail([1, 2], 0.5, new Bootstrap(1));
        Assert.Contains("one for each scenario", Assert.Throws<ArgumentException>(() => system.Of([1])).Message);
        Assert.Contains("Number 1", Assert.Throws<ArgumentException>(() => system.Of([1, double.NaN])).Message);
        Assert.Contains("Number 1 of losses[1] is NaN", Assert.Throws<ArgumentException>(() => TailRisk.Of(system, [[1, 1], [1, double.NaN]])).Message);
        Assert.Contains("losses[1]; expected 2", Assert.Throws<ArgumentException>(() => TailRisk.Of(system, [[1, 1], [1]])).Message);
        Assert.Throws<ArgumentException>(() => new SystemTail([], 0.5, new Bootstrap(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SystemTail([1], 0.5, new Bootstrap(1, 99)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SystemTail([1], 0.5, new Bootstrap(1, 1000, double.NaN)));
    }

    // Losses x = −ln(1 − u): ES_0.9 is 1 + ln 10, VaR_0.9 is ln 10. Percentile intervals of tails are known to be somewhat short; the bounds are wide
    // enough for that, and for three standard errors (1.4 %) of a share of 250.
    [Fact]
    public void Intervals_hold_the_true_tail_about_as_often_as_they_say()
    {
        var random = new Random(21);
        var (holdsVar, holdsMean, runs) = (0, 0, 250);
        for (var run = 0; run < runs; run++)
        {
            double[] losses = [.. Enumerable.Range(0, 400).Select(_ => -Math.Log(1 - random.NextDouble()))];
            var tail = new SystemTail(losses, 0.9, new Bootstrap((ulong)run, 200, Always: true));
            holdsVar += Holds(tail.ValueAtRisk, Math.Log(10));
            holdsMean += Holds(tail.ExpectedShortfall, 1 + Math.Log(10));
        }

        Assert.True(holdsVar / (double)runs is >= 0.90 and <= 0.98, $"VaR: {holdsVar} of {runs} intervals hold the truth; expected about 95 %");
        Assert.True(holdsMean / (double)runs is >= 0.88 and <= 0.98, $"ES: {holdsMean} of {runs} intervals hold the truth; expected about 95 %");
    }

    private static int Holds(Estimate estimate, double truth) => estimate.Interval!.Value.Low <= truth && truth <= estimate.Interval.Value.High ? 1 : 0;

    private static void AssertHolds(Estimate estimate)
    {
        var (low, high) = estimate.Interval!.Value;
        Assert.True(low < high, $"{estimate}: an interval has a width");
        Assert.InRange(estimate.Value!.Value, low, high);
    }

    private static void AssertNaive(double[] system, double[] losses, double level, InstitutionTail tail)
    {
        var expected = Naive(system, losses, level);
        Assert.Equal(expected.CoVar, tail.CoVar.Value);
        Assert.Equal(expected.Delta, tail.DeltaCoVar.Value);
        Assert.Equal(expected.Mes is null, tail.MarginalExpectedShortfall.Value is null);
        Assert.Equal(expected.Mes ?? 0, tail.MarginalExpectedShortfall.Value ?? 0, 1e-9);
        Assert.Equal(TailRisk.Of(losses, level), (tail.ValueAtRisk, tail.ExpectedShortfall));
    }

    /// <summary>models.md 9.4, word for word; the median is the middle of the two in the middle.</summary>
    private static (double? Mes, double CoVar, double Delta) Naive(double[] system, double[] losses, double level)
    {
        var (systemAtRisk, ownAtRisk) = (Quantile(system, level), Quantile(losses, level));
        double[] beyond = [.. losses.Where((_, scenario) => system[scenario] > systemAtRisk)];
        var sorted = losses.Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        var atRisk = Quantile([.. system.Where((_, scenario) => losses[scenario] >= ownAtRisk)], level);
        var atMedian = Quantile([.. system.Where((_, scenario) => losses[scenario] <= median)], level);
        return (beyond.Length > 0 ? beyond.Average() : null, atRisk, atRisk - atMedian);
    }

    private static double Quantile(double[] numbers, double level) => numbers.Order().ElementAt((int)Math.Ceiling((level * numbers.Length) - 1e-9) - 1);
}
