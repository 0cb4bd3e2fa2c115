using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Yaml;

/// <summary>What is written reads back as it was: the file scenario.yaml of a run repeats the run.</summary>
public sealed class ScenarioWriterTests
{
    private static readonly string[] Strange =
    [
        "NO", "yes", "on", "true", "null", "~", "Null", "1e5", "007", "0x1F", "1_000", ".5", ".nan", ".inf", "-", "--", "---", "...", "?", ":", "a: b", "a:", ": a", "# x", "a #b",
        "- x", "[x", "]", "{x", "}", ",", "a, b", "*x", "&x", "!x", "|", ">", "%x", "@x", "`x", "'", "\"", "'x'", "\"x\"", "it's", "\\", "\\n", "=", "<<", "2026-01-01", "12:30:45",
        "  leading", "trailing  ", " ' both \" ", "line\nbreak", "two\n\nbreaks", "\nfirst", "last\n", "Österreich", "银行", "🏦", "é", "e\u0301",
        "a\u2028b", "a\u2029", "\u2028", "a\u00a0b", "\u200b", "\uFEFFbom", "x", "name: y", "{{x}}", "§",
        new('x', 5000), string.Join(' ', Enumerable.Repeat("word", 2000)), string.Join(": ", Enumerable.Repeat("a", 300)),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 300)];

    [Fact]
    public void Strange_texts_read_back_as_they_were()
    {
        var failed = new List<string>();
        foreach (var text in Strange)
        {
            var scenario = Made(new Random(1)) with { Name = text.Trim().Length == 0 ? "x" + text : text, Description = "d" + text, Shocks = [Shock(new Target.OfGroup(text)), Shock(new Target.Ids([text, "B1" + text]))] };
            if (Difference(scenario) is { } difference)
            {
                failed.Add($"{string.Concat(text.Take(20).Select(letter => letter is >= ' ' and < '\u007f' ? $"{letter}" : $"\\u{(int)letter:x4}"))}: {difference}");
            }
        }

        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_generated_scenario_reads_back_as_it_was(int seed) => Assert.Null(Difference(Made(new Random(seed))));

    [Fact]
    public void Every_mechanism_reads_back_with_its_defaults()
    {
        foreach (var mechanism in Mechanisms.All)
        {
            Assert.Null(Difference(Made(new Random(2)) with { Channels = new Channels { Solvency = mechanism } }));
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(1e-300)]
    [InlineData(5e-324)]
    [InlineData(1e300)]
    [InlineData(123456789.123456789)]
    [InlineData(0)]
    public void An_amount_reads_back_to_the_same_double(double amount)
    {
        var read = YamlReadingTests.Read(ScenarioWriter.Write(Made(new Random(3)) with { Shocks = [new Shock { Kind = ShockKind.AssetLoss, Target = new Target.All(), Amount = amount }] }));

        Assert.Equal(BitConverter.DoubleToInt64Bits(amount), BitConverter.DoubleToInt64Bits(Assert.IsType<ShockSize.Fixed>(read.Shocks[0].Amount).Value));
    }

    /// <summary>Null, or how the scenario differs from what its text reads back as.</summary>
    private static string? Difference(Scenario scenario)
    {
        var text = ScenarioWriter.Write(scenario);
        Scenario read;
        try
        {
            read = YamlReadingTests.Read(text);
        }
        catch (InputException refused)
        {
            return refused.Message;
        }

        return !read.Shocks.SequenceEqual(scenario.Shocks) ? $"other shocks in\n{text}"
            : read with { Shocks = scenario.Shocks } != scenario ? $"another scenario in\n{text}"
            : ScenarioWriter.Write(read) != text ? $"another text than\n{text}"
            : null;
    }

    private static Shock Shock(Target target) => new() { Kind = ShockKind.Default, Target = target };

    private static Scenario Made(Random random) => new()
    {
        Name = Word(random),
        Description = random.Next(2) == 0 ? null : Word(random),
        Network = MadeSource(random),
        Shocks = [.. Enumerable.Range(0, random.Next(4)).Select(_ => MadeShock(random))],
        Channels = new Channels { Solvency = MadeMechanism(random) },
        Run = new RunSettings
        {
            Replications = random.Next(2) == 0 ? null : 1 + random.Next(1000), Seed = (ulong)random.NextInt64(), MaxRounds = 1 + random.Next(1000), Tolerance = random.NextDouble() / 10,
        },
    };

    private static NetworkSource MadeSource(Random random) => random.Next(3) == 0
        ? new NetworkSource { Generate = MadeModel(random) }
        : new NetworkSource { Files = new NetworkFiles { Institutions = Word(random), Exposures = Word(random), Holdings = random.Next(2) == 0 ? null : Word(random), Payments = random.Next(2) == 0 ? null : Word(random) } };

    private static ErdosRenyi MadeModel(Random random)
    {
        var isByDegree = random.Next(2) == 0;
        return new ErdosRenyi
        {
            Institutions = 30 + random.Next(1000),
            MeanDegree = isByDegree ? 20 * random.NextDouble() : null,
            LinkProbability = isByDegree ? null : random.NextDouble(),
            Balance = random.Next(2) == 0
                ? new GaiKapadia { Assets = 1000 * random.NextDouble(), InterbankShare = random.NextDouble(), CapitalRatio = random.NextDouble() }
                : new Nier { ExternalAssets = 1e6 * random.NextDouble(), InterbankShare = random.NextDouble(), NetWorthRatio = random.NextDouble() },
            Redraw = random.Next(2) == 0,
        };
    }

    private static Shock MadeShock(Random random)
    {
        if (random.Next(4) == 0)
        {
            return new Shock { Kind = ShockKind.Credit, Target = MadeTarget(random, 3), Score = MadeScore(random), Correlation = random.Next(2) == 0 ? null : random.NextDouble() };
        }

        var kind = (ShockKind)random.Next(3);
        var isFraction = random.Next(2) == 0;
        return new Shock
        {
            Kind = kind,
            Target = MadeTarget(random, 3),
            Fraction = kind != ShockKind.Default && isFraction ? random.NextDouble() : null,
            Amount = kind != ShockKind.Default && !isFraction ? Math.Pow(10, random.Next(-20, 20)) * random.NextDouble() : null,
        };
    }

    private static CreditScore MadeScore(Random random) => new()
    {
        Intercept = random.NextDouble() - 5,
        Weights = new NamedNumbers(Enumerable.Range(0, random.Next(4)).Select(_ => Word(random)).Distinct().Select(name => KeyValuePair.Create(name, random.NextDouble()))),
        PerPlatform = random.NextDouble(),
    };

    private static Target MadeTarget(Random random, int depth) => random.Next(depth == 0 ? 4 : 7) switch
    {
        0 => new Target.All(),
        1 => new Target.Ids([.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Word(random))]),
        2 => new Target.OfKind((InstitutionKind)random.Next(7)),
        3 => new Target.OfGroup(Word(random)),
        4 => new Target.Top(1 + random.Next(9), (Measure)random.Next(Enum.GetValues<Measure>().Length), MadeTarget(random, depth - 1)),
        5 => new Target.Random(1 + random.Next(9), MadeTarget(random, depth - 1)),
        _ => new Target.Each(MadeTarget(random, depth - 1)),
    };

    private static SolvencyMechanism MadeMechanism(Random random) => random.Next(5) switch
    {
        0 => new Furfine { LossGivenDefault = random.NextDouble(), ZeroEquityIsDefault = random.Next(2) == 0 },
        1 => new RogersVeraart { Alpha = random.NextDouble(), Beta = random.NextDouble(), ExternalCreditors = (ExternalCreditors)random.Next(2) },
        2 => new NonlinearDebtRank { Exponent = 10 * random.NextDouble(), Weights = (DistressWeights)random.Next(4) },
        3 => new CrossHoldings { Integration = random.Next(2) == 0 ? null : random.NextDouble() },
        _ => new Merton { Recovery = random.NextDouble() },
    };

    private static string Word(Random random) => random.Next(3) == 0
        ? Strange.Where(text => text.Trim().Length > 0).ElementAt(random.Next(40))
        : string.Concat(Enumerable.Range(0, 1 + random.Next(12)).Select(_ => (char)random.Next('!', '~')));
}
