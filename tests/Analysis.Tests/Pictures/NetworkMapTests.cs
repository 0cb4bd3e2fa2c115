using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Maps of small networks by hand, and of random ones against sums over all institutions.</summary>
public sealed class NetworkMapTests
{
    // B0 owes B1 6 and B2 1, B1 owes B2 4; B3 has nothing to do with them. B0 and B1 are in x, B2 in y, B3 in no group.
    private static readonly Network Four = TestNetwork.Of(
        new double[,] { { 0, 6, 1, 0 }, { 0, 0, 4, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } }, equity: [10, 5, 20, 0], complete: (index, one) => one with { Group = index < 2 ? "x" : index == 2 ? "y" : null });

    private static readonly MapLosses FourLosses = new([1, 5, 2, 0], [10, 5, 20, -3], [0.5, 1, 0, 0]);

    [Fact]
    public void Few_institutions_are_drawn_one_by_one()
    {
        var map = NetworkMap.Of(Four, FourLosses);

        Assert.Equal((MapLevel.Institutions, null, 4, 3, 0), (map.Level, map.Group, map.Institutions, map.Exposures, map.EdgesLeft));
        Assert.Equal([("B0", 1, 7, 1, 0.1), ("B1", 1, 10, 5, 1), ("B2", 1, 5, 2, 0.1), ("B3", 1, 0, 0, null)], map.Nodes.Select(one => (one.Id, one.Count, one.Size, one.Loss!.Value, one.RelativeLoss)));
        // The creditor comes first.
        Assert.Equal([new MapEdge(1, 0, 6), new MapEdge(2, 1, 4), new MapEdge(2, 0, 1)], map.Edges);
    }

    [Fact]
    public void Many_are_drawn_by_group_and_those_without_one_by_kind()
    {
        var map = NetworkMap.Of(Four, FourLosses, most: 3);

        Assert.Equal(MapLevel.Groups, map.Level);
        // What B1 lent to B0 counts with both: 7 and 10. Of 15 of equity 6 are lost.
        Assert.Equal([("x", 2, 17, 6, 0.4, 0.75), ("y", 1, 5, 2, 0.1, 0), ("bank", 1, 0, 0, null, 0)], map.Nodes.Select(one => (one.Id, one.Count, one.Size, one.Loss!.Value, one.RelativeLoss, one.DefaultProbability!.Value)));
        Assert.Equal([new MapEdge(1, 0, 5)], map.Edges);
        Assert.Equal([0, 0, 1, 2], Enumerable.Range(0, 4).Select(map.NodeOf));
    }

    [Fact]
    public void A_group_that_is_looked_into_has_its_largest_members_and_the_rest_beside_the_other_groups()
    {
        var map = NetworkMap.Of(Four, null, "x", most: 1);

        Assert.Equal((MapLevel.Institutions, "x"), (map.Level, map.Group));
        Assert.Equal([("B1", "B1", "x", 1), ("x", "the other 1 of x", "x", 1), ("y", "y", "y", 1), ("bank", "bank", "bank", 1)], map.Nodes.Select(one => (one.Id, one.Label, one.Group!, one.Count)));
        Assert.Equal([new MapEdge(0, 1, 6), new MapEdge(2, 0, 4), new MapEdge(2, 1, 1)], map.Edges);
        Assert.All(map.Nodes, one => Assert.True(one.Loss is null && one.RelativeLoss is null && one.DefaultProbability is null));
    }

    [Fact]
    public void All_of_one_kind_without_groups_are_looked_into()
    {
        var map = NetworkMap.Of(TestNetwork.Of(new double[,] { { 0, 6, 1 }, { 0, 0, 4 }, { 0, 0, 0 } }), most: 2);

        Assert.Equal("bank", map.Group);
        Assert.Equal(["B0", "B1", "the other 1 of bank"], map.Nodes.Select(one => one.Label));
    }

    [Fact]
    public void An_unknown_group_is_told_with_the_nearest() => Assert.Equal(
        "unknown group 'bnak'; expected a group of the network; did you mean 'bank'?", Assert.Throws<KeyNotFoundException>(() => NetworkMap.Of(Four, null, "bnak")).Message);

    [Theory]
    [InlineData(1, 40, 3, 500)]
    [InlineData(2, 300, 0, 100)]
    [InlineData(3, 900, 20, 50)]
    [InlineData(4, 3000, 1500, 200)]
    [InlineData(5, 400, 7, 2000)]
    public void Nobody_is_lost(ulong seed, int count, int groups, int most)
    {
        var (network, losses) = Random(seed, count, groups);
        var names = NetworkMap.Of(network, losses, most: most).Nodes.Select(one => one.Group).Where(one => one is not null).Distinct().Prepend(null).Take(4);
        foreach (var map in names.Select(group => NetworkMap.Of(network, losses, group, most)))
        {
            Assert.Equal(count, map.Nodes.Sum(one => one.Count));
            Near(losses.Loss.Sum(), map.Nodes.Sum(one => one.Loss!.Value));
            Near(2 * network.Claims.Amount.ToArray().Sum(), map.Nodes.Sum(one => one.Size));
            Near(losses.DefaultProbability.Sum(), map.Nodes.Sum(one => one.DefaultProbability!.Value * one.Count));
            Assert.True(map.Nodes.Count <= most + MapGroups.Max && map.Edges.Count <= MapEdges.Max);
            var sums = new Dictionary<(int, int), double>();
            for (var creditor = 0; creditor < count; creditor++)
            {
                for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1]; claim++)
                {
                    var pair = (map.NodeOf(creditor), map.NodeOf(network.Claims.Column[claim]));
                    sums[pair] = sums.GetValueOrDefault(pair) + network.Claims.Amount[claim];
                }
            }

            Assert.All(map.Edges, edge => Near(sums[(edge.From, edge.To)], edge.Amount));
            Assert.Equal(sums.Keys.Count(pair => pair.Item1 != pair.Item2), map.Edges.Count + map.EdgesLeft);
            // The largest edge of whoever has any is shown.
            var ends = sums.Keys.Where(pair => pair.Item1 != pair.Item2).SelectMany(pair => new[] { pair.Item1, pair.Item2 }).ToHashSet();
            Assert.True(ends.SetEquals(map.Edges.SelectMany(edge => new[] { edge.From, edge.To })));
        }
    }

    [Fact]
    public void Nodes_stand_apart_in_the_square_and_always_in_the_same_places()
    {
        var (network, losses) = Random(7, 700, 12);
        var (map, again) = (NetworkMap.Of(network, losses, most: 800), NetworkMap.Of(network, null, most: 800));

        Assert.Equal(map.Nodes.Select(one => (one.X, one.Y)), again.Nodes.Select(one => (one.X, one.Y)));
        Assert.All(map.Nodes, one => Assert.True(Math.Abs(one.X) + one.Radius <= 1 + 1e-9 && Math.Abs(one.Y) + one.Radius <= 1 + 1e-9));
        var overlaps = map.Nodes.SelectMany((one, place) => map.Nodes.Skip(place + 1).Select(other => Distance(one, other) / (one.Radius + other.Radius))).ToArray();
        Assert.True(overlaps.Min() > 0.5, $"two circles are {overlaps.Min():0.##} of their radii apart");
        Assert.True(overlaps.Count(one => one < 0.99) < 10, $"{overlaps.Count(one => one < 0.99)} circles overlap");
    }

    // Two cliques of five with one thin exposure between them: whoever is in one is nearer to its own.
    [Fact]
    public void Who_deal_with_each_other_are_near_each_other()
    {
        var debt = new double[10, 10];
        for (var one = 0; one < 10; one++)
        {
            for (var other = 0; other < 10; other++)
            {
                debt[one, other] = one == other ? 0 : one / 5 == other / 5 ? 10 : (one, other) == (0, 5) ? 1 : 0;
            }
        }

        var nodes = NetworkMap.Of(TestNetwork.Of(debt)).Nodes;
        for (var one = 0; one < 10; one++)
        {
            var (own, others) = (Enumerable.Range(0, 10).Where(other => other / 5 == one / 5 && other != one), Enumerable.Range(0, 10).Where(other => other / 5 != one / 5));
            Assert.True(own.Max(other => Distance(nodes[one], nodes[other])) < others.Average(other => Distance(nodes[one], nodes[other])));
        }
    }

    [Fact]
    public void Who_deals_with_nobody_is_at_the_rim()
    {
        var (network, _) = Random(8, 300, 4);
        var nodes = NetworkMap.Of(network).Nodes;

        Assert.True(nodes.Where(one => one.Size > 0).Max(Middle) < nodes.Where(one => one.Size == 0).Min(Middle) + 0.1);
        static double Middle(MapNode one) => Math.Sqrt((one.X * one.X) + (one.Y * one.Y));
    }

    [Fact]
    public void A_network_of_one_is_drawn_as_well() => Assert.Equal((0.0, 0.0), (NetworkMap.Of(TestNetwork.Of(new double[,] { { 0 } })).Nodes[0].X, 0.0));

    private static double Distance(MapNode one, MapNode other) => Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));

    private static void Near(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"expected {expected}, found {actual}");

    /// <summary>A network with few large and many small institutions, some of them without group, some without exposures.</summary>
    private static (Network Network, MapLosses Losses) Random(ulong seed, int count, int groups)
    {
        var random = new Random((int)seed);
        var builder = new NetworkBuilder();
        for (var one = 0; one < count; one++)
        {
            builder.Add(new Institution($"I{one}", (InstitutionKind)random.Next(3)) { Group = groups > 0 && random.Next(8) > 0 ? $"g{random.Next(groups)}" : null, Equity = random.Next(10) });
        }

        for (var exposure = 0; exposure < 4 * count; exposure++)
        {
            var (creditor, debtor) = (random.Next(count), random.Next(1 + random.Next(count)));
            if (creditor != debtor && debtor % 9 != 1 && creditor % 9 != 1)
            {
                builder.Add(new Exposure(creditor, debtor, random.Next(1, 100)));
            }
        }

        double[] Numbers(int below) => [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(below))];
        return (builder.Build(), new MapLosses(Numbers(50), Numbers(90), Numbers(2)));
    }
}
