using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Contagion.Grains.Tests;

/// <summary>Worlds on silos in this process are those of this process without silos.</summary>
public sealed class WorldGrainTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly WorldCommand[] Commands =
    [
        new WorldCommand.Strike(1, [new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Ids(["B3"]), Amount = 4.1 }]),
        new WorldCommand.Step(2, 2),
        new WorldCommand.Strike(3, [new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(5, new Target.All()), Fraction = new Uniform() }, Default("B/7")]),
        new WorldCommand.Step(4, 3),
        new WorldCommand.Step(5, 1),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_world_has_the_bits_of_the_embedded_one(int silos)
    {
        await using var cluster = await TestCluster.Of(silos);
        var (scenario, network) = Sample();
        var content = cluster.Bring(scenario, network);
        var embedded = new InProcessWorlds((_, _) => Task.FromResult((scenario, network)));
        foreach (var worlds in (IWorlds[])[embedded, cluster.Worlds])
        {
            await Live(worlds, content, Commands);
        }

        Assert.Equal(await All(embedded, network), await All(cluster.Worlds, network));
        Assert.True((await cluster.Worlds.Look("w", None)).Loss > 0);
    }

    [Fact]
    public async Task Nothing_is_lost_with_the_silo_that_has_it()
    {
        await using var cluster = await TestCluster.Of(3);
        var (scenario, network) = Sample();
        var content = cluster.Bring(scenario, network);
        var before = "";
        for (var done = 1; done <= Commands.Length; done++)
        {
            await Live(cluster.Worlds, content, Commands[(done - 1)..done]);
            before = await All(cluster.Worlds, network);
            if (done is 2 or 4)
            {
                await Kill(cluster);
            }

            Assert.Equal(before, await All(cluster.Worlds, network));
        }

        var embedded = new InProcessWorlds((_, _) => Task.FromResult((scenario, network)));
        await Live(embedded, content, Commands);
        Assert.Equal(before, await All(embedded, network));
    }

    [Fact]
    public async Task Institutions_are_read_and_struck_from_any_silo()
    {
        await using var cluster = await TestCluster.Of(3);
        var (scenario, network) = Sample();
        await cluster.Worlds.Open("w", new WorldOrder(cluster.Bring(scenario, network), "test"), None);
        var number = 0;
        foreach (var silo in cluster.Silos.Silos)
        {
            var grains = silo.ServiceProvider.GetRequiredService<IGrainFactory>();
            var one = grains.GetGrain<IInstitutionGrain>("w/B/7");

            var before = await one.Read();
            var totals = await one.Strike(++number, new Shock { Kind = ShockKind.EquityLoss, Amount = 0.5 });
            Assert.Equal(totals, await one.Strike(number, new Shock { Kind = ShockKind.EquityLoss, Amount = 0.5 }));

            var after = await one.Read();
            Assert.Equal(("B/7", before.Worth - 0.5), (after.Id, after.Worth));
            Assert.Equal(number, (await one.History(10)).Length);
            var counterparties = await one.Counterparties(0, 2);
            Assert.Equal((network.Claims.LengthOf(7), network.Debts.LengthOf(7)), (counterparties.ClaimsCount, counterparties.DebtsCount));
            Assert.Equal(2, counterparties.Claims.Count);
            Assert.Equal((network.Sheets[7].Equity, network.Sheets[7].TotalAssets), (after.Start.Equity, after.Start.TotalAssets));
        }
    }

    [Fact]
    public async Task What_is_refused_is_told_and_changes_nothing()
    {
        await using var cluster = await TestCluster.Of(2);
        var (scenario, network) = Sample();
        var (worlds, content) = (cluster.Worlds, cluster.Bring(scenario, network));
        await Live(worlds, content, Commands[..2]);
        var (before, rows) = (await All(worlds, network), cluster.States.Count);

        await Refuses(WorldFault.Wrong, "'amount' is NaN", () => worlds.Do("w", new WorldCommand.Strike(3, [new Shock { Kind = ShockKind.EquityLoss, Target = new Target.All(), Amount = double.NaN }]), None));
        await Refuses(WorldFault.Wrong, "unknown institution 'B77'", () => worlds.Do("w", new WorldCommand.Strike(3, [Default("B77")]), None));
        await Refuses(WorldFault.Wrong, "'steps' is 0", () => worlds.Do("w", new WorldCommand.Step(3, 0), None));
        await Refuses(WorldFault.Conflict, "expected number 3", () => worlds.Do("w", new WorldCommand.Step(4, 1), None));
        await Refuses(WorldFault.Conflict, "was another one", () => worlds.Do("w", new WorldCommand.Step(2, 1), None));
        await Refuses(WorldFault.Unknown, "unknown institution 'B77'", () => worlds.Read("w", "B77", None));
        await Refuses(WorldFault.Unknown, "no world 'v'", () => worlds.Look("v", None));
        await Refuses(WorldFault.Conflict, "another scenario", () => worlds.Open("w", new WorldOrder(cluster.Bring(scenario, network), "test"), None));
        await Refuses(WorldFault.Wrong, "without '/'", () => worlds.Look("a/b", None));

        Assert.Equal((before, rows), (await All(worlds, network), cluster.States.Count));
        Assert.Equal(2, (await worlds.Do("w", Commands[1], None)).Commands);
        Assert.Equal(before, await All(worlds, network));
    }

    [Fact]
    public async Task A_command_that_could_not_be_kept_is_none_until_it_is_sent_again()
    {
        await using var cluster = await TestCluster.Of(2);
        var (scenario, network) = Sample();
        var (worlds, content) = (cluster.Worlds, cluster.Bring(scenario, network));
        await Live(worlds, content, Commands[..2]);
        var before = await All(worlds, network);

        cluster.States.Break(1);
        await Assert.ThrowsAnyAsync<Exception>(() => worlds.Do("w", Commands[2], None));
        Assert.Equal(before, await All(worlds, network));

        await Live(worlds, content, Commands[2..]);
        var embedded = new InProcessWorlds((_, _) => Task.FromResult((scenario, network)));
        await Live(embedded, content, Commands);
        Assert.Equal(await All(embedded, network), await All(worlds, network));
    }

    // Some 250 bytes a command: 400 of them fill several pages.
    [Fact]
    public async Task A_long_log_is_kept_page_by_page_and_dropped_as_a_whole()
    {
        await using var cluster = await TestCluster.Of(2);
        var (scenario, network) = Sample();
        var (worlds, content) = (cluster.Worlds, cluster.Bring(scenario, network));
        await worlds.Open("w", new WorldOrder(content, "test"), None);
        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Ids(["B1", "B2"]), Amount = 0.001 };
        for (var number = 1; number <= 400; number++)
        {
            await worlds.Do("w", number % 10 == 0 ? new WorldCommand.Step(number, 1) : new WorldCommand.Strike(number, [shock]), None);
        }

        var before = await All(worlds, network);
        Assert.Equal(400, cluster.States.PagesWritten);
        Assert.InRange(cluster.States.Count, 3, 6);
        await Kill(cluster);
        Assert.Equal(before, await All(worlds, network));

        await worlds.Drop("w", None);
        Assert.Equal(0, cluster.States.Count);
        await Refuses(WorldFault.Unknown, "no world 'w'", () => worlds.Look("w", None));
        Assert.Equal(0, (await worlds.Open("w", new WorldOrder(content, "other"), None)).Commands);
    }

    private static Shock Default(string id) => new() { Kind = ShockKind.Default, Target = new Target.Ids([id]) };

    private static async Task Live(IWorlds worlds, string content, IEnumerable<WorldCommand> commands)
    {
        await worlds.Open("w", new WorldOrder(content, "test"), None);
        foreach (var command in commands)
        {
            await worlds.Do("w", command, None);
        }
    }

    /// <summary>Kills the silo that has the world.</summary>
    private static async Task Kill(TestCluster cluster)
    {
        var at = await cluster.Silos.Client.GetGrain<Orleans.Runtime.IManagementGrain>(0).GetActivationAddress(cluster.Silos.Client.GetGrain<IWorldGrain>("w"));
        await cluster.Silos.KillSiloAsync(cluster.Silos.Silos.Single(silo => silo.SiloAddress.Equals(at)));
    }

    private static async Task Refuses(WorldFault fault, string message, Func<Task> ask)
    {
        var refused = await Assert.ThrowsAsync<WorldException>(ask);
        Assert.Equal(fault, refused.Fault);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>All that can be seen of a world.</summary>
    private static async Task<string> All(IWorlds worlds, Network network)
    {
        var lines = new List<string> { $"{await worlds.Look("w", None)}" };
        foreach (var id in network.Ids)
        {
            lines.Add($"{await worlds.Read("w", id, None)} {string.Join(' ', await worlds.History("w", id, 100, None))}");
        }

        return string.Join('\n', lines);
    }

    private static (Scenario Scenario, Network Network) Sample()
    {
        var (scenario, network) = SmallStudy.Of(1);
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < network.Count; bank++)
        {
            builder.Add(network.Given(bank) with { Id = bank == 7 ? "B/7" : network.Ids[bank] });
        }

        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1]; claim++)
            {
                builder.Add(new Exposure(creditor, network.Claims.Column[claim], network.Claims.Amount[claim]));
            }
        }

        return (scenario, builder.Build());
    }
}
