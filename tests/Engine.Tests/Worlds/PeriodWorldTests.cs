using Contagion.Engine.Tests.Periods;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Worlds;

/// <summary>Worlds over periods: a step is a period, and what is brought falls due in the next one.</summary>
public sealed class PeriodWorldTests
{
    private const int Economies = 200;

    [Fact]
    public void Stepped_through_its_periods_it_has_the_bits_of_the_run()
    {
        for (var seed = 0; seed < Economies; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            var scenario = economy.Scenario with { Run = economy.Scenario.Run with { Replications = 1 } };
            var network = economy.Network;

            var world = WorldCase.ToRest(World.Open(scenario, network), scenario);

            WorldCase.AssertSame(InProcessHost.Run(scenario, network), world, network, $"economy {seed}");
        }
    }

    [Fact]
    public void Shocks_brought_before_their_periods_are_shocks_of_the_scenario()
    {
        var brought = 0;
        for (var seed = 0; seed < Economies; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            var whole = economy.Scenario with { Run = economy.Scenario.Run with { Replications = 1 } };
            // Half of those that come once are brought, in the order of their periods; those of operations stay, without which a scenario has none.
            Shock[] later =
            [
                .. whole.Shocks.Where((shock, place) => shock is { Until: null, Target: not Target.Each, Policy: not "waterfall", Kind: not (ShockKind.Outage or ShockKind.Load) }
                    && shock.At < whole.Run.Periods && place % 2 == seed % 2).OrderBy(shock => shock.At),
            ];
            whole = whole with { Shocks = [.. whole.Shocks.Where(shock => !later.Contains(shock)), .. later] };
            var network = economy.Network;
            var world = World.Open(whole with { Shocks = [.. whole.Shocks.Take(whole.Shocks.Count - later.Length)] }, network);
            for (var period = 0; period < whole.Run.Periods; period++)
            {
                foreach (var shock in later.Where(shock => shock.At == period))
                {
                    WorldCase.Do(world, shock with { At = 0 });
                    brought++;
                }

                WorldCase.Do(world, 1);
            }

            WorldCase.AssertSame(InProcessHost.Run(whole, network), world, network, $"economy {seed}");
        }

        Assert.True(brought > Economies / 2, $"only {brought} shocks were brought");
    }

    [Fact]
    public void It_goes_on_beyond_the_periods_of_its_scenario_and_is_the_same_done_again()
    {
        for (var seed = 0; seed < Economies / 4; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            var (scenario, network) = (economy.Scenario, economy.Network);
            var world = World.Open(scenario, network);
            Shock[] shocks = [.. Enum.GetValues<ShockKind>().Select(kind => Sized(kind, network.Ids[seed % network.Count])).OfType<Shock>()];

            var entries = WorldCase.Do(world, [.. shocks.Select(shock => (object)shock), scenario.Run.Periods, .. shocks.Reverse(), 5, TestShock(network.Ids[0]), 3]);

            var again = World.Open(scenario, network, WorldLog.Read(string.Concat(entries.Select(WorldLog.Write)), network.Count), default);
            Assert.Equal(scenario.Run.Periods + 8, again.View.Totals.Steps);
            Assert.Equal(WorldCase.All(world, network), WorldCase.All(again, network));
        }
    }

    private static Shock TestShock(string id) => new() { Kind = ShockKind.EquityLoss, Target = new Target.Ids([id]), Amount = 5 };

    /// <summary>A shock of a kind on one institution; null for those of prices and operations, which not all economies have.</summary>
    private static Shock? Sized(ShockKind kind, string id) => kind switch
    {
        ShockKind.PriceDrop or ShockKind.RateShock or ShockKind.Outage or ShockKind.Load => null,
        ShockKind.Regulation => new Shock { Kind = kind, Policy = "reserveFund", On = false },
        ShockKind.Credit => new Shock { Kind = kind, Target = new Target.Ids([id]), Probability = 0.5 },
        ShockKind.Default or ShockKind.Suspension or ShockKind.Reopening => new Shock { Kind = kind, Target = new Target.Ids([id]) },
        _ => new Shock { Kind = kind, Target = new Target.Ids([id]), Fraction = 0.1 },
    };
}
