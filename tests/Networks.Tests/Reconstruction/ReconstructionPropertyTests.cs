using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Property 13 of models.md 11: totals within tolerance, nothing negative, an empty diagonal, whatever the method and the marginals.</summary>
public sealed class ReconstructionPropertyTests
{
    /// <summary>The total of all claims is rounded once for each of a few steps.</summary>
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Exact => ["maximum-entropy", "minimum-density", "gibbs", "gibbs by size"];

    [Theory]
    [MemberData(nameof(Exact))]
    public void Totals_are_met_and_nobody_lends_to_itself(string method) => RandomMarginals.ForAll(
        one =>
        {
            var marginals = one.Marginals;
            var reconstruction = Make(method, marginals, one.Seed);

            var claims = reconstruction.Prepare(marginals)((ulong)one.Seed, (uint)one.Seed % 7);

            Assert.True(marginals.ErrorOf(claims) <= Tolerance, $"{one}: error {marginals.ErrorOf(claims)}");
            AssertSound(claims, marginals, one.ToString());
        },
        // Each prior is fitted to its density in tens of thousands of steps.
        times: method.StartsWith("gibbs", StringComparison.Ordinal) ? 40 : 200);

    // The fitness model has no totals of its own, but may link only those who have some.
    [Fact]
    public void Links_of_the_fitness_model_are_between_those_who_lend_and_owe() => RandomMarginals.ForAll(one =>
    {
        var marginals = one.Marginals;
        var reconstruction = new Fitness { Marginals = "m.csv", Density = Math.Max(1e-9, 0.6 * marginals.Pairs / one.Size / (one.Size - 1)) };

        AssertSound(reconstruction.Prepare(marginals)((ulong)one.Seed, 0), marginals, one.ToString());
    });

    // Numbering institutions the other way round turns the network round, and units of twice the size halve its amounts: maximum entropy is one network.
    [Fact]
    public void Order_and_units_do_not_matter_to_maximum_entropy() => RandomMarginals.ForAll(one =>
    {
        var (marginals, turned) = (one.Marginals, Marginals.Of([.. one.Assets.Reverse()], [.. one.Liabilities.Reverse()]));
        var doubled = Marginals.Of([.. one.Assets.Select(amount => 2 * amount)], [.. one.Liabilities.Select(amount => 2 * amount)]);

        var debts = NaiveReconstruction.Flat(NaiveReconstruction.Debts(MaximumEntropy.Solve(marginals)));

        Near.Equal(debts, [.. NaiveReconstruction.Flat(NaiveReconstruction.Debts(MaximumEntropy.Solve(turned))).Reverse()], 1e-9 * marginals.Total, one.ToString());
        Near.Equal(debts, [.. NaiveReconstruction.Flat(NaiveReconstruction.Debts(MaximumEntropy.Solve(doubled))).Select(amount => amount / 2)], 1e-12 * marginals.Total, one.ToString());
    });

    // What has the largest entropy has at least that of the source, of minimum density and of RAS's own direction: −Σ (L/Σ) ln (L/Σ) + Σ (L/Σ) ln (r c) is largest too.
    [Fact]
    public void No_other_network_with_the_totals_has_more_entropy() => RandomMarginals.ForAll(one =>
    {
        if (one.Marginals is { Total: > 0 } marginals)
        {
            var most = Entropy(NaiveReconstruction.Flat(NaiveReconstruction.Debts(MaximumEntropy.Solve(marginals))));

            Assert.True(most >= Entropy(NaiveReconstruction.Flat(one.Source)) - 1e-9, one.ToString());
            Assert.True(most >= Entropy(NaiveReconstruction.Flat(NaiveReconstruction.Debts(Allocation.Draw(marginals, new KeyedDraws(1, 0, Purpose.Allocation, 0))))) - 1e-9, one.ToString());
        }
    });

    private static Networks.Reconstruction Make(string method, Marginals marginals, int seed)
    {
        // Between the fewest links that hang together and all pairs.
        var least = marginals.Creditors + marginals.Debtors - 1;
        var density = (least + ((seed % 11 / 10.0) * (marginals.Pairs - least))) / marginals.Count / (marginals.Count - 1);
        return method switch
        {
            "maximum-entropy" => new MaximumEntropy { Marginals = "m.csv" },
            "minimum-density" => new MinimumDensity { Marginals = "m.csv", Attempts = 3 },
            _ => new Gibbs { Marginals = "m.csv", Density = Math.Max(0, density), BurnIn = 3, Prior = method == "gibbs" ? GibbsPrior.ErdosRenyi : GibbsPrior.Fitness },
        };
    }

    private static void AssertSound(CompressedRows claims, Marginals marginals, string inputs)
    {
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                var debtor = claims.Column[claim];
                Assert.True(claims.Amount[claim] > 0 && double.IsFinite(claims.Amount[claim]), $"{inputs}: {debtor} owes {creditor} {claims.Amount[claim]}");
                Assert.True(debtor != creditor && marginals.Assets[creditor] > 0 && marginals.Liabilities[debtor] > 0, $"{inputs}: {debtor} owes {creditor}");
                Assert.True(claim == claims.Start[creditor] || claims.Column[claim - 1] < debtor, $"{inputs}: row {creditor} is out of order");
            }
        }
    }

    private static double Entropy(double[] debts)
    {
        var total = debts.Sum();
        return -debts.Where(debt => debt > 0).Sum(debt => debt / total * Math.Log(debt / total));
    }
}
