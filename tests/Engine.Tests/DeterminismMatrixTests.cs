using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Everything a run says is the same, bit by bit, for any number of threads and partitions, for every mechanism there is.</summary>
public sealed class DeterminismMatrixTests
{
    // The engine goes over everybody or over those reached, and threads share what is long: above 2,048 institutions and at most a quarter of all.
    // Rings of 10,000 with 2,300 hit keep such a list for as long as the losses travel.
    private const int HitOfLargeRing = 2300;
    private const int LargeRing = 10_000;

    // Slow mechanisms need not arrive: whatever there is after so many rounds must have the same bits.
    private const int RoundsMax = 60;

    private static readonly int[] Threads = [1, 2, 3, 7];
    private static readonly int[] Partitions = [1, 2, 5, 64];

    private static readonly (int Threads, int Partitions)[] Corners = [(2, 1), (1, 5), (3, 64), (7, 5)];
    private static readonly (int Threads, int Partitions)[] FewCorners = [(2, 2), (3, 64)];

    private static IEnumerable<(int Threads, int Partitions)> All => Threads.SelectMany(threads => Partitions.Select(partitions => (threads, partitions)));

    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_partitions_change_nothing_in_a_small_network(string name) => Check(name, SmallNetwork(), 13, Corners);

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_partitions_change_nothing_in_a_network_that_threads_share(string name) => Check(name, SparseNetwork.AtRandom(3000, 3, 1.2, 3), 9, FewCorners);

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_partitions_change_nothing_in_lists_that_threads_share(string name) => CheckLists(name, [(2, 5), (3, 64)]);

    [LongFact]
    public void Threads_and_partitions_change_nothing_in_any_network_in_any_combination()
    {
        foreach (var name in Mechanisms.All.Select(mechanism => mechanism.Name))
        {
            Check(name, SmallNetwork(), 13, All);
            Check(name, SparseNetwork.AtRandom(3000, 3, 1.2, 3), 21, All);
            Check(name, SparseNetwork.AtRandom(2047, 6, 0.8, 5), 21, All);
            CheckLists(name, All);
        }
    }

    // Else the test of shared lists would prove nothing.
    [Theory]
    [InlineData("furfine")]
    [InlineData("debtrank-linear")]
    public void Rings_keep_a_list_long_enough_to_be_shared(string name)
    {
        var ring = SparseNetwork.Ring(LargeRing, 0.95, 11);
        var (stress, cascade) = (new Stress<OneLane>(ring), Mechanisms.All.Single(one => one.Name == name).Prepare(ring, new RunSettings()).NewCascade<OneLane>());
        for (var bank = 0; bank < HitOfLargeRing; bank++)
        {
            stress.LoseEquity(bank * 4, 0, 200);
        }

        var active = cascade.Begin(stress, OneLane.All);
        cascade.Step(1, active);

        Assert.InRange(cascade.Set.ActiveCount, 2048, LargeRing / 4);
        Assert.False(cascade.Set.IsEverybodyTouched);
    }

    private static void Check(string name, Network network, int hit, IEnumerable<(int Threads, int Partitions)> ways)
    {
        var among = new Target.Ids([.. Enumerable.Range(0, hit).Select(index => network.Ids[index * network.Count / hit])]);
        var each = new Shock { Kind = ShockKind.Default, Target = new Target.Each(among) };
        var hurt = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.All(), Fraction = 0.2 };
        var random = new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(hit, new Target.All()), Fraction = new Uniform { Low = 0.01, High = 0.4 } };
        var credit = new Shock { Kind = ShockKind.Credit, Target = new Target.Random(hit, new Target.All()), Probability = 0.3, Correlation = 0.2 };
        Check(name, network, new RunSettings { MaxRounds = RoundsMax }, ways, each);
        Check(name, network, new RunSettings { MaxRounds = RoundsMax }, ways, each, hurt);
        Check(name, network, new RunSettings { MaxRounds = RoundsMax, Replications = 20, Seed = 3 }, ways, random, credit);
        Check(name, network, new RunSettings { MaxRounds = RoundsMax, Seed = 3 }, ways, random);
    }

    private static void CheckLists(string name, IEnumerable<(int Threads, int Partitions)> ways)
    {
        var ring = SparseNetwork.Ring(LargeRing, 0.95, 11);
        var random = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(HitOfLargeRing, new Target.All()), Fraction = new Uniform { Low = 1.01, High = 1.5 } };
        Check(name, ring, new RunSettings { MaxRounds = 12, Seed = 5 }, ways, random);
        Check(name, ring, new RunSettings { MaxRounds = 12, Seed = 5, Replications = 2 }, ways, random with { Target = new Target.Random(HitOfLargeRing / 2, new Target.All()) });
    }

    private static void Check(string name, Network network, RunSettings settings, IEnumerable<(int Threads, int Partitions)> ways, params Shock[] shocks)
    {
        var mechanism = Mechanisms.All.Single(one => one.Name == name);
        var plain = TestRun.Partitioned(network, mechanism, settings, 1, 1, shocks);
        Assert.Contains(plain.Replications, replication => replication.TotalLoss > 0);
        foreach (var (threads, partitions) in ways)
        {
            var shared = TestRun.Partitioned(network, mechanism, settings, threads, partitions, shocks);
            SameBits.Assert(plain, shared, $"{name}, {network.Count} institutions, {plain.Replications.Count} replications, {threads} threads, {partitions} partitions");
        }
    }

    private static Network SmallNetwork()
    {
        var system = RandomSystem.Of(4711, 40, alwaysOutside: true);
        return TestNetwork.OfClasses(
            system.Classes(2), system.Assets, system.Outside, system.Holdings(), (node, given) => given with { Volatility = system.Volatility[node] });
    }
}
