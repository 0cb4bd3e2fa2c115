using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>What only shows on networks of some thousand institutions: work in many chunks, and paths from a sample.</summary>
public sealed class LargerNetworkTests
{
    private const int Institutions = 3_000;
    private const int Degree = 25;

    private static readonly DebtGraph Graph = DebtGraph.Of(Rows(Institutions, Degree, seed: 5));

    [Fact]
    public void Sweeps_in_chunks_are_those_of_plain_loops()
    {
        var (components, given) = (Components.Strong(Graph.Debts), Graph.Claims.RowSums());
        var root = Eigenvector.Of(Graph.Debts, components);
        var attenuation = 0.5 / root.Upper;

        Assert.True(root.Converged);
        Near.EqualRelative([.. root.Vector.Select(one => one * root.Value)], Times(Graph.Debts, root.Vector), 1e-9, "eigenvector");
        var katz = Katz.Of(Graph.Debts, attenuation);
        Near.EqualRelative([.. Times(Graph.Debts, katz).Select(one => 1 + (attenuation * one))], katz, 1e-13, "Katz");
        var rank = PageRank.Of(Graph.Debts, given);
        double[] share = [.. rank.Select((one, institution) => given[institution] > 0 ? one / given[institution] : 0)];
        var dangling = rank.Where((_, institution) => given[institution] == 0).Sum();
        var floor = ((PageRank.Damping * dangling) + 1 - PageRank.Damping) / Institutions;
        Near.EqualRelative([.. Times(Graph.Debts, share).Select(inflow => floor + (PageRank.Damping * inflow))], rank, 1e-11, "PageRank");
        Assert.Equal(1, rank.Sum(), 1e-12);
    }

    // The mean over samples is near the exact value, and as far from it as the standard errors say. Seeds are fixed; bounds are five deviations wide.
    [Fact]
    public void Estimates_are_right_on_average_and_err_as_much_as_they_say()
    {
        const int count = 120, samples = 150, sources = 30;
        var graph = DebtGraph.Of(Rows(count, 4, seed: 3));
        foreach (var (name, of) in new (string, Func<SourceSample, Centrality>)[]
        {
            ("betweenness", sample => Betweenness.Of(graph, sample)),
            ("harmonic", sample => Harmonic.Of(graph.Claims, sample)),
            ("closeness", sample => Closeness.Of(graph.Claims, sample)),
        })
        {
            var exact = of(SourceSample.All(count));
            var estimates = Enumerable.Range(0, samples).Select(seed => of(SourceSample.Draw(count, sources, (ulong)seed))).ToArray();
            var (error, said) = (0.0, 0.0);
            for (var one = 0; one < count; one++)
            {
                error += estimates.Sum(estimate => Math.Pow(estimate.Values[one] - exact.Values[one], 2)) / samples;
                said += estimates.Sum(estimate => Math.Pow(estimate.StandardErrors![one], 2)) / samples;
                var deviation = Math.Sqrt(estimates.Sum(estimate => Math.Pow(estimate.Values[one] - exact.Values[one], 2)) / samples);
                // Closeness is a ratio of two means: right but for terms of the order of one over the sources.
                var bias = name == "closeness" ? 0.02 * exact.Values[one] : 0;
                Assert.InRange(estimates.Average(estimate => estimate.Values[one]) - exact.Values[one], -bias - (5 * deviation / Math.Sqrt(samples)), bias + (5 * deviation / Math.Sqrt(samples)));
            }

            Assert.InRange(said / error, 0.8, 1.25);
            Assert.Null(exact.StandardErrors);
            Assert.Equal(sources, estimates[0].Sources);
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_sources_and_none_twice()
    {
        var (sample, again, other) = (SourceSample.Draw(1000, 100, 7), SourceSample.Draw(1000, 100, 7), SourceSample.Draw(1000, 100, 8));

        Assert.Equal(sample.Sources, again.Sources);
        Assert.NotEqual(sample.Sources, other.Sources);
        Assert.Equal(100, sample.Sources.Distinct().Count());
        Assert.True(SourceSample.Draw(5, 5, 0).IsExact);
        Assert.True(SourceSample.For(Graph, 0).IsExact);
    }

    [Fact]
    public void What_workers_have_is_taken_up_in_the_order_of_chunks()
    {
        var taken = new List<int>();

        OrderedWork.ForEach(500, () => new int[1], (own, chunk) => own[0] = chunk, own => taken.Add(own[0]));

        Assert.Equal(Enumerable.Range(0, 500), taken);
    }

    [Fact]
    public void A_fault_in_a_chunk_is_told_and_ends_the_rest()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => OrderedWork.ForEach(
            200, () => new int[1], (own, chunk) => own[0] = chunk == 17 ? throw new InvalidOperationException("chunk 17") : chunk, _ => { }));

        Assert.Equal("chunk 17", fault.Message);
    }

    // A ladder of 1100 squares: at each the paths double.
    [Fact]
    public void More_paths_than_a_number_can_hold_are_told()
    {
        const int squares = 1100;
        var debts = new List<(int From, int To)>();
        for (var square = 0; square < squares; square++)
        {
            var first = 3 * square;
            debts.AddRange([(first, first + 1), (first, first + 2), (first + 1, first + 3), (first + 2, first + 3)]);
        }

        var rows = Made((3 * squares) + 1, debts.Select(debt => (debt.From, debt.To, 1.0)));

        Assert.Throws<InvalidOperationException>(() => Betweenness.Of(DebtGraph.Of(rows), SourceSample.All(rows.Rows)));
    }

    // A chain of a hundred thousand: nothing here may go as deep as the chain is long.
    [Fact]
    public void A_long_chain_needs_no_deep_recursion()
    {
        const int length = 100_000;
        var chain = Made(length, Enumerable.Range(0, length - 1).Select(one => (one, one + 1, 1.0)));
        var ring = Made(length, Enumerable.Range(0, length).Select(one => (one, (one + 1) % length, 1.0)));

        Assert.Equal(length, Components.Strong(chain).Count);
        Assert.Equal(1, Components.Strong(ring).Count);
        Assert.Equal(1, Components.Weak(chain).Count);
        Assert.Equal(1, CoreNumbers.Of(ring, DebtGraph.Of(ring).Claims).Max());
    }

    // A complete network of 800 has 799 for its largest eigenvalue, and e^799 is no number.
    [Fact]
    public void Walks_of_a_network_that_is_too_dense_are_refused()
    {
        const int count = 800;
        var network = Network(Made(count, from one in Enumerable.Range(0, count) from other in Enumerable.Range(0, count) where one != other select (one, other, 1.0)));

        foreach (var measure in new[] { Measure.Communicability, Measure.CommunicabilityVulnerability, Measure.Subgraph })
        {
            var centralities = new Centralities(network);
            Assert.Equal("the network is so dense that its walks are more than a number can hold", centralities.Refusal(measure));
            Assert.Throws<InvalidOperationException>(() => centralities.Of(measure));
        }
    }

    // Where the diagonal takes too long, what needs it is refused, and what is better without it says that it is in.
    [Fact]
    public void Without_the_diagonal_communicability_says_that_it_counts_ways_back()
    {
        var network = Network(Rows(20_000, 10, seed: 1));
        var centralities = new Centralities(network);

        Assert.StartsWith("subgraph centrality takes a sweep for every eight institutions", centralities.Refusal(Measure.Subgraph), StringComparison.Ordinal);
        Assert.StartsWith("ways to itself are counted as well", centralities.Of(Measure.Communicability).Note, StringComparison.Ordinal);
        Assert.StartsWith("SinkRank of all institutions is computed up to 2000 of them", centralities.Refusal(Measure.Sinkrank), StringComparison.Ordinal);
        Assert.Null(centralities.Refusal(Measure.Pagerank));
    }

    [Fact]
    public void Who_takes_no_part_is_in_no_component()
    {
        var ring = Made(6, Enumerable.Range(0, 6).Select(one => (one, (one + 1) % 6, 1.0)));

        var components = Components.Strong(ring, [true, true, false, true, true, true]);

        Assert.Equal(-1, components.Of[2]);
        Assert.Equal(5, components.Count);
        Assert.Equal(1, components.LargestSize);
    }

    private static Network Network(CompressedRows debts)
    {
        var builder = new NetworkBuilder();
        for (var one = 0; one < debts.Rows; one++)
        {
            builder.Add(new Institution($"B{one}", InstitutionKind.Bank) { Equity = 1 });
        }

        for (var debtor = 0; debtor < debts.Rows; debtor++)
        {
            for (var entry = debts.Start[debtor]; entry < debts.Start[debtor + 1]; entry++)
            {
                builder.Add(new Exposure(debts.Column[entry], debtor, debts.Amount[entry]));
            }
        }

        return builder.Build();
    }

    private static double[] Times(CompressedRows rows, double[] vector)
    {
        var image = new double[rows.Rows];
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
            {
                image[row] += rows.Amount[entry] * vector[rows.Column[entry]];
            }
        }

        return image;
    }

    private static CompressedRows Rows(int count, int degree, int seed)
    {
        var random = new Random(seed);
        return Made(count, Enumerable.Range(0, count).SelectMany(one => Enumerable.Range(0, random.Next(2 * degree))
            .Select(_ => random.Next(count)).Where(other => other != one).Distinct().Select(other => (one, other, Math.Exp((2 * random.NextDouble()) - 1)))).ToArray());
    }

    private static CompressedRows Made(int count, IEnumerable<(int From, int To, double Amount)> debts)
    {
        var sorted = debts.OrderBy(debt => debt.From).ThenBy(debt => debt.To).ToArray();
        return new CompressedRows(CountingSort.Starts([.. sorted.Select(debt => debt.From)], count), [.. sorted.Select(debt => debt.To)], [.. sorted.Select(debt => debt.Amount)]);
    }
}
