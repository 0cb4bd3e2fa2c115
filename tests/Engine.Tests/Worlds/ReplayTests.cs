using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Worlds;

/// <summary>A world is its scenario and its log: done again, it is the same to the last bit.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Names => WorldCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Done_again_from_its_log_it_is_the_same(string name)
    {
        for (var seed = 0; seed < 15; seed++)
        {
            var (network, random) = (seed < 12 ? WorldCase.SomeNetwork(6 + seed, seed) : SparseNetwork.AtRandom(3000, 3, 1.2, seed), new Random(seed));
            var scenario = WorldCase.Scenario(WorldCase.Mechanism(name), AtRandom(random, network));
            var world = World.Open(scenario, network);
            var log = string.Concat(Enumerable.Range(0, 25).SelectMany(_ => WorldCase.Do(world, Command(random, network))).Select(WorldLog.Write));

            var again = World.Open(scenario, network, WorldLog.Read(log, network.Count), CancellationToken.None);

            Assert.True(world.View.Totals.Loss > 0);
            Assert.Equal(WorldCase.All(world, network), WorldCase.All(again, network));
            // And goes on as the other does.
            foreach (var one in new[] { world, again })
            {
                WorldCase.Do(one, AtRandom(new Random(99), network), 3);
            }

            Assert.Equal(WorldCase.All(world, network), WorldCase.All(again, network));
        }
    }

    [Fact]
    public void A_log_that_was_lived_otherwise_is_refused()
    {
        var network = WorldCase.SomeNetwork(10);
        var scenario = WorldCase.Scenario(new LinearDebtRank(), TestRun.EquityLossOfAll(0.2));
        var entries = WorldCase.Do(World.Open(scenario, network), 1, TestRun.Default(3), 1);

        var other = entries[1] with { After = entries[1].After with { Loss = Math.BitIncrement(entries[1].After.Loss) } };
        Assert.Contains("another version", Assert.Throws<InvalidDataException>(() => World.Open(scenario, network, [entries[0], other], default)).Message, StringComparison.Ordinal);
        Assert.Contains("command 3 where number 2", Assert.Throws<InvalidDataException>(() => World.Open(scenario, network, [entries[0], entries[2]], default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_of_shock_is_read_as_it_was_written()
    {
        Shock[] shocks =
        [
            new() { Kind = ShockKind.Default, Target = new Target.Ids(["a/b", "\"é\n"]) },
            new() { Kind = ShockKind.AssetLoss, Target = new Target.Top(2, Measure.PagerankVulnerability, new Target.OfKind(InstitutionKind.Platform)), Amount = 0.1 + 0.2 },
            new() { Kind = ShockKind.Load, Target = new Target.Random(3, new Target.OfGroup("retail")), Fraction = new Discrete { Sizes = [0.5, 2], Weights = [1, 3], Common = true } },
            new() { Kind = ShockKind.EquityLoss, Fraction = new Beta { Common = true } },
            new() { Kind = ShockKind.Credit, Target = new Target.Each(new Target.All()), Correlation = 0.1, Recovery = 0.4, Score = new CreditScore { Intercept = -3, Weights = new NamedNumbers([new("age", 0.1)]), PerPlatform = 1 } },
            new() { Kind = ShockKind.RateShock, Amount = 5e-324, Asset = "bonds" },
            new() { Kind = ShockKind.Regulation, Policy = "reserveFund", On = false },
            new() { Kind = ShockKind.Outage, Target = new Target.Ids(["one"]), Fraction = 1, Duration = 3, Probability = 0 },
        ];
        var entry = new WorldEntry(new WorldCommand.Strike(7, shocks), new WorldTotals(7, 5, 3, 1, 1e300, true, false));

        var read = Assert.Single(WorldLog.Read(WorldLog.Write(entry), 3));

        Assert.Equal(shocks, ((WorldCommand.Strike)read.Command).Shocks);
        Assert.Equal((7, entry.After), (read.Command.Number, read.After));
    }

    private static object Command(Random random, Network network) => random.Next(3) switch
    {
        0 => random.Next(1, 4),
        1 => 1,
        _ => AtRandom(random, network),
    };

    private static Shock[] AtRandom(Random random, Network network) =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(5) switch
        {
            0 => TestRun.Default(random.Next(network.Count)),
            1 => TestRun.AssetLoss(random.Next(network.Count), 1000 * random.NextDouble()),
            2 => TestRun.EquityLoss(random.Next(network.Count), 100 * random.NextDouble()),
            3 => new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(3, new Target.All()), Fraction = new Uniform() },
            _ => new Shock { Kind = ShockKind.Credit, Probability = 0.02, Correlation = 0.2 },
        }),
    ];
}
