using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>What reconstruction draws from and keeps links in, against the plain thing.</summary>
public sealed class SamplingStructuresTests
{
    // 4.5 standard errors of 100,000 draws.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Items_are_drawn_by_their_weight(bool isFixed)
    {
        double[] weights = [1, 0, 5, 0.25, 3.75, 0, 10];
        var (tree, alias, draws) = (new WeightTree([.. weights.Select(_ => 7.0)]), new AliasTable(weights), new KeyedDraws(3, 0, Purpose.Chain, 0));
        for (var item = 0; item < weights.Length; item++)
        {
            tree[item] = weights[item];
        }

        var seen = new int[weights.Length];
        for (var draw = 0; draw < 100_000; draw++)
        {
            seen[isFixed ? alias.Find(draws.Next()) : tree.Find(draws.Uniform())]++;
        }

        for (var item = 0; item < weights.Length; item++)
        {
            var p = weights[item] / 20;
            Assert.True(Math.Abs((seen[item] / 1e5) - p) <= 4.5 * Math.Sqrt(p * (1 - p) / 1e5), $"item {item}: {seen[item]} of 100,000, weight {weights[item]} of 20");
        }
    }

    // A tree does not lose what is small beside what was large.
    [Fact]
    public void A_small_weight_survives_a_large_one()
    {
        var tree = new WeightTree([1e20, 1e-10]) { [0] = 0 };

        Assert.Equal((1e-10, 1), (tree.Total, tree.Find(0.9)));
    }

    [Fact]
    public void Links_come_and_go_as_in_a_dictionary()
    {
        var (links, plain, random) = (new LinkTable(CompressedRows.Empty(12)), new Dictionary<(int, int), double>(), new Random(5));
        for (var step = 0; step < 20_000; step++)
        {
            var cell = (random.Next(12), random.Next(12));
            if (plain.Remove(cell))
            {
                links.Remove(links.Find(cell.Item1, cell.Item2));
            }
            else
            {
                // Grows and shrinks by turns.
                if (random.Next(100) < (step / 2000 % 2 == 0 ? 95 : 20))
                {
                    plain.Add(cell, step);
                    links.Add(cell.Item1, cell.Item2, step);
                }
            }

            Assert.Equal(plain.Count, links.Count);
            Assert.Equal(plain.GetValueOrDefault(cell, -1), links.Find(cell.Item1, cell.Item2) is >= 0 and var link ? links.Amount(link) : -1);
        }

        Assert.All(plain, one => Assert.Equal(one.Value, links.Amount(links.Find(one.Key.Item1, one.Key.Item2))));
        Assert.All(Enumerable.Range(0, 12), one => Assert.Equal((plain.Count(link => link.Key.Item1 == one), plain.Count(link => link.Key.Item2 == one)), (links.DegreeOfDebtor(one), links.DegreeOfCreditor(one))));
    }

    // The two numbers of a counter, and another counter after them: the first is Philox.Draw's.
    [Fact]
    public void Keyed_draws_begin_with_that_of_the_same_key()
    {
        var draws = new KeyedDraws(42, 3, Purpose.Chain, 7);

        var first = draws.Next();
        _ = draws.Next();

        Assert.Equal(Philox.Draw(42, 3, (uint)Purpose.Chain, 7, 0), first);
        Assert.Equal(Philox.Draw(42, 3, (uint)Purpose.Chain, 7, 1), draws.Next());
    }

    // An autoregression x' = ρ x + noise has an effective size of (1 − ρ) / (1 + ρ) of its length; here within a fifth, as ten chains of 4,000 leave it.
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Effective_size_of_an_autoregression(double rho)
    {
        var chains = Chains(rho, 10, 4000);

        Assert.Equal((1 - rho) / (1 + rho), ChainDiagnostics.EffectiveSize(chains) / 40_000, 0.2 * (1 - rho) / (1 + rho));
        Assert.Equal(1, ChainDiagnostics.SplitRHat(chains), 0.01);
    }

    // Worked by hand: halves (0, 2), (0, 2), (4, 6), (4, 6): W = 2, means 1, 1, 5, 5 have variance 16/3, so R² = (1 + 16/3) / 2.
    [Fact]
    public void R_hat_by_hand() => Assert.Equal(Math.Sqrt((1 + (16 / 3.0)) / 2), ChainDiagnostics.SplitRHat([[0, 2, 0, 2], [4, 6, 4, 6]]), 1e-12);

    [Fact]
    public void Chains_that_do_not_move_agree_only_where_they_are_the_same()
    {
        Assert.Equal(1, ChainDiagnostics.SplitRHat([[3, 3, 3, 3], [3, 3, 3, 3]]));
        Assert.Equal(double.PositiveInfinity, ChainDiagnostics.SplitRHat([[3, 3, 3, 3], [4, 4, 4, 4]]));
        Assert.True(ChainDiagnostics.SplitRHat(Chains(0.5, 4, 200).Select((chain, index) => chain.Select((x, step) => x + (index == 0 ? 0.02 * step : 0)).ToArray()).ToArray()) > 1.05);
    }

    // Functions with roots known: x³ = 2, where Newton's first step from the middle of a wide bracket leaps, and a step that Newton cannot follow.
    [Fact]
    public void A_root_is_found_to_the_last_bits()
    {
        Near.EqualRelative([1.2599210498948732], [MonotoneRoot.Find(0, 1e6, x => ((x * x * x) - 2, 3 * x * x))], 1e-15, "cube root of 2");
        Near.EqualRelative([3], [MonotoneRoot.Find(-1e9, 1e9, x => (x < 3 ? -1 : 1, 0))], 1e-15, "a step at 3");
        Assert.Equal(0, MonotoneRoot.Find(-4, 4, x => (x, 1)));
    }

    private static double[][] Chains(double rho, int count, int length)
    {
        var random = new Random(9);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var (chain, x) = (new double[length], 0.0);
                for (var step = -200; step < length; step++)
                {
                    x = (rho * x) + (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
                    chain[Math.Max(0, step)] = x;
                }

                return chain;
            }),
        ];
    }
}
