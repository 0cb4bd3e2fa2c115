using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine.Tests;

/// <summary>Rows are walked in order or from a list, and signals asked for ahead of time or not: all ways must give the same bits.</summary>
public sealed class WaysThroughMemoryTests
{
    private const int RoundsMax = 12;

    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    // Eight lanes of so many institutions are asked for ahead of time; a lane alone is near enough.
    [Theory]
    [MemberData(nameof(Names))]
    public void Signals_asked_for_ahead_of_time_are_the_same_signals(string name)
    {
        var network = SparseNetwork.AtRandom(20_000, 5, 1.1, 17);
        Assert.InRange(Pull.NearBytes, network.Count * 8, network.Count * 64);
        var mechanism = Of(name);

        var together = Run<EightLanes>(network, mechanism, EightLanes.Count, lane => lane + 1);

        foreach (var lane in new[] { 0, 5 })
        {
            var alone = Run<OneLane>(network, mechanism, 1, _ => lane + 1);
            Assert.Contains(Enumerable.Range(0, network.Count), bank => alone.Cascade.NetWorth(bank)[0] != alone.Cascade.ShockedWorth(bank)[0]);
            Assert.Equal(alone.Worth(0), together.Worth(lane));
        }
    }

    // Where nearly all are in default they are swept in order, where others look on from a list. More default than are solved outright.
    [Theory]
    [InlineData("eisenberg-noe")]
    [InlineData("rogers-veraart")]
    public void Who_looks_on_changes_no_payment(string name)
    {
        var mechanism = Of(name);
        var (few, many) = (Company(0), Company(1000));

        var (alone, watched) = (Run<EightLanes>(few, mechanism, 8, lane => lane), Run<EightLanes>(many, mechanism, 8, lane => lane));

        for (var lane = 0; lane < EightLanes.Count; lane++)
        {
            Assert.InRange(alone.Cascade.Defaults[lane], LinearClearing.SmallMax + 1, few.Count);
            Assert.True(lane > 0 || alone.Cascade.Defaults[lane] > few.Count / 4 * 3, "nobody is swept in order");
            Assert.Equal(alone.Worth(lane), watched.Worth(lane)[..few.Count]);
            Assert.Equal(alone.Payments(lane), watched.Payments(lane)[..few.Count]);
        }
    }

    /// <summary>The mechanism, such that defaults cost something.</summary>
    private static Mechanism Of(string name) => Mechanisms.All.Single(one => one.Name == name) switch
    {
        RogersVeraart lossy => lossy with { Alpha = 0.7, Beta = 0.9 },
        BlackCox lossy => lossy with { Recovery = 0.4 },
        var mechanism => mechanism,
    };

    /// <summary>Two hundred banks that owe each other nearly all they have, and others that owe nobody and are owed nothing.</summary>
    private static Network Company(int bystanders)
    {
        var random = new Random(23);
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < 200 + bystanders; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { Equity = 1, ExternalAssets = 100 });
        }

        for (var creditor = 0; creditor < 200; creditor++)
        {
            for (var claim = 1; claim <= 6; claim++)
            {
                builder.Add(new Exposure(creditor, (creditor + (claim * claim)) % 200, 1 + (4 * random.NextDouble())));
            }
        }

        return builder.Build();
    }

    private static Outcome<TLanes> Run<TLanes>(Network network, Mechanism mechanism, int lanes, Func<int, int> replicationOf)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var stress = new Stress<TLanes>(network);
        var shock = new Shock { Kind = ShockKind.EquityLoss, Fraction = new ShockSize.Fixed(1) };
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var bank = 0; bank < network.Count; bank++)
            {
                // The first replication hits everybody, the others about two of three.
                var share = replicationOf(lane) == 0 ? 2 : ((bank * 7) + (replicationOf(lane) * 3)) % 19 / 6.0;
                if (bank < 200 || network.Claims.LengthOf(bank) > 0)
                {
                    // Some mechanisms ask for amounts, others for what happened.
                    stress.LoseEquity(bank, lane, share * network.Sheets[bank].Equity);
                    stress.Add(new StressEvent(shock, bank, lane, share));
                }
            }
        }

        var cascade = mechanism.Prepare(network, new RunSettings()).NewCascade<TLanes>();
        var active = cascade.Begin(stress, TLanes.First(lanes));
        for (var round = 1; round <= RoundsMax && !TLanes.IsNone(active); round++)
        {
            active = cascade.Step(round, active);
        }

        cascade.Close(0);

        return new Outcome<TLanes>(network, cascade);
    }

    private sealed record Outcome<TLanes>(Network Network, Cascade<TLanes> Cascade)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public double[] Worth(int lane) => [.. Enumerable.Range(0, Network.Count).Select(institution => Cascade.NetWorth(institution)[lane])];

        public double[] Payments(int lane) => [.. Enumerable.Range(0, Network.Count).Select(institution => Cascade.Payment(institution)[lane])];
    }
}
