namespace Contagion.Networks.Tests.Generators;

/// <summary>Directed random networks: the draw by jumps and a plain one, pair by pair, against what must come out on average.</summary>
public sealed class ErdosRenyiTests
{
    // A test of ten statistics that each err once in ten thousand: a right generator fails it once in a thousand seeds, and the seeds are fixed.
    private const double Deviations = 3.72;

    public static TheoryData<bool> Ways => [false, true];

    // Source: models.md 8.1: E[links] = n(n − 1)p, sd = √(n(n − 1)p(1 − p)). The variance of m draws of a nearly normal number has the relative
    // standard error √(2 / (m − 1)).
    [Theory]
    [MemberData(nameof(Ways))]
    public void The_number_of_links_has_the_mean_and_the_spread_of_independent_pairs(bool isPlain)
    {
        const int draws = 2000;
        const double pairs = 40 * 39;
        const double probability = 4.0 / 39;
        var counts = Enumerable.Range(0, draws).Select(draw => (double)Draw(isPlain, 40, probability, draw).Count).ToArray();

        var (mean, variance) = (counts.Average(), Variance(counts));

        var expected = pairs * probability * (1 - probability);
        Assert.InRange(mean - (pairs * probability), -Deviations * Math.Sqrt(expected / draws), Deviations * Math.Sqrt(expected / draws));
        Assert.InRange((variance / expected) - 1, -Deviations * Math.Sqrt(2.0 / (draws - 1)), Deviations * Math.Sqrt(2.0 / (draws - 1)));
    }

    // Source: the number of an institution's debtors, and that of its creditors, is binomial (n − 1, p). The last class holds all that is rarer
    // than five in expectation.
    [Theory]
    [MemberData(nameof(Ways))]
    public void The_degrees_are_binomial(bool isPlain)
    {
        const int institutions = 3000;
        const double probability = 3.0 / (institutions - 1);
        var links = Draw(isPlain, institutions, probability, 1);

        AssertBinomial(links.CountBy(link => link.Creditor).Select(entry => entry.Value), institutions, probability, "debtors");
        AssertBinomial(links.CountBy(link => link.Debtor).Select(entry => entry.Value), institutions, probability, "creditors");
    }

    // Source: each ordered pair is a coin of its own, so Σ (count − mp)² / (mp(1 − p)) over the pairs is nearly chi-square with as many degrees.
    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_ordered_pair_is_linked_as_often(bool isPlain)
    {
        const int draws = 4000;
        const double probability = 0.3;
        var counts = Enumerable.Range(0, draws).SelectMany(draw => Draw(isPlain, 9, probability, draw)).CountBy(link => link).ToDictionary();

        var statistic = counts.Values.Sum(count => Math.Pow(count - (draws * probability), 2) / (draws * probability * (1 - probability)));

        Assert.Equal(72, counts.Count);
        AssertChiSquare(statistic, 72, "ordered pairs");
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(25, 0.2)]
    [InlineData(25, 0.97)]
    [InlineData(400, 0.01)]
    public void Nobody_lends_to_itself_and_nobody_twice_to_another(int institutions, double probability)
    {
        for (var draw = 0; draw < 50; draw++)
        {
            var claims = Model(institutions, probability).Draw(3, (uint)draw).Claims;
            for (var creditor = 0; creditor < institutions; creditor++)
            {
                var debtors = claims.Column[claims.Start[creditor]..claims.Start[creditor + 1]].ToArray();
                Assert.DoesNotContain(creditor, debtors);
                Assert.Equal(debtors.Distinct().Order(), debtors);
                Assert.All(debtors, debtor => Assert.InRange(debtor, 0, institutions - 1));
            }
        }
    }

    [Fact]
    public void Certainty_links_everybody_and_impossibility_nobody()
    {
        Assert.Equal(30 * 29, Model(30, 1).Draw(1, 0).Claims.Count);
        Assert.Equal(0, Model(30, 0).Draw(1, 0).Claims.Count);
    }

    // E[links] = 2000 · 1999 · 1e-17 = 4e-11: a link would be a wonder. 1 − p is 1 in doubles.
    [Fact]
    public void A_probability_too_small_to_be_taken_from_1_links_nobody() => Assert.Equal(0, Model(2000, 1e-17).Draw(1, 0).Claims.Count);

    [Fact]
    public void The_mean_degree_is_the_link_probability_times_the_others() =>
        Assert.Equal(Bits(Model(101, 0.04).Draw(5, 2)), Bits(new ErdosRenyi { Institutions = 101, MeanDegree = 4, Balance = new GaiKapadia() }.Draw(5, 2)));

    [Fact]
    public void A_network_belongs_to_its_seed_and_replication_whatever_was_drawn_before_or_beside_it()
    {
        var model = Model(200, 0.03) with { Redraw = true };
        var forwards = Enumerable.Range(0, 16).Select(replication => Bits(model.Draw(9, (uint)replication))).ToArray();
        var beside = new string[16];
        Parallel.For(0, 16, turn => beside[15 - turn] = Bits(model.Draw(9, (uint)(15 - turn))));

        Assert.Equal(forwards, beside);
        Assert.Equal(16, forwards.Distinct().Count());
        Assert.NotEqual(forwards[0], Bits(model.Draw(10, 0)));
        Assert.Equal(forwards[3], Bits((model with { Redraw = false }).Draw(9, 3)));
    }

    // Source: a Python program of a dozen lines written from the definition: gaps ⌊ln u / ln(1 − p)⌋, u = ((u64 >> 12) + ½)·2⁻⁵², Philox 4x32-10 with
    // counter (3, 4, creditor, draw) and key 42.
    [Fact]
    public void The_links_are_those_of_the_definition() => Assert.Equal("0-1 2-3 2-4 3-4 4-0 4-1 5-0 5-3", string.Join(' ', Links(Model(6, 0.4).Draw(42, 3)).Select(link => $"{link.Creditor}-{link.Debtor}")));

    private static ErdosRenyi Model(int institutions, double probability) => new() { Institutions = institutions, LinkProbability = probability, Balance = new GaiKapadia() };

    private static List<(int Creditor, int Debtor)> Draw(bool isPlain, int institutions, double probability, int draw) =>
        isPlain ? Plain(institutions, probability, draw) : Links(Model(institutions, probability).Draw(11, (uint)draw));

    /// <summary>A coin for every ordered pair, by another generator of random numbers.</summary>
    private static List<(int Creditor, int Debtor)> Plain(int institutions, double probability, int draw)
    {
        var random = new Random(draw);
        var links = new List<(int, int)>();
        for (var creditor = 0; creditor < institutions; creditor++)
        {
            for (var debtor = 0; debtor < institutions; debtor++)
            {
                if (creditor != debtor && random.NextDouble() < probability)
                {
                    links.Add((creditor, debtor));
                }
            }
        }

        return links;
    }

    private static List<(int Creditor, int Debtor)> Links(Network network)
    {
        var links = new List<(int, int)>();
        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            foreach (var debtor in network.Claims.Column[network.Claims.Start[creditor]..network.Claims.Start[creditor + 1]])
            {
                links.Add((creditor, debtor));
            }
        }

        return links;
    }

    private static string Bits(Network network) => string.Join(
        ' ', [.. Links(network).Select(link => $"{link}"), .. network.Claims.Amount.ToArray().Select(amount => $"{BitConverter.DoubleToInt64Bits(amount):x}"), .. network.Sheets.ToArray().Select(sheet => $"{sheet}")]);

    private static double Variance(double[] numbers)
    {
        var mean = numbers.Average();
        return numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1);
    }

    /// <param name="degrees">Degrees of those that have any.</param>
    private static void AssertBinomial(IEnumerable<int> degrees, int institutions, double probability, string what)
    {
        var having = degrees.CountBy(degree => degree).ToDictionary();
        having[0] = institutions - having.Values.Sum();
        var (mass, below, statistic, classes) = (Math.Pow(1 - probability, institutions - 1), 0.0, 0.0, 0);
        var (left, degree) = (institutions, 0);
        for (; institutions * mass >= 5 || degree == 0; degree++)
        {
            var count = having.GetValueOrDefault(degree);
            statistic += Math.Pow(count - (institutions * mass), 2) / (institutions * mass);
            (below, left, classes) = (below + mass, left - count, classes + 1);
            mass *= (institutions - 1 - degree) * probability / ((degree + 1) * (1 - probability));
        }

        statistic += Math.Pow(left - (institutions * (1 - below)), 2) / (institutions * (1 - below));
        AssertChiSquare(statistic, classes, what);
    }

    /// <summary>Below the value that a chi-square exceeds once in ten thousand, by Wilson and Hilferty's approximation.</summary>
    private static void AssertChiSquare(double statistic, int freedom, string what)
    {
        var spread = 2.0 / (9 * freedom);
        var limit = freedom * Math.Pow(1 - spread + (Deviations * Math.Sqrt(spread)), 3);
        Assert.True(statistic < limit, FormattableString.Invariant($"{what}: chi-square {statistic:F1} with {freedom} degrees of freedom, expected below {limit:F1}"));
    }
}
