using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Worlds;

/// <summary>A world is an ordinary run kept open.</summary>
public sealed class WorldTests
{
    public static TheoryData<string> Names => WorldCase.Names;

    private static Shock[] Drawn =>
    [
        new() { Kind = ShockKind.EquityLoss, Target = new Target.Random(3, new Target.All()), Fraction = new Uniform { Low = 0.1, High = 0.4 } },
        new() { Kind = ShockKind.AssetLoss, Target = new Target.Random(5, new Target.All()), Fraction = 0.3 },
    ];

    private static Shock[] Brought =>
    [
        new() { Kind = ShockKind.EquityLoss, Target = new Target.Ids(["B1", "B2"]), Fraction = 0.07 },
        new() { Kind = ShockKind.AssetLoss, Target = new Target.All(), Fraction = 0.011 },
        new() { Kind = ShockKind.Default, Target = new Target.Random(1, new Target.All()) },
        new() { Kind = ShockKind.AssetLoss, Target = new Target.Random(2, new Target.All()), Fraction = 0.9 },
        new() { Kind = ShockKind.Credit, Target = new Target.All(), Probability = 0.05 },
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Left_alone_it_comes_to_the_same_bits(string name)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var network = WorldCase.SomeNetwork(5 + seed, seed);
            var scenario = WorldCase.Scenario(WorldCase.Mechanism(name), Drawn);

            var world = WorldCase.ToRest(World.Open(scenario, network), scenario);

            WorldCase.AssertSame(InProcessHost.Run(scenario, network), world, network, $"{name}, network {seed}");
        }
    }

    // Shocks that come in several commands and in another order of kinds than a run applies them in.
    [Theory]
    [MemberData(nameof(Names))]
    public void Shocks_before_the_first_step_are_shocks_of_the_scenario(string name)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var network = WorldCase.SomeNetwork(5 + seed, seed);
            var scenario = WorldCase.Scenario(WorldCase.Mechanism(name), Drawn);
            var world = World.Open(scenario, network);

            WorldCase.Do(world, Brought[0], Brought[1..3], Brought[3], Brought[4]);
            WorldCase.ToRest(world, scenario);

            WorldCase.AssertSame(InProcessHost.Run(scenario with { Shocks = [.. Drawn, .. Brought] }, network), world, network, $"{name}, network {seed}");
        }
    }

    // The greatest solution is one, whatever comes first: these mechanisms go down to it from above. To rounding of sums in another order.
    [Theory]
    [InlineData("furfine")]
    [InlineData("eisenberg-noe")]
    [InlineData("rogers-veraart")]
    [InlineData("cross-holdings")]
    [InlineData("neva-merton")]
    [InlineData("neva-black-cox")]
    public void Shocks_on_the_way_lead_to_the_same_fixed_point(string name)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            // One in three without shares and priority classes: clearing then solves linear systems instead of sweeping.
            var network = seed % 3 == 0 ? WorldCase.PlainNetwork(5 + (seed / 2), seed) : WorldCase.SomeNetwork(5 + (seed / 2), seed, classes: 1 + (seed % 2));
            var mechanism = name == "rogers-veraart" ? new RogersVeraart { Alpha = 0.8, Beta = 0.7 } : WorldCase.Mechanism(name);
            var scenario = WorldCase.Scenario(mechanism, Drawn);
            var world = World.Open(scenario, network);

            WorldCase.Do(world, 1 + (seed % 3), Brought[3], Brought[0], 1, Brought[2], Brought[1]);
            WorldCase.ToRest(world, scenario);

            // Whose turn it is to draw must be the same: as they came.
            var all = InProcessHost.Run(scenario with { Shocks = [.. Drawn, Brought[3], Brought[0], Brought[2], Brought[1]] }, network);
            var inputs = $"{name}, network {seed}";
            Assert.True(all.Replications[0].Defaults == world.View.Totals.Defaults, $"{inputs}: {all.Replications[0].Defaults} defaults, {world.View.Totals.Defaults} in the world");
            var worths = network.Ids.Select(id => world.View.Read(id).Worth).ToArray();
            Near.EqualRelative(all.Totals.NetWorth, worths, 1e-8, inputs, smallest: 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_totals_are_the_sums_of_its_institutions_after_every_command(string name)
    {
        var network = WorldCase.SomeNetwork(30);
        var world = World.Open(WorldCase.Scenario(WorldCase.Mechanism(name), Drawn), network);
        foreach (var command in (object[])[1, Brought[3], 1, Brought[2], 2, Brought[1], Brought[0], 3])
        {
            WorldCase.Do(world, command);
            var seen = network.Ids.Select(world.View.Read).ToArray();
            Near.EqualRelative([seen.Sum(one => one.Loss)], [world.View.Totals.Loss], 1e-12, $"{name} after {command}", smallest: 1);
            Assert.Equal(seen.Count(one => one.DefaultedAt is not null), world.View.Totals.Defaults);
        }
    }

    // Worked by hand: B0 loses 5 of equity 20 (1/4). B1 lends B0 40 on equity 100: 0.4 × 1/4 = 0.1. Then B0 loses 5 more: 1/2, and B1 0.2.
    [Fact]
    public void A_second_shock_after_rest_sets_it_going_again()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 40 }, { 0, 0 } }, [60, 60], equity: [20, 100]);
        var world = World.Open(WorldCase.Scenario(new LinearDebtRank()), network);

        WorldCase.Do(world, TestRun.EquityLoss(0, 5), 10);
        var first = world.View;
        WorldCase.Do(world, TestRun.EquityLoss(0, 5), 10);

        Assert.True(first.Totals.IsAtRest);
        Assert.Equal(15, first.Totals.Loss);
        Assert.Equal(0.1, first.Read("B1").Distress);
        Assert.Equal(30, world.View.Totals.Loss);
        Assert.Equal((80.0, 0.2), (world.View.Read("B1").Worth, world.View.Read("B1").Distress));
        // What was looked at before has not changed.
        Assert.Equal(90, first.Read("B1").Worth);
    }
}
