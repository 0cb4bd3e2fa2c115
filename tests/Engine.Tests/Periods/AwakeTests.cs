using Contagion.Tests;

namespace Contagion.Engine.Tests.Periods;

/// <summary>To look at those whom something reached gives the same bits as to look at everybody in every round of every period.</summary>
public sealed class AwakeTests
{
    private static readonly int Economies = LongProofs.AreAsked ? 3000 : 200;

    [Fact]
    public void Who_is_not_looked_at_has_not_changed()
    {
        for (var seed = 0; seed < Economies; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            AssertSame<EightLanes>(economy);
            AssertSame<OneLane>(economy);
        }
    }

    [Fact]
    public void A_replication_does_not_notice_its_neighbours()
    {
        for (var seed = 0; seed < Economies; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            var (network, together) = (economy.Network, Play<EightLanes>(economy, economy.Network, isFull: false));
            for (var lane = 0; lane < EightLanes.Count; lane++)
            {
                var alone = Play<OneLane>(economy, network, isFull: false, first: lane);

                Assert.True(alone.SequenceEqual(together.Where((_, place) => place % EightLanes.Count == lane)), $"{economy}, replication {lane}");
            }
        }
    }

    private static void AssertSame<TLanes>(RandomEconomy economy)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var network = economy.Network;
        var (all, some) = (Play<TLanes>(economy, network, isFull: true), Play<TLanes>(economy, network, isFull: false));

        Assert.True(all.AsSpan().SequenceEqual(some), $"{economy} in {typeof(TLanes).Name}");
    }

    /// <summary>The bits of everything that results tell.</summary>
    private static long[] Play<TLanes>(RandomEconomy economy, Networks.Network network, bool isFull, int first = 0)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Everybody is looked at in the first two periods anyway.
        var run = economy.Scenario.Run with { Replications = first + TLanes.Count, Periods = economy.Scenario.Run.Periods + 3 };
        var (scenario, lanes) = (economy.Scenario with { Run = run }, TLanes.Count);
        var plan = new ReplicationPlan(scenario, network);
        var cascade = new JointDynamics(network, (Joint)scenario.Channels.Solvency, scenario).NewCascade<TLanes>();
        (cascade.Set.IsFull, cascade.CountsLoss) = (isFull, scenario.Run.Periods > 1);
        var stress = new Stress<TLanes>(network);
        for (var period = 0; period < scenario.Run.Periods; period++)
        {
            stress.Clear();
            for (var lane = 0; lane < lanes; lane++)
            {
                plan.Apply(first + lane, lane, period, stress);
            }

            var active = period == 0 ? cascade.Begin(stress, TLanes.First(lanes)) : cascade.Open(period, stress);
            for (var round = 1; !TLanes.IsNone(active); round++)
            {
                active = cascade.Step(round, active);
            }

            cascade.Close(period);
        }

        TLanes[] told =
        [
            .. Enumerable.Range(0, network.Count).SelectMany(one =>
                new[] { cascade.NetWorth(one), cascade.ShockedWorth(one), cascade.Payment(one), cascade.ExternalLoss(one), cascade.WriteDown(one), TLanes.IsBelow(cascade.DefaultRound(one), TLanes.Zero) }),
            .. cascade.PeriodMetrics(), cascade.Defaults, cascade.Loss,
        ];
        return [.. told.SelectMany(one => Enumerable.Range(0, lanes).Select(lane => BitConverter.DoubleToInt64Bits(one[lane])))];
    }
}
