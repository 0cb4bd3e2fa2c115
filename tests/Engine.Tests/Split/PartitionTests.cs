using Contagion.Engine.Tests.Periods;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Split;

/// <summary>A network split into partitions has the bits of one that is not, whoever carries how many institutions; and a partition is a pure state machine.</summary>
public sealed class PartitionTests
{
    private const int RoundsMax = 40;
    private const int FewEconomies = 20;
    private const int ManyEconomies = 3_000;

    private static readonly (int Partitions, int Granularity)[] Ways = [(1, int.MaxValue), (2, 1), (2, 64), (3, 5), (5, 100)];
    private static readonly (int Partitions, int Granularity)[] FewWays = [(2, 1), (3, 40)];

    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_mechanism_has_the_same_bits(string name) => Check(name, [SparseNetwork.AtRandom(150, 4, 1.1, 3)], FewWays);

    [LongTheory]
    [MemberData(nameof(Names))]
    public void Every_mechanism_has_the_same_bits_in_larger_networks(string name) => Check(name, [SparseNetwork.AtRandom(300, 4, 1.1, 3), SparseNetwork.Ring(700, 0.95, 5)], Ways);

    [Fact]
    public void Random_economies_have_the_same_bits() => CheckEconomies(FewEconomies);

    [LongFact]
    public void Many_random_economies_have_the_same_bits() => CheckEconomies(ManyEconomies);

    [Fact]
    public void A_step_asked_twice_gives_the_same_answer_and_no_other_step_is_taken()
    {
        var computer = Of("debtrank-linear", SparseNetwork.Ring(30, 0.9, 1), new RunSettings(), new Shock { Kind = ShockKind.Default, Target = new Target.Ids(["B3"]) });
        using var first = new Partition(computer, 0, 2, 4);
        using var second = new Partition(computer, 1, 2, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Step(0, []));
        first.Begin(0);
        second.Begin(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Step(1, []));
        var (one, other) = (first.Step(0, []), second.Step(0, []));

        Assert.Equal(one, first.Step(0, []));
        Assert.Equal(1, first.Next);
        var next = first.Step(1, [one.Told, other.Told]);

        // What is heard the second time does not matter any more.
        Assert.Equal(next, first.Step(1, [one.Told, one.Told]));
        Assert.Equal((one.Told, next.Told, (ReadOnlyMemory<byte>?)null), (first.Told(0)!.Value, first.Told(1)!.Value, first.Told(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Step(0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Step(3, []));
    }

    [Fact]
    public void What_goes_wrong_in_one_partition_goes_wrong_in_all()
    {
        var computer = Of("debtrank-linear", SparseNetwork.Ring(30, 0.9, 1), new RunSettings(), new Shock { Kind = ShockKind.Default, Target = new Target.Ids(["B3"]) });
        using var first = new Partition(computer, 0, 2, 100, (_, _) => throw new InvalidOperationException("the actor is gone"));
        using var second = new Partition(computer, 1, 2, 100);

        first.Begin(0);
        second.Begin(0);

        // All institutions are carried by one actor, the first partition's.
        ReadOnlyMemory<byte>[] heard = [];
        Action steps = () =>
        {
            while (first.Next < 100)
            {
                heard = [first.Step(first.Next, heard).Told, second.Step(second.Next, heard).Told];
            }
        };

        Assert.Contains("the actor is gone", Assert.Throws<ReplicationException>(steps).Message);
        Assert.Contains("the actor is gone", Assert.Throws<ReplicationException>(() => second.Step(second.Next, heard)).Message);
    }

    [Fact]
    public void A_partition_that_is_given_up_ends()
    {
        var computer = Of("furfine", SparseNetwork.Ring(30, 0.9, 1), new RunSettings(), new Shock { Kind = ShockKind.Default, Target = new Target.Ids(["B3"]) });
        using var stop = new CancellationTokenSource();
        using var partition = new Partition(computer, 0, 2, 1, cancellationToken: stop.Token);
        partition.Begin(0);
        var told = partition.Step(0, []).Told;
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => partition.Step(1, [told, told]));
        Assert.Throws<InvalidOperationException>(() => partition.Begin(0));
    }

    [Theory]
    [InlineData(10, 3, 4, 4)]
    [InlineData(10, 100, 4, 1)]
    [InlineData(1, 1, 3, 1)]
    [InlineData(0, 5, 2, 0)]
    public void Every_institution_has_one_actor_in_one_partition(int institutions, int granularity, int partitions, int actors)
    {
        var deal = new NetworkDeal(institutions == 0 ? new NetworkBuilder().Build() : SparseNetwork.Chain(institutions, 0.5, 1), granularity, partitions);

        Assert.Equal(actors, deal.Actors);
        Assert.Equal(0, deal.ActorsOf(0).From);
        Assert.Equal(actors, deal.ActorsOf(partitions - 1).To);
        for (var partition = 1; partition < partitions; partition++)
        {
            Assert.Equal(deal.ActorsOf(partition - 1).To, deal.ActorsOf(partition).From);
        }

        Assert.All(Enumerable.Range(0, institutions), one => Assert.InRange(one, deal.FirstOf(deal.ActorOf(one)), deal.FirstOf(deal.ActorOf(one) + 1) - 1));
    }

    private static void CheckEconomies(int count)
    {
        for (var seed = 0; seed < count; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            Check(new BlockComputer(economy.Scenario, economy.Network), $"economy {seed}", [(2, 1), (3, 4)]);
        }
    }

    private static void Check(string name, Network[] networks, (int Partitions, int Granularity)[] ways)
    {
        var random = new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(9, new Target.All()), Fraction = new Uniform { Low = 0.01, High = 0.6 } };
        var all = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.All(), Fraction = 0.3 };
        foreach (var network in networks)
        {
            Check(Of(name, network, new RunSettings { MaxRounds = RoundsMax, Seed = 3 }, random), name, ways);
            Check(Of(name, network, new RunSettings { MaxRounds = RoundsMax, Seed = 3, Replications = 10 }, random), name, ways);
            Check(Of(name, network, new RunSettings { MaxRounds = RoundsMax, Path = false }, all, random), name, ways);
        }
    }

    private static BlockComputer Of(string name, Network network, RunSettings run, params Shock[] shocks) =>
        new(TestRun.Scenario(Mechanisms.All.Single(one => one.Name == name), run, shocks), network);

    private static void Check(BlockComputer computer, string what, (int Partitions, int Granularity)[] ways) =>
        Contagion.Tests.Partitions.AssertSame(computer, what, ways);
}
