using System.Text.Json;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Value at risk, expected shortfall and quantiles.</summary>
public sealed class TailRiskTests
{
    private static readonly double[] Ten = [8, 0, 40, 1, 2, 0, 13, 2, 3, 5];

    // Source: models.md TV-TAIL.
    [Theory]
    [InlineData(0.8, 8, 26.5)]
    [InlineData(0.9, 13, 40)]
    public void Ten_losses_have_the_tail_of_models_md(double level, double valueAtRisk, double shortfall)
    {
        Assert.Equal((valueAtRisk, shortfall), TailRisk.Of(Ten, level));
        Assert.Equal(valueAtRisk, TailRisk.ValueAtRisk(Ten, level));
        Assert.Equal(shortfall, TailRisk.ExpectedShortfall(Ten, level));
    }

    // Source: tests/reference/var-es-1000, by R.
    [Theory]
    [InlineData("0.5")]
    [InlineData("0.9")]
    [InlineData("0.95")]
    [InlineData("0.99")]
    [InlineData("0.995")]
    [InlineData("0.999")]
    public void A_thousand_losses_have_the_quantiles_and_the_tail_of_R(string level)
    {
        var folder = Folders.Reference("var-es-1000");
        var losses = Table.Read(folder, "losses.csv").Numbers("system_loss");
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json"))).RootElement.GetProperty($"p{level}");
        var a = double.Parse(level, System.Globalization.CultureInfo.InvariantCulture);

        // The case's README asks for 1e-10; R printed 15 digits.
        Assert.Equal(expected.GetProperty("var_type1").GetDouble(), TailRisk.ValueAtRisk(losses, a), 1e-10);
        Assert.Equal(expected.GetProperty("es_acerbi_tasche").GetDouble(), TailRisk.ExpectedShortfall(losses, a), 1e-10);
        foreach (var type in Enum.GetValues<QuantileType>())
        {
            Assert.Equal(expected.GetProperty($"var_type{(int)type}").GetDouble(), TailRisk.Quantile(losses, a, type), 1e-10);
        }
    }

    // 0.07 · 100 is 7.000000000000001 in binary; what is meant is the 7th.
    [Fact]
    public void A_level_that_meets_a_whole_number_is_not_pushed_beyond_it_by_rounding()
    {
        double[] losses = [.. Enumerable.Range(1, 100).Select(one => (double)one)];
        for (var percent = 1; percent < 100; percent++)
        {
            Assert.Equal(percent, TailRisk.ValueAtRisk(losses, percent / 100.0));
            Assert.Equal((percent + 101) / 2.0, TailRisk.ExpectedShortfall(losses, percent / 100.0), 1e-12);
        }
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(0.9999999999999999)]
    public void Of_a_single_loss_and_of_equal_ones_the_tail_is_that_loss(double level)
    {
        Assert.Equal((0.1, 0.1), TailRisk.Of([0.1], level));
        Assert.Equal((0.1, 0.1), TailRisk.Of([.. Enumerable.Repeat(0.1, 3000)], level));
    }

    [Fact]
    public void What_is_no_sample_or_no_level_is_refused()
    {
        Assert.Contains("There is no loss", Assert.Throws<ArgumentException>(() => TailRisk.ValueAtRisk([], 0.5)).Message);
        Assert.Contains("Number 1 of losses is NaN", Assert.Throws<ArgumentException>(() => TailRisk.ExpectedShortfall([0, double.NaN], 0.5)).Message);
        Assert.Throws<ArgumentException>(() => TailRisk.ValueAtRisk([double.PositiveInfinity], 0.5));
        foreach (var level in new[] { 0, 1, -0.1, 1.1, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => TailRisk.ValueAtRisk([1], level));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => TailRisk.Quantile([1], 0.5, (QuantileType)2));
    }

    [Fact]
    public void Capital_that_is_missing_is_what_the_ratio_asks_for_less_equity() =>
        Assert.Equal((3, 0, 13), (TailRisk.CapitalShortfall(0.08, 100, 5), TailRisk.CapitalShortfall(0.08, 100, 9), TailRisk.CapitalShortfall(0.08, 100, -5)));

    // The textbook sorts. Order of scenarios does not matter; the mean of a tail is at least its beginning; losses a number larger have tails that number larger.
    [Fact]
    public void Selecting_finds_what_sorting_finds() => RandomCases.ForAll(1, 60, (random, count) =>
    {
        var (losses, level) = (random.Any(count), 0.001 + (0.998 * random.NextDouble()));
        var sorted = losses.Order().ToArray();
        var rank = (int)Math.Ceiling(level * count);
        var shortfall = (sorted[rank..].Sum() + ((rank - (level * count)) * sorted[rank - 1])) / ((1 - level) * count);

        var (valueAtRisk, mean) = TailRisk.Of(losses, level);

        Assert.Equal(sorted[rank - 1], valueAtRisk);
        Assert.Equal(shortfall, mean, 1e-9);
        Assert.True(mean >= valueAtRisk);
    });

    // Beyond two thousand a sample is drawn first; here with ties, sorted, turned round, and with one loss among zeros.
    [Fact]
    public void Selecting_among_many_finds_what_sorting_finds()
    {
        var random = new Random(5);
        double[][] cases =
        [
            random.Losses(5000), random.WithTies(5000), [.. random.Losses(5000).Order()], [.. random.Losses(5000).OrderDescending()],
            [.. Enumerable.Range(0, 5000).Select(one => one == 4321 ? 1.0 : 0)], [.. Enumerable.Range(0, 5003).Select(one => one % 2 == 0 ? -1.0 * one : one)],

            // Where the sample looks, every tenth, all are small.
            [.. Enumerable.Range(0, 5120).Select(one => one % 10 == 0 ? 0 : 1 + random.NextDouble())],
        ];
        foreach (var losses in cases)
        {
            foreach (var level in new[] { 0.0001, 0.05, 0.5, 0.95, 0.99, 0.9999 })
            {
                var sorted = losses.Order().ToArray();
                var rank = (int)Math.Ceiling(level * losses.Length);
                var room = new double[losses.Length + Selection.Slack];

                Assert.Equal(sorted[rank - 1], Selection.Largest(losses, losses.Length - rank + 1, room));
                Assert.Equal(losses.Count(one => one >= sorted[rank - 1]), Selection.CountAtLeast(losses, sorted[rank - 1]));
                Assert.Equal(losses.Count(one => one > sorted[rank - 1]), Selection.CountAbove(losses, sorted[rank - 1]));
            }
        }
    }

    // Numbers that make every choice of pivot a bad one are sorted in the end.
    [Fact]
    public void Selecting_ends_soon_whatever_the_order()
    {
        double[] organPipe = [.. Enumerable.Range(0, 1000).Concat(Enumerable.Range(0, 1000).Reverse()).Select(one => (double)one)];

        Assert.Equal(500, Selection.Largest(organPipe, 1000, new double[2000 + Selection.Slack]));
    }
}
