using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Worlds;

/// <summary>What worlds refuse, and that it changes nothing.</summary>
public sealed class CommandTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { """[{ "kind": "default", "target": { "id": "B77" } }]""", "unknown institution 'B77'" },
        { """[{ "kind": "default", "target": { "id": ["B1", "B1"] } }]""", "named twice" },
        { """[{ "kind": "default", "target": { "each": "all" } }]""", "one replication" },
        { """[{ "kind": "default", "target": { "random": 11, "among": "all" } }]""", "11 institutions asked for" },
        { """[{ "kind": "default", "target": "all", "fraction": 0.5 }]""", "has no 'fraction'" },
        { """[{ "kind": "asset-loss", "target": "all" }]""", "needs a size" },
        { """[{ "kind": "asset-loss", "target": "all", "amount": -1 }]""", "'amount' is -1" },
        { """[{ "kind": "asset-loss", "target": "all", "fraction": 1.5 }]""", "at most 1" },
        { """[{ "kind": "equity-loss", "target": "all", "fraction": 1e7 }]""", "'fraction' is" },
        { """[{ "kind": "equity-loss", "target": "all", "fraction": { "distribution": "uniform", "low": 2, "high": 1 } }]""", "'low' is above 'high'" },
        { """[{ "kind": "equity-loss", "target": "all", "fraction": { "distribution": "uniform", "low": -2 } }]""", "'low' is -2" },
        { """[{ "kind": "withdrawal", "target": "all", "fraction": 0.5 }]""", "needs the mechanism joint" },
        { """[{ "kind": "credit", "target": "all" }]""", "needs a 'probability'" },
        { """[{ "kind": "credit", "target": "all", "probability": 1.5 }]""", "'probability' is 1.5" },
        { """[{ "kind": "credit", "target": "all", "score": { "intercept": 0, "weights": { "age": 1 } } }]""", "unknown feature 'age'" },
        { """[{ "kind": "default", "target": "all", "at": 1 }]""", "leave them out" },
        { """[{ "kind": "default", "target": "all" }, { "kind": "default", "target": { "group": "x" } }]""", "no institution is in group 'x'" },
        { "[]", "0 shocks" },
    };

    public static TheoryData<string, string> Unreadable => new()
    {
        { "", "" },
        { "null", "no list of shocks" },
        { "[null]", "no list of shocks" },
        { """[{ "kind": "defualt", "target": "all" }]""", "did you mean 'default'" },
        { """[{ "kind": "default", "target": { "top": 3 } }]""", "" },
        { """[{ "kind": "default", "target": { "id": "B1", "kind": "bank" } }]""", "unknown key 'kind'" },
        { """[{ "kind": "default", "targets": "all" }]""", "targets" },
        { """[{ "kind": "asset-loss", "target": "all", "amount": { "distribution": "nomal" } }]""", "unknown distribution 'nomal'" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_shock_that_makes_no_sense_is_refused(string shocks, string fault) => Refuse(WorldFault.Wrong, fault, new WorldCommand.Strike(3, WorldJson.ReadShocks(shocks)));

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_is_no_list_of_shocks_is_not_read(string shocks, string fault)
    {
        var refused = Assert.Throws<WorldException>(() => WorldJson.ReadShocks(shocks));
        Assert.Equal(WorldFault.Wrong, refused.Fault);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_amount_that_is_no_number_is_refused(double amount) => Refuse(WorldFault.Wrong, "'amount' is", new WorldCommand.Strike(3, [TestRun.EquityLoss(1, amount)]));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(WorldCommand.StepsMax + 1)]
    public void So_many_steps_are_refused(int steps) => Refuse(WorldFault.Wrong, "'steps' is", new WorldCommand.Step(3, steps));

    [Theory]
    [InlineData(-1, "expected number 3")]
    [InlineData(0, "expected number 3")]
    [InlineData(4, "expected number 3")]
    [InlineData(1, "was another one")]
    [InlineData(2, "was another one")]
    public void A_command_whose_turn_it_is_not_is_refused(long number, string fault) => Refuse(WorldFault.Conflict, fault, new WorldCommand.Step(number, 7));

    [Fact]
    public void A_command_that_was_done_is_not_done_again()
    {
        var (world, network) = Lived();
        var before = WorldCase.All(world, network);

        Assert.Null(world.Do(new WorldCommand.Strike(1, [TestRun.EquityLoss(0, 2)]), default));
        Assert.Null(world.Do(new WorldCommand.Step(2, 1), default));

        Assert.Equal(before, WorldCase.All(world, network));
    }

    [Fact]
    public void A_world_left_in_the_middle_of_a_command_does_nothing_more()
    {
        var (world, _) = Lived();
        Assert.Throws<OperationCanceledException>(() => world.Do(new WorldCommand.Step(3, 5), new CancellationToken(canceled: true)));

        Assert.Throws<InvalidOperationException>(() => world.Do(new WorldCommand.Step(3, 5), default));
        Assert.Throws<InvalidOperationException>(() => world.Do(new WorldCommand.Step(4, 5), default));
    }

    private static void Refuse(WorldFault kind, string fault, WorldCommand command)
    {
        var (world, network) = Lived();
        var before = WorldCase.All(world, network);

        var refused = Assert.Throws<WorldException>(() => world.Do(command, default));

        Assert.Equal(kind, refused.Fault);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, WorldCase.All(world, network));
        // It goes on as one that was never asked.
        var (other, _) = Lived();
        foreach (var one in new[] { world, other })
        {
            WorldCase.Do(one, new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(2, new Target.All()), Fraction = new Uniform() }, 5);
        }

        Assert.Equal(WorldCase.All(other, network), WorldCase.All(world, network));
    }

    private static (World World, Network Network) Lived()
    {
        var network = WorldCase.SomeNetwork(10);
        var world = World.Open(WorldCase.Scenario(new LinearDebtRank(), TestRun.EquityLossOfAll(0.2)), network);
        WorldCase.Do(world, TestRun.EquityLoss(0, 2), 1);
        return (world, network);
    }
}
