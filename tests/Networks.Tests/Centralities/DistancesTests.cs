using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>Steps between institutions of the largest piece, and how many counterparties those of an institution have.</summary>
public sealed class DistancesTests
{
    [Fact]
    public void Distances_are_those_of_all_pairs() => ForAllDebts.Check((debts, inputs) => Agree(debts, inputs));

    // More than 64 sources, and a last word that is not full; sparse, so that there are several pieces and long ways.
    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(150)]
    public void Several_words_of_sources_are_those_of_all_pairs(int count)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var random = new Random(seed);
            var debts = new double[count, count];
            for (var edge = 0; edge < count * (seed + 2) / 3; edge++)
            {
                var (one, other) = (random.Next(count), random.Next(count));
                debts[one, other] = one == other ? 0 : 1;
            }

            Agree(debts, $"seed {seed}, {count} institutions");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Without_exposures_nobody_is_at_any_distance(int count)
    {
        var (distances, graph) = Counted(new double[count, count]);

        Assert.Equal((0, 0, 0, 0), (distances.Institutions, distances.Sources, distances.DiameterMin, distances.DiameterMax));
        Assert.True(double.IsNaN(distances.Mean));
        Assert.Equal(new double[count], LinkShape.NeighbourDegrees(graph));
    }

    // Two chains, of three and of four: the longer one counts. 1, 2 and 3 steps, of three, two and one pair.
    [Fact]
    public void Of_several_pieces_the_largest_counts()
    {
        var debts = new double[7, 7];
        debts[0, 1] = debts[1, 2] = debts[4, 3] = debts[4, 5] = debts[6, 5] = 1;

        var (distances, graph) = Counted(debts);

        Assert.Equal(new Distances(4, 4, 10.0 / 6, 0, 3, 3), distances);
        Assert.Equal([2, 1, 2, 2, 1.5, 1.5, 2], LinkShape.NeighbourDegrees(graph));
    }

    // Seeds are fixed; bounds are five deviations wide.
    [Fact]
    public void Estimates_are_right_on_average_and_err_as_much_as_they_say()
    {
        const int count = 200, samples = 200, sources = 40;
        var debts = new double[count, count];
        var random = new Random(1);
        for (var one = 1; one < count; one++)
        {
            debts[one, random.Next(one)] = debts[random.Next(one), one] = 1;
        }

        var (exact, graph) = Counted(debts);
        var estimates = Enumerable.Range(0, samples).Select(seed => Distances.Of(graph, [.. Enumerable.Range(0, count)], SourceSample.Draw(count, sources, (ulong)seed))).ToArray();

        var error = estimates.Average(estimate => Math.Pow(estimate.Mean - exact.Mean, 2));
        Assert.InRange(estimates.Average(estimate => estimate.Mean) - exact.Mean, -5 * Math.Sqrt(error / samples), 5 * Math.Sqrt(error / samples));
        Assert.InRange(estimates.Average(estimate => Math.Pow(estimate.StandardError, 2)) / error, 0.7, 1.4);
        Assert.All(estimates, estimate => Assert.True(estimate.DiameterMin <= exact.DiameterMax && exact.DiameterMax <= estimate.DiameterMax && !estimate.IsExact));
    }

    private static (Distances Distances, ExposureGraph Graph) Counted(double[,] debts)
    {
        var network = TestNetwork.Of(debts);
        var graph = new ExposureGraph(network);
        return (Distances.Of(graph, Components.Weak(DebtGraph.Of(network).Debts)), graph);
    }

    /// <summary>Holds against all pairs by Floyd (1962), and degrees against their definition.</summary>
    private static void Agree(double[,] debts, string inputs)
    {
        var (distances, graph) = Counted(debts);
        var n = debts.GetLength(0);
        bool IsJoined(int one, int other) => debts[one, other] > 0 || debts[other, one] > 0;
        var all = Enumerable.Range(0, n).ToArray();
        var apart = new double[n, n];
        foreach (var (one, other) in all.SelectMany(one => all.Select(other => (one, other))))
        {
            apart[one, other] = one == other ? 0 : IsJoined(one, other) ? 1 : double.PositiveInfinity;
        }

        foreach (var middle in all)
        {
            foreach (var one in all)
            {
                foreach (var other in all)
                {
                    apart[one, other] = Math.Min(apart[one, other], apart[one, middle] + apart[middle, other]);
                }
            }
        }

        int[][] pieces = [.. all.Select(one => all.Where(other => double.IsFinite(apart[one, other])).ToArray())];
        var largest = pieces.First(piece => piece.Length == pieces.Max(other => other.Length));
        double[] pairs = [.. largest.SelectMany(one => largest.Where(other => other != one).Select(other => apart[one, other]))];
        Assert.True(distances.IsExact, inputs);
        Assert.Equal(pairs.Length == 0 ? 0 : largest.Length, distances.Institutions);
        Assert.Equal((pairs.DefaultIfEmpty().Max(), pairs.DefaultIfEmpty().Max()), (distances.DiameterMin, distances.DiameterMax));
        if (pairs.Length > 0)
        {
            Near.EqualRelative([pairs.Average()], [distances.Mean], 1e-14, inputs);
        }

        double Degree(int one) => all.Count(other => IsJoined(one, other));
        double[] means = [.. all.Select(one => all.Where(other => IsJoined(one, other)).Select(Degree).DefaultIfEmpty().Average())];
        Near.EqualRelative(means, LinkShape.NeighbourDegrees(graph), 1e-14, inputs);
    }
}
