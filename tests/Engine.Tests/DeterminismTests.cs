using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Invariant 15 of models.md 11: the same bits, whoever computes a replication, when, and next to whom.</summary>
public sealed class DeterminismTests
{
    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    // 301 replications are 37 full blocks and one with five lanes.
    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var network = SomeNetwork(40);
        Shock[] shocks =
        [
            new() { Kind = ShockKind.Default, Target = new Target.Random(3, new Target.All()) },
            new() { Kind = ShockKind.AssetLoss, Target = new Target.Random(10, new Target.All()), Fraction = 0.3 },
        ];
        var settings = new RunSettings { Replications = 301, Seed = 7 };
        var one = TestRun.Of(network, Mechanism(name), settings, 1, shocks);

        Assert.Equal(301, one.Replications.Count);
        Assert.True(one.Replications.Select(replication => replication.TotalLoss).Distinct().Count() > 30, "replications differ");
        foreach (var threads in new[] { 2, 3 })
        {
            var many = TestRun.Of(network, Mechanism(name), settings, threads, shocks);
            AssertSame(one.Replications, many.Replications, $"{name}, {threads} threads");
            AssertSame(one.Totals, many.Totals, $"{name}, {threads} threads");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_replication_in_a_block_of_eight_has_the_bits_it_has_alone(string name)
    {
        var network = SomeNetwork(13);
        var together = TestRun.Of(network, Mechanism(name), null, 1, TestRun.DefaultInTurn(), TestRun.EquityLossOfAll(.2));
        var equity = new double[network.Count];
        for (var seed = 0; seed < network.Count; seed++)
        {
            var alone = TestRun.Single(network, Mechanism(name), TestRun.Default(seed), TestRun.EquityLossOfAll(.2));

            // The list of the shocked names the seed under each, everybody here; all else must agree.
            var expected = alone.Replications[0] with { Replication = seed, Shocked = together.Replications[seed].Shocked };
            AssertSame([expected], [together.Replications[seed]], $"{name}, seed {seed}");
            equity = [.. equity.Select((sum, institution) => sum + alone.Totals.FinalEquity[institution])];
        }

        // Added block by block: 13 replications are 8 and 5, so the sums may differ in the last bits only.
        Near.EqualRelative(equity, together.Totals.FinalEquity, 1e-14, $"{name}, final equities", smallest: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_partitions_gives_the_same_bits(string name)
    {
        var network = SomeNetwork(70);
        Shock[] shocks = [TestRun.DefaultInTurn(), TestRun.EquityLossOfAll(.3)];
        var whole = TestRun.Partitioned(network, Mechanism(name), null, 1, 1, shocks);
        foreach (var (threads, partitions) in new[] { (1, 2), (2, 5), (3, 64), (7, 200) })
        {
            var parted = TestRun.Partitioned(network, Mechanism(name), null, threads, partitions, shocks);
            AssertSame(whole.Replications, parted.Replications, $"{name}, {threads} threads, {partitions} partitions");
            AssertSame(whole.Totals, parted.Totals, $"{name}, {threads} threads, {partitions} partitions");
        }
    }

    // Found by a review: clearing computed a lane at rest anew by another expression when a neighbour was still moving.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_replication_at_rest_keeps_its_bits_beside_neighbours_that_move(string name)
    {
        for (var system = 0; system < 20; system++)
        {
            var network = SomeNetwork(9, system);
            var small = new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Each(new Target.Ids(["B1", "B2"])), Fraction = 0.05 };
            var beside = TestRun.Of(network, Mechanism(name), null, 1, small);
            var among = TestRun.Of(network, Mechanism(name), null, 1, small with { Target = new Target.Each(new Target.All()) });
            for (var seed = 0; seed < 2; seed++)
            {
                var (few, many) = (beside.Replications[seed], among.Replications[seed + 1]);
                Assert.Equal((few.TotalLoss, few.FirstRoundLoss, few.Rounds), (many.TotalLoss, many.FirstRoundLoss, many.Rounds));
            }
        }
    }

    // Ex-ante valuation marks claims down without any shock; the others must not lose the last bit of anything.
    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_happens_without_a_shock(string name)
    {
        for (var system = 0; system < 20; system++)
        {
            var result = TestRun.Single(SomeNetwork(9, system), Mechanism(name));
            if (result.Replications[0].Defaults == 0 && !name.StartsWith("neva", StringComparison.Ordinal))
            {
                Assert.Equal(0, result.Replications[0].TotalLoss);
                Assert.Equal(0, result.Replications[0].ContagionLoss);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Running_twice_gives_the_same_bits(string name)
    {
        var network = SomeNetwork(20);
        var first = TestRun.Of(network, Mechanism(name), null, 2, TestRun.DefaultInTurn());
        var second = TestRun.Of(SomeNetwork(20), Mechanism(name), null, 2, TestRun.DefaultInTurn());

        AssertSame(first.Replications, second.Replications, name);
        AssertSame(first.Totals, second.Totals, name);
        Assert.Equal(first.Spillover!.Rows, second.Spillover!.Rows);
    }

    private static Network SomeNetwork(int size, int seed = 4711)
    {
        var system = RandomSystem.Of(seed, size, alwaysOutside: true);
        return TestNetwork.OfClasses(
            system.Classes(2), system.Assets, system.Outside, system.Holdings(), (node, given) => given with { Volatility = system.Volatility[node] });
    }

    private static Mechanism Mechanism(string name) => Mechanisms.All.Single(mechanism => mechanism.Name == name);

    private static void AssertSame(IReadOnlyList<ReplicationResult> expected, IReadOnlyList<ReplicationResult> actual, string inputs)
    {
        for (var index = 0; index < expected.Count; index++)
        {
            Assert.True(Bits(expected[index]).SequenceEqual(Bits(actual[index])), $"{inputs}: replication {index} is\n{expected[index]}\nor\n{actual[index]}");
        }
    }

    private static long[] Bits(ReplicationResult result) =>
    [
        result.Replication, result.Defaults, result.FundamentalDefaults, result.Rounds, result.Converged ? 1 : 0, result.CascadeDepth,
        Bits(result.FirstRoundLoss), Bits(result.TotalLoss), Bits(result.ExternalCreditorLoss), Bits(result.DebtRank),
        .. result.Shocked.Select(institution => (long)institution), .. result.Path.SelectMany(state => new[] { state.Defaults, Bits(state.Loss) }),
    ];

    private static void AssertSame(InstitutionTotals expected, InstitutionTotals actual, string inputs)
    {
        (string Name, double[] Expected, double[] Actual)[] columns =
        [
            ("defaults", expected.Defaults, actual.Defaults), ("final equity", expected.FinalEquity, actual.FinalEquity),
            ("net worth", expected.NetWorth, actual.NetWorth), ("loss", expected.Loss, actual.Loss),
            ("contagion loss", expected.ContagionLoss, actual.ContagionLoss), ("payment", expected.Payment, actual.Payment),
            ("write-down", expected.WriteDown, actual.WriteDown),
        ];
        foreach (var (name, first, second) in columns)
        {
            Assert.True(first.Select(Bits).SequenceEqual(second.Select(Bits)), $"{inputs}: sums of {name} differ");
        }
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);
}
