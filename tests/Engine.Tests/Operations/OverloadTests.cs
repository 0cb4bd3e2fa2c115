using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Load that moves to others when institutions go dark (models.md 5.5).</summary>
public sealed class OverloadTests
{
    private const int Systems = 300;

    // Source: models.md TV-ML; nodes here are numbers less one.
    private static readonly Network Seven = Graph(7, (1, 2), (1, 3), (2, 3), (3, 4), (4, 5), (5, 6), (5, 7), (6, 7), (2, 6));

    [Fact]
    public void Loads_are_as_printed() =>
        Near.Equal([0, 4, 2.5, 2, 2.5, 4, 0], Limits(Seven, 0).Load.ToArray(), Near.Printed, "TV-ML");

    [Theory]
    [InlineData(0, new[] { -1.0, -1, 0, -1, 1, 1, -1 }, 2, 2)]
    [InlineData(0.5, new[] { -1.0, -1, 0, -1, 1, -1, -1 }, 2, 4)]
    [InlineData(1, new[] { -1.0, -1, 0, -1, -1, -1, -1 }, 1, 6)]
    public void Overload_spreads_in_the_printed_waves(double tolerance, double[] waves, int count, int largest)
    {
        var cascade = new OverloadCascade<EightLanes>(Limits(Seven, tolerance));

        cascade.Solve(TestLanes.Masks<EightLanes>(7, (institution, lane) => institution == 2 && lane != 4), EightLanes.All);

        Assert.Equal(waves, TestLanes.Lane(7, 1, cascade.Wave));
        Assert.Equal((count, largest / 7.0), (cascade.Waves[1], cascade.LargestShare[1]));
        Assert.All(TestLanes.Lane(7, 4, cascade.Wave), wave => Assert.Equal(-1, wave));
        Assert.Equal((0, 1), (cascade.Waves[4], cascade.LargestShare[4]));
    }

    // Invariant 16 of models.md, worked by hand. Three ways lead from 1 to 2: over 3, over 4 and 5, over 6 and 7. Loads are (4, 4, 1, 1.5, 1.5, 1.5, 1.5).
    // Without 7, 6 hangs on 1 alone and 3, 4 and 1 carry 2, 2 and 5: a third more for 4, twice as much for 3, a quarter more for 1.
    // α = 0: all three go. α = .3: 3 and 4 go at once, and nobody is left between others. α = .4: 4 carries it, 3 goes, and of the path 6-1-4-5-2 that
    // is left 4 and 5 have to carry 4 and 3 of 1.5 each: one more goes than with less tolerance. α = 1: 3 carries it too. No smaller graph does so after one outage.
    [Theory]
    [InlineData(0, new[] { 1.0, -1, 1, 1, -1, -1, 0 })]
    [InlineData(.3, new[] { -1.0, -1, 1, 1, -1, -1, 0 })]
    [InlineData(.4, new[] { -1.0, -1, 1, 2, 2, -1, 0 })]
    [InlineData(1, new[] { -1.0, -1, -1, -1, -1, -1, 0 })]
    public void Tolerance_is_not_monotone(double tolerance, double[] waves)
    {
        var network = Graph(7, (1, 3), (3, 2), (1, 4), (4, 5), (5, 2), (1, 6), (6, 7), (7, 2));
        var limits = Limits(network, tolerance);
        var cascade = new OverloadCascade<OneLane>(limits);

        cascade.Solve(TestLanes.Masks<OneLane>(7, (institution, _) => institution == 6), OneLane.All);

        Near.Equal([4, 4, 1, 1.5, 1.5, 1.5, 1.5], limits.Load.ToArray(), Near.Exact, "three ways");
        Assert.Equal(waves, TestLanes.Lane(7, 0, cascade.Wave));
        Assert.Equal(waves, Textbook.MotterLai.Waves(Edges(network), tolerance, [.. Enumerable.Range(1, 7).Select(node => node == 7)]).Select(wave => (double)wave));
    }

    // Worked by hand: the loads are whole numbers of a path of five, those of the middle 3, 4, 3; opposite directions and classes join once.
    [Fact]
    public void Exposures_join_in_either_direction_and_once()
    {
        var debt = new double[5, 5];
        (debt[0, 1], debt[1, 0], debt[2, 1], debt[2, 3], debt[4, 3]) = (1, 2, 3, 4, 5);
        var network = TestNetwork.OfClasses([debt, debt], [9, 9, 9, 9, 9]);

        Assert.Equal([0, 3, 4, 3, 0], Limits(network, 0).Load.ToArray());
        Assert.Equal([1, 3], new ExposureGraph(network).NeighboursOf(2).ToArray());
    }

    // Loads are sums of fractions that doubles round, and round otherwise in a smaller graph: one institution is overloaded by 66.51904761904763
    // of 66.51904761904761 unless rounding is allowed for.
    [Fact]
    public void Rounding_overloads_nobody()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var (network, random) = (RandomSystem.Of(seed).Network, new Random(seed));
            var outsider = network.Count;
            var (edges, joined) = (Edges(network), new bool[network.Count + 1, network.Count + 1]);
            for (var i = 0; i < outsider; i++)
            {
                for (var j = 0; j < outsider; j++)
                {
                    joined[i, j] = edges[i, j];
                }
            }

            // One more, joined to two of the others, goes dark: what is left is the graph without it, with the loads of that.
            var (first, second) = (random.Next(outsider), random.Next(outsider));
            (joined[outsider, first], joined[outsider, second]) = (true, true);
            var (with, without) = (Limits(Of(joined), 0), Limits(network, 0));
            var cascade = new OverloadCascade<OneLane>(with);
            cascade.Solve(TestLanes.Masks<OneLane>(outsider + 1, (institution, _) => institution == outsider), OneLane.All);
            for (var i = 0; i < outsider; i++)
            {
                var isMore = without.Load[i] > with.Load[i] * (1 + 1e-12);
                Assert.True(isMore || cascade.Wave(i)[0] != 1, $"seed {seed}: {i} is overloaded by {without.Load[i]} of {with.Load[i]}");
            }
        }
    }

    // The plain version: paths between all pairs, counted anew for each wave. Blocks follow each other in one cascade.
    [Fact]
    public void Random_networks_agree_with_the_plain_version()
    {
        double[] tolerances = [0, 0.1, 0.25, 0.5, 1];
        var overloaded = 0;
        for (var seed = 0; seed < Systems; seed++)
        {
            var (network, random) = (RandomSystem.Of(seed).Network, new Random(seed));
            var (edges, tolerance) = (Edges(network), tolerances[seed % tolerances.Length]);
            var limits = Limits(network, tolerance);
            Near.EqualRelative(Textbook.MotterLai.Loads(edges, [.. network.Ids.Select(_ => true)]), limits.Load.ToArray(), 1e-12, $"seed {seed}, loads", smallest: 1);
            var (together, alone) = (new OverloadCascade<EightLanes>(limits), new OverloadCascade<OneLane>(limits));
            for (var block = 0; block < 2; block++)
            {
                var isSeed = Seeds(random, network.Count);
                together.Solve(TestLanes.Masks<EightLanes>(network.Count, (institution, lane) => isSeed[institution, lane]), EightLanes.All);
                for (var lane = 0; lane < 8; lane++)
                {
                    var wave = Textbook.MotterLai.Waves(edges, tolerance, [.. Enumerable.Range(0, network.Count).Select(institution => isSeed[institution, lane])]);
                    alone.Solve(TestLanes.Masks<OneLane>(network.Count, (institution, _) => isSeed[institution, lane]), OneLane.All);
                    double[] expected =
                    [
                        .. wave.Select(left => (double)left), wave.Max() + 1,
                        (double)Textbook.MotterLai.Largest(edges, [.. wave.Select(left => left < 0)]) / network.Count,
                    ];
                    var inputs = $"seed {seed}, tolerance {tolerance}, block {block}, lane {lane}";
                    TestLanes.SameBits(expected, [.. TestLanes.Lane(network.Count, lane, together.Wave), together.Waves[lane], together.LargestShare[lane]], inputs);
                    TestLanes.SameBits(expected, [.. TestLanes.Lane(network.Count, 0, alone.Wave), alone.Waves[0], alone.LargestShare[0]], $"{inputs} alone");
                    overloaded += wave.Count(left => left > 0);
                }
            }
        }

        Assert.True(overloaded > Systems, $"{overloaded} overloaded in all");
    }

    // Invariant 10, and models.md 5.5: nodes only leave.
    [Fact]
    public void Names_do_not_matter_and_seeds_are_dark() => ForAll.Systems(system =>
    {
        var random = new Random(system.Seed);
        int[] name = [.. Enumerable.Range(0, system.Size).OrderBy(_ => random.Next())];
        var (edges, other, isSeed) = (Edges(system.Network), new bool[system.Size, system.Size], Seeds(random, system.Size));
        for (var i = 0; i < system.Size; i++)
        {
            for (var j = 0; j < system.Size; j++)
            {
                other[name[i], name[j]] = edges[i, j];
            }
        }

        var (cascade, renamed) = (new OverloadCascade<EightLanes>(Limits(system.Network, 0.2)), new OverloadCascade<EightLanes>(Limits(Of(other), 0.2)));
        cascade.Solve(TestLanes.Masks<EightLanes>(system.Size, (institution, lane) => isSeed[institution, lane]), EightLanes.All);
        renamed.Solve(TestLanes.Masks<EightLanes>(system.Size, (institution, lane) => isSeed[Array.IndexOf(name, institution), lane]), EightLanes.All);
        for (var institution = 0; institution < system.Size; institution++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                Assert.Equal(cascade.Wave(institution)[lane], renamed.Wave(name[institution])[lane]);
                Assert.Equal(isSeed[institution, lane], cascade.Wave(institution)[lane] == 0);
                Assert.Equal(cascade.Wave(institution)[lane] >= 0, cascade.IsDark(institution).Has(lane));
            }
        }
    });

    [Fact]
    public void Lanes_at_rest_do_not_change()
    {
        var cascade = new OverloadCascade<EightLanes>(Limits(Seven, 0));

        cascade.Solve(TestLanes.Masks<EightLanes>(7, (institution, _) => institution == 2), EightLanes.First(2));
        cascade.Solve(TestLanes.Masks<EightLanes>(7, (_, _) => false), EightLanes.First(1));

        Assert.Equal((0, 2, 0), (cascade.Waves[0], cascade.Waves[1], cascade.Waves[2]));
        cascade.Clear();
        Assert.Equal((0, 1), (cascade.Waves[1], cascade.LargestShare[1]));
    }

    // A chain of diamonds doubles the number of paths with each: 2^1100 is more than a double holds.
    [Fact]
    public void More_paths_than_a_number_holds_are_an_error_not_a_wrong_load()
    {
        const int diamonds = 1100;
        var debt = new SparseDebts((3 * diamonds) + 1);
        for (var diamond = 0; diamond < diamonds; diamond++)
        {
            var from = 3 * diamond;
            debt.Join(from, from + 1);
            debt.Join(from, from + 2);
            debt.Join(from + 1, from + 3);
            debt.Join(from + 2, from + 3);
        }

        _ = Assert.Throws<InvalidOperationException>(() => Limits(debt.Build(), 0));
    }

    [Fact]
    public void Work_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        _ = Assert.Throws<OperationCanceledException>(() => new LoadLimits(new ExposureGraph(Seven), new Overload { Tolerance = 0 }, cancelled.Token));

        // Half-done work is nobody's: the same seeds are worked out again.
        var cascade = new OverloadCascade<EightLanes>(Limits(Seven, 0)) { Cancellation = cancelled.Token };
        var isSeed = TestLanes.Masks<EightLanes>(7, (institution, _) => institution == 2);
        _ = Assert.Throws<OperationCanceledException>(() => cascade.Solve(isSeed, EightLanes.All));
        cascade.Cancellation = default;
        cascade.Solve(isSeed, EightLanes.All);
        Assert.Equal([-1, -1, 0, -1, 1, 1, -1], TestLanes.Lane(7, 0, cascade.Wave));
    }

    [Fact]
    public void A_cascade_takes_no_memory()
    {
        var cascade = new OverloadCascade<EightLanes>(Limits(Seven, 0));
        var isSeed = TestLanes.Masks<EightLanes>(7, (institution, lane) => institution == lane % 7);

        TestLanes.AllocatesNothing(() => cascade.Solve(isSeed, EightLanes.All), "eight cascades");
    }

    private static LoadLimits Limits(Network network, double tolerance) => new(new ExposureGraph(network), new Overload { Tolerance = tolerance }, default);

    private static Network Graph(int count, params (int First, int Second)[] edges)
    {
        var edge = new bool[count, count];
        foreach (var (first, second) in edges)
        {
            edge[first - 1, second - 1] = true;
        }

        return Of(edge);
    }

    private static Network Of(bool[,] edge)
    {
        var count = edge.GetLength(0);
        var debt = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                debt[i, j] = edge[i, j] && i != j ? 1 : 0;
            }
        }

        return TestNetwork.Of(debt);
    }

    private static bool[,] Edges(Network network)
    {
        var edges = new bool[network.Count, network.Count];
        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1]; claim++)
            {
                var debtor = network.Claims.Column[claim];
                (edges[creditor, debtor], edges[debtor, creditor]) = (true, true);
            }
        }

        return edges;
    }

    /// <summary>Lanes of no seed, of one, of some, and two lanes after each other of the same.</summary>
    private static bool[,] Seeds(Random random, int count)
    {
        var isSeed = new bool[count, 8];
        for (var lane = 1; lane < 8; lane++)
        {
            for (var (drawn, seeds) = (0, 1 + random.Next(1 + (count / 4))); drawn < seeds; drawn++)
            {
                isSeed[random.Next(count), lane] = true;
            }
        }

        for (var institution = 0; institution < count; institution++)
        {
            isSeed[institution, 5] = isSeed[institution, 4];
        }

        return isSeed;
    }

    private sealed class SparseDebts(int count)
    {
        private readonly NetworkBuilder _builder = Institutions(count);

        public void Join(int first, int second) => _builder.Add(new Exposure(first, second, 1));

        public Network Build() => _builder.Build();

        private static NetworkBuilder Institutions(int count)
        {
            var builder = new NetworkBuilder();
            for (var institution = 0; institution < count; institution++)
            {
                builder.Add(new Institution($"B{institution}", InstitutionKind.Bank));
            }

            return builder;
        }
    }
}
