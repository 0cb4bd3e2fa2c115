using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>PageRank against published-style vectors and a naive dense computation.</summary>
public sealed class PageRankTests
{
    // models.md 9.1, TV-CENT: L[debtor, creditor].
    private static readonly double[,] Debts = { { 0, 4, 2, 0, 0 }, { 0, 0, 3, 1, 0 }, { 1, 0, 0, 5, 0 }, { 0, 0, 0, 0, 2 }, { 3, 0, 0, 0, 0 } };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Fact]
    public void Vulnerability_is_as_the_model_reference_has_it() => AssertNear(
        [.2315577877, .1612160797, .1983832907, .2047799145, .2040629273], Measures.Of(Measure.PagerankVulnerability, TestNetwork.Of(Debts)), 1e-8);

    [Fact]
    public void Impact_is_as_the_model_reference_has_it() => AssertNear(
        [.2445595198, .1663628765, .2151502199, .1880206898, .1859066939], Measures.Of(Measure.Pagerank, TestNetwork.Of(Debts)), 1e-8);

    // The last measures of a network stand in the same vector: what is owed and what is claimed.
    [Fact]
    public void Strengths_are_as_the_model_reference_has_them()
    {
        Assert.Equal([6, 4, 6, 2, 3], Measures.Of(Measure.NetworkLiabilities, TestNetwork.Of(Debts)));
        Assert.Equal([4, 4, 5, 6, 2], Measures.Of(Measure.NetworkAssets, TestNetwork.Of(Debts)));
        Assert.Equal([2, 2, 2, 1, 1], Measures.Of(Measure.Creditors, TestNetwork.Of(Debts)));
        Assert.Equal([2, 1, 2, 2, 1], Measures.Of(Measure.Debtors, TestNetwork.Of(Debts)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_directions_agree_with_a_dense_computation(int seed)
    {
        var random = new Random(seed);
        var count = 2 + random.Next(25);
        var claims = RandomDebts.Dense(RandomDebts.Contracts(random, count), count);
        var debts = Transpose(claims);
        var network = TestNetwork.Of(debts);

        AssertNear(Dense(debts), Measures.Of(Measure.PagerankVulnerability, network), 1e-12);
        AssertNear(Dense(claims), Measures.Of(Measure.Pagerank, network), 1e-12);
    }

    [Fact]
    public void Without_exposures_all_rank_alike() => AssertNear([.25, .25, .25, .25], Measures.Of(Measure.Pagerank, TestNetwork.Of(new double[4, 4])), 1e-15);

    [Fact]
    public void Ranks_sum_to_one_and_do_not_depend_on_the_unit_of_account()
    {
        var (ranks, inCents) = (Measures.Of(Measure.Pagerank, TestNetwork.Of(Debts)), Measures.Of(Measure.Pagerank, TestNetwork.Of(Scaled(Debts, 100))));

        Assert.Equal(1, ranks.Sum(), 1e-12);
        AssertNear(ranks, inCents, 1e-14);
    }

    /// <summary>x = d (Pᵀ x + dangling / n) + (1 − d) / n by plain iteration; row i of <paramref name="flow"/> is what i passes on.</summary>
    private static double[] Dense(double[,] flow)
    {
        var count = flow.GetLength(0);
        var rank = Enumerable.Repeat(1.0 / count, count).ToArray();
        for (var sweep = 0; sweep < 2000; sweep++)
        {
            var next = Enumerable.Repeat(0.15 / count, count).ToArray();
            for (var from = 0; from < count; from++)
            {
                var all = Enumerable.Range(0, count).Sum(to => flow[from, to]);
                for (var to = 0; to < count; to++)
                {
                    next[to] += 0.85 * rank[from] * (all > 0 ? flow[from, to] / all : 1.0 / count);
                }
            }

            rank = next;
        }

        return rank;
    }

    private static double[,] Transpose(double[,] matrix)
    {
        var transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                transposed[column, row] = matrix[row, column];
            }
        }

        return transposed;
    }

    private static double[,] Scaled(double[,] matrix, double factor)
    {
        var scaled = (double[,])matrix.Clone();
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                scaled[row, column] *= factor;
            }
        }

        return scaled;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var institution = 0; institution < expected.Length; institution++)
        {
            Assert.True(Math.Abs(expected[institution] - actual[institution]) <= tolerance, $"institution {institution}: expected {expected[institution]:R}, got {actual[institution]:R}, tolerance {tolerance:R}");
        }
    }
}
