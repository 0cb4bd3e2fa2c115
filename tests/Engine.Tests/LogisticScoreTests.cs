using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Probabilities of default from a scorecard, models.md 6.2.</summary>
public sealed class LogisticScoreTests
{
    /// <summary>models.md prints ten decimals.</summary>
    private const double Printed = 1e-10;

    /// <summary>Exp is right to 2 units in the last place; an addition and a division add one more.</summary>
    private const double Rounding = 4 * 2.220446049250313e-16;

    // TV-LOGIT of models.md 6.2: β₀ = −3, β = (1.2, −0.8, 0.5), x = (1, 0.5, 2), score −1.2.
    [Fact]
    public void A_borrower_has_the_printed_probability()
    {
        var network = Network([("leverage", [1]), ("age", [.5]), ("enquiries", [2])], [[]]);
        var score = new CreditScore { Intercept = -3, Weights = Weights(("leverage", 1.2), ("age", -.8), ("enquiries", .5)) };

        Assert.Equal(0.2314752165, LogisticScore.Probabilities(score, network)[0], Printed);
    }

    // TV-LOGIT: β₀ = −3.5, γ = 0.6; nobody and one platform count alike.
    [Theory]
    [InlineData(0, 0.0293122308)]
    [InlineData(1, 0.0293122308)]
    [InlineData(2, 0.0521535631)]
    [InlineData(4, 0.1544652651)]
    public void A_borrower_on_many_platforms_has_the_printed_probability(int platforms, double printed)
    {
        var network = Network([], [[.. Enumerable.Range(0, platforms)]]);

        Assert.Equal(printed, LogisticScore.Probabilities(new CreditScore { Intercept = -3.5, PerPlatform = .6 }, network)[0], Printed);
    }

    // PD(−s) = 1 − PD(s), and log(PD / (1 − PD)) = s: below 0 the small side keeps all its digits, so that it is looked at there.
    [Fact]
    public void The_log_odds_of_a_probability_are_its_score()
    {
        for (var score = -700.0; score <= 0; score += 0.37)
        {
            var (low, high) = (LogisticScore.Probability(score), LogisticScore.Probability(-score));

            // The logarithm of a number off by ε is off by ε.
            Assert.Equal(score, Elementary.Log(low / high), 2 * Rounding * Math.Max(1, Math.Abs(score)));
            Assert.Equal(1, low + high, Rounding);
        }
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(40, 1)]
    [InlineData(800, 1)]
    [InlineData(1e300, 1)]
    [InlineData(-800, 0)]
    [InlineData(-1e300, 0)]
    [InlineData(double.MaxValue, 1)]
    [InlineData(double.MinValue, 0)]
    public void Large_scores_of_either_sign_are_certain(double score, double probability) => Assert.Equal(probability, LogisticScore.Probability(score));

    // e^−740 is a subnormal number: as small as doubles get, and still more than nothing.
    [Fact]
    public void A_probability_is_0_or_1_by_rounding_only()
    {
        Assert.InRange(LogisticScore.Probability(-740), double.Epsilon, 1e-300);
        Assert.InRange(LogisticScore.Probability(36), 0.99, Math.BitDecrement(1));
    }

    [Fact]
    public void Who_cannot_default_never_does_and_who_must_always_does()
    {
        var network = Network([("safety", [1e6, -1e6])], [[], []]);
        var credit = Credit(new CreditScore { Intercept = 0, Weights = Weights(("safety", -1)) }) with { Correlation = 0.3 };

        var result = TestRun.Of(network, new Furfine(), new RunSettings { Replications = 2000, Seed = 3 }, 2, credit);

        Assert.Equal([0, 2000], result.Totals.Defaults.ToArray()[..2]);
    }

    // Borrower m of 200 has score −4 + 0.03 m. Independent defaults: the standard error of the mean rate is √(Σ PD (1 − PD)) / n over √replications. Fixed seed.
    [Theory]
    [InlineData(0)]
    [InlineData(0.15)]
    public void A_pool_defaults_as_often_as_its_scores_say(double correlation)
    {
        const int borrowers = 200;
        const int replications = 4000;
        var network = Network([("risk", [.. Enumerable.Range(0, borrowers).Select(borrower => (double)borrower)])], new int[borrowers][]);
        var credit = Credit(new CreditScore { Intercept = -4, Weights = Weights(("risk", 0.03)) }) with { Correlation = correlation };

        var result = TestRun.Of(network, new Furfine(), new RunSettings { Replications = replications, Seed = 5 }, 2, credit);

        // The system's own function, so that the sum is not made by what is tested.
        double[] known = [.. Enumerable.Range(0, borrowers).Select(borrower => 1 / (1 + Math.Exp(4 - (0.03 * borrower))))];
        var rates = result.Replications.Select(one => one.Defaults / (double)borrowers).ToArray();
        var independent = Math.Sqrt(known.Sum(probability => probability * (1 - probability))) / borrowers;
        // With a common factor defaults come in crowds, and only the sample knows how much they vary.
        var deviation = correlation == 0 ? independent : Math.Sqrt(rates.Sum(rate => Math.Pow(rate - rates.Average(), 2)) / (replications - 1));
        var error = Math.Abs(rates.Average() - known.Average());
        Assert.True(error <= 4 * deviation / Math.Sqrt(replications), $"rate {rates.Average()} instead of {known.Average()}, standard error {deviation / Math.Sqrt(replications)}");
        Assert.All(
            Enumerable.Range(0, borrowers),
            borrower => Assert.InRange(result.Totals.Defaults[borrower] - (replications * known[borrower]), -5 * Deviation(known[borrower]), 5 * Deviation(known[borrower])));

        double Deviation(double probability) => Math.Sqrt(replications * probability * (1 - probability));
    }

    [Fact]
    public void Doubling_the_weight_of_platforms_raises_the_probability_of_those_on_several_and_of_nobody_else()
    {
        var network = Network([], [[], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]);

        var (once, twice) = (Probabilities(0.6), Probabilities(1.2));

        Assert.Equal(once[..2], twice[..2]);
        Assert.All(Enumerable.Range(2, 3), borrower => Assert.True(twice[borrower] > once[borrower], $"borrower {borrower}: {twice[borrower]} is not above {once[borrower]}"));
        // The same draws meet higher thresholds: whoever defaulted before does so again.
        Assert.All(Defaults(0.6).Zip(Defaults(1.2)), pair => Assert.True(pair.First <= pair.Second));

        double[] Probabilities(double perPlatform) => LogisticScore.Probabilities(new CreditScore { Intercept = -2, PerPlatform = perPlatform }, network);
        double[] Defaults(double perPlatform) =>
            [.. TestRun.Of(network, new Furfine(), new RunSettings { Replications = 500, Seed = 9 }, 1, Credit(new CreditScore { Intercept = -2, PerPlatform = perPlatform })).Totals.Defaults];
    }

    // Losses are applied first, so that shocks do not come in the order of the scenario.
    [Fact]
    public void Each_shock_has_the_probabilities_of_its_own_score()
    {
        var network = Network([], [[], []]);
        Shock Certain(int borrower, double intercept) => Credit(new CreditScore { Intercept = intercept }) with { Target = new Target.Ids([$"M{borrower}"]) };
        var loss = new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Ids(["M1"]), Amount = 0.0 };

        var result = TestRun.Single(network, new Furfine(), Certain(0, -1000), loss, Certain(1, 1000));

        Assert.Equal([-1, 0], result.DefaultRound!.Take(2));
    }

    [Fact]
    public void A_feature_that_the_network_does_not_have_is_refused()
    {
        var score = new CreditScore { Intercept = 0, Weights = Weights(("age", 1)) };

        Assert.Throws<ArgumentException>(() => LogisticScore.Probabilities(score, Network([], [[]])));
        Assert.Throws<ArgumentException>(() => LogisticScore.Probabilities(score, Network([("leverage", [1])], [[]])));
    }

    private static Shock Credit(CreditScore score) => new() { Kind = ShockKind.Credit, Target = new Target.OfKind(InstitutionKind.Borrower), Score = score };

    private static NamedNumbers Weights(params (string Name, double Weight)[] weights) => new(weights.Select(one => KeyValuePair.Create(one.Name, one.Weight)));

    /// <summary>Borrowers M0, M1, ... who each borrow on the platforms listed for them.</summary>
    private static Network Network((string Name, double[] Numbers)[] features, int[][] platformsOf)
    {
        var (builder, borrowers) = (new NetworkBuilder(), platformsOf.Length);
        for (var borrower = 0; borrower < borrowers; borrower++)
        {
            builder.Add(new Institution($"M{borrower}", InstitutionKind.Borrower) { Equity = 1, ExternalAssets = 100 });
        }

        for (var platform = 0; platform < 4; platform++)
        {
            builder.Add(new Institution($"P{platform}", InstitutionKind.Platform) { Equity = 1000 });
        }

        foreach (var (borrower, platforms) in platformsOf.Index())
        {
            Array.ForEach(platforms ?? [], platform => builder.Add(new Exposure(borrowers + platform, borrower, 1)));
        }

        if (features.Length > 0)
        {
            var count = builder.Count;
            builder.Add(new Features(
                [.. features.Select(one => one.Name)],
                [.. features.Select(one => one.Numbers.Concat(Enumerable.Repeat(double.NaN, count - borrowers)).ToArray())],
                [.. Enumerable.Range(0, count).Select(institution => institution < borrowers)]));
        }

        return builder.Build();
    }
}
