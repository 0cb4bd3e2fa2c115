using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.QuikGraphs.Tests;

/// <summary>QuikGraph's algorithms on exposures against plain versions of the same.</summary>
public sealed class AlgorithmTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Institutions_are_in_one_component_when_each_reaches_the_other(int seed)
    {
        var network = Sample.Random(seed);
        var reach = Textbook.Reach(Sample.Dense(network));

        var component = StrongComponents.Of(network);

        foreach (var (one, other) in Pairs(network))
        {
            Assert.Equal(reach[one, other] && reach[other, one], component[one] == component[other]);
        }

        Assert.Equal(Enumerable.Range(0, component.Distinct().Count()), component.Distinct());
    }

    // The search must not nest as deep as the chain is long.
    [Fact]
    public void A_long_chain_of_claims_is_as_many_components()
    {
        const int Length = 200_000;
        var network = Sample.Of(Length, [.. Enumerable.Range(0, Length - 1).Select(bank => (bank, bank + 1, 1.0))]);

        Assert.Equal(Enumerable.Range(0, Length), StrongComponents.Of(network));
        Assert.Equal(Enumerable.Range(0, Length), ClaimChains.Hops(network, 0));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Hops_and_costs_are_those_of_a_plain_search(int seed)
    {
        var network = Sample.Random(seed);
        var dense = Sample.Dense(network);
        var (hops, cheapest) = (Cost(dense, _ => 1), Costs(network));

        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            Assert.Equal(
                Textbook.Costs(hops, creditor).Select(cost => double.IsInfinity(cost) ? ClaimChains.Unreached : (int)cost),
                ClaimChains.Hops(network, creditor));

            // A chain has at most 25 claims: as many roundings of numbers up to 25.
            Near.Equal(Textbook.Costs(cheapest, creditor), ClaimChains.Costs(network, creditor), 1e-12, $"seed {seed}, creditor {creditor}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_cheapest_chain_leads_there_and_costs_what_it_should(int seed)
    {
        var network = Sample.Random(seed);
        foreach (var (one, other) in Pairs(network))
        {
            var cost = ClaimChains.Costs(network, one)[other];
            var chain = ClaimChains.Cheapest(network, one, other);

            Assert.Equal(double.IsInfinity(cost), chain is null);
            if (chain is not null)
            {
                Assert.Equal([one, .. chain.Select(claim => claim.Debtor)], [.. chain.Select(claim => claim.Creditor), other]);
                Assert.Equal(cost, chain.Sum(ClaimChains.InverseAmount), 1e-12);
            }
        }
    }

    // Worked by hand: 0 -> 1 -> 2 in steps of 1/10 each is nearer than 0 -> 2 at 1/4, and farther where every claim costs 1.
    [Fact]
    public void A_cost_of_ones_own_decides_which_chain_is_cheapest()
    {
        var network = Sample.Of(3, (0, 1, 10), (1, 2, 10), (0, 2, 4));

        Assert.Equal(2, ClaimChains.Cheapest(network, 0, 2)!.Count);
        Assert.Single(ClaimChains.Cheapest(network, 0, 2, _ => 1)!);
        Assert.Empty(ClaimChains.Cheapest(network, 0, 0)!);
        Assert.Null(ClaimChains.Cheapest(network, 2, 0));
        Assert.Throws<ArgumentException>(() => ClaimChains.Costs(network, 0, _ => -1));
        Assert.Throws<ArgumentException>(() => ClaimChains.Costs(network, 0, _ => double.NaN));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Maximum_flow_is_that_of_a_plain_search(int seed)
    {
        var network = Sample.Random(seed);
        var dense = Sample.Dense(network);
        foreach (var (one, other) in Pairs(network).Where(pair => pair.One != pair.Other).Take(60))
        {
            // Whole amounts: no rounding.
            Assert.Equal(Textbook.Flow(dense, one, other), ClaimFlow.Maximum(network, one, other));
        }
    }

    // QuikGraph gives parallel edges one way back; what flows between two institutions in all is right nevertheless.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Maximum_flow_is_the_least_cut(int seed)
    {
        var network = Sample.Crowded(seed, 7, 60);

        Assert.Equal(Textbook.LeastCut(Sample.Dense(network), 0, 6), ClaimFlow.Maximum(network, 0, 6));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_spanning_tree_has_the_distances_of_a_plain_one(int seed)
    {
        var network = Sample.Random(seed);
        var dense = Sample.Dense(network);
        var distance = new double[network.Count, network.Count];
        foreach (var (one, other) in Pairs(network))
        {
            distance[one, other] = 1 / (dense[one, other] + dense[other, one]);
        }

        var tree = SpanningTree.Of(network);

        Assert.Equal(Textbook.Tree(distance), tree.Select(tie => tie.Distance));
        Assert.All(tree, tie => Assert.Equal(dense[tie.One, tie.Other] + dense[tie.Other, tie.One], tie.Amount));
        Assert.All(tree, tie => Assert.True(tie.One < tie.Other));
    }

    // Mantegna (1999): √(2 (1 − ρ)) is 0 at ρ = 1, √2 at 0, 2 at −1. The tie of the most correlated pairs is kept, whatever is owed.
    [Fact]
    public void A_tree_of_correlations_keeps_the_closest_pairs()
    {
        double[,] correlation = { { 1, 0.5, 0.9 }, { 0.5, 1, 0.8 }, { 0.9, 0.8, 1 } };
        var network = Sample.Of(3, (0, 1, 1000), (1, 2, 1), (2, 0, 1));

        var tree = SpanningTree.Of(network, (one, other, _) => SpanningTree.MantegnaDistance(correlation[one, other]));

        Assert.Equal([(0, 2), (1, 2)], tree.Select(tie => (tie.One, tie.Other)));
        Assert.Equal([0, Math.Sqrt(2), 2], new double[] { 1, 0, -1 }.Select(SpanningTree.MantegnaDistance));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpanningTree.MantegnaDistance(1.1));
        Assert.Throws<ArgumentException>(() => SpanningTree.Of(network, (_, _, _) => double.NaN));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ranks_are_those_of_a_plain_computation(int seed)
    {
        var network = Sample.Random(seed);
        var claims = new int[network.Count, network.Count];
        foreach (var edge in new ExposureGraph(network).Edges)
        {
            claims[edge.Creditor, edge.Debtor]++;
        }

        Near.Equal(Textbook.Ranks(claims), ClaimRanking.PageRank(network), 1e-11, $"seed {seed}");
    }

    // Where all amounts are the same and everybody lends, counting claims and weighing them is the same walk.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void With_equal_amounts_ranks_are_those_of_the_project(int seed)
    {
        var random = new Random(seed);
        var banks = 3 + random.Next(20);
        var pairs = Enumerable.Range(0, banks).Select(bank => (bank, (bank + 1) % banks))
            .Concat(Enumerable.Range(0, 2 * banks).Select(_ => random.Next(banks)).Select(bank => (bank, (bank + 1 + random.Next(banks - 1)) % banks))).Distinct();
        var network = Sample.Of(banks, [.. pairs.Select(pair => (pair.Item1, pair.Item2, 5.0))]);

        var expected = PageRank.Of(network.Debts, network.Claims.RowSums());

        Near.Equal(expected, ClaimRanking.PageRank(network), 1e-11, $"seed {seed}");
    }

    [Fact]
    public void Institutions_that_are_not_there_are_told()
    {
        var network = Sample.Of(2, (0, 1, 5));

        Assert.Throws<ArgumentOutOfRangeException>(() => ClaimChains.Hops(network, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClaimChains.Costs(network, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClaimChains.Cheapest(network, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClaimFlow.Maximum(network, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClaimFlow.Maximum(network, 1, 1));
    }

    private static IEnumerable<(int One, int Other)> Pairs(Network network) =>
        from one in Enumerable.Range(0, network.Count)
        from other in Enumerable.Range(0, network.Count)
        select (one, other);

    private static double[,] Cost(double[,] amounts, Func<double, double> cost)
    {
        var costs = new double[amounts.GetLength(0), amounts.GetLength(0)];
        for (var one = 0; one < costs.GetLength(0); one++)
        {
            for (var other = 0; other < costs.GetLength(0); other++)
            {
                costs[one, other] = amounts[one, other] > 0 ? cost(amounts[one, other]) : double.PositiveInfinity;
            }
        }

        return costs;
    }

    /// <summary>1 / amount of the largest of parallel claims.</summary>
    private static double[,] Costs(Network network)
    {
        var costs = Cost(new double[network.Count, network.Count], _ => 0);
        foreach (var edge in new ExposureGraph(network).Edges)
        {
            costs[edge.Creditor, edge.Debtor] = Math.Min(costs[edge.Creditor, edge.Debtor], 1 / edge.Amount);
        }

        return costs;
    }
}
