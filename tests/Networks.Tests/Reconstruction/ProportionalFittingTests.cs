using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>RAS on the links there are.</summary>
public sealed class ProportionalFittingTests
{
    // Known zeros: what the source network does not have stays empty. Round by round the same as the textbook's, which here has a row a creditor as well.
    [Fact]
    public void The_same_as_on_a_full_matrix() => RandomMarginals.ForAll(
        one =>
        {
            var (prior, marginals) = (Prior(one), one.Marginals);

            var fit = ProportionalFitting.To(prior, marginals, roundsMax: 300);

            var naive = NaiveReconstruction.Ras(Transposed(NaiveReconstruction.Debts(prior)), [.. marginals.Assets], [.. marginals.Liabilities], fit.Rounds);
            Near.Equal(NaiveReconstruction.Flat(naive), NaiveReconstruction.Flat(Transposed(NaiveReconstruction.Debts(fit.Claims))), 1e-12 * marginals.Total, one.ToString());
            Assert.Equal(fit.Error, marginals.ErrorOf(fit.Claims), 1e-13);
        },
        sizeMax: 6);

    // The source itself has these links and totals, so that RAS gets there, though as slowly as one over rounds where some links must vanish.
    [Fact]
    public void Links_that_can_carry_the_totals_do() => RandomMarginals.ForAll(
        one => Assert.True(ProportionalFitting.To(Prior(one), one.Marginals, roundsMax: 5000) is { Error: < 1e-2 }, one.ToString()),
        sizeMax: 6);

    // A network whose own amounts are the prior has its own totals.
    [Fact]
    public void What_fits_is_left_alone()
    {
        var prior = new CompressedRows([0, 2, 3, 4], [1, 2, 2, 0], [1, 2, 3, 4]);

        var fit = ProportionalFitting.To(prior, Marginals.Of([3, 3, 4], [4, 1, 5]));

        Assert.Equal((1, 0), (fit.Rounds, fit.Error));
        Assert.Equal(prior.Amount.ToArray(), fit.Claims.Amount.ToArray());
    }

    // B2 owes 2 and nobody lends to it.
    [Fact]
    public void Who_is_left_out_by_the_links_is_named()
    {
        var fit = ProportionalFitting.To(new CompressedRows([0, 1, 2, 3], [1, 0, 0], [1, 1, 1]), Marginals.Of([2, 2, 1], [2, 1, 2]));

        Assert.False(fit.IsFitted);
        Assert.Equal(2, fit.Worst);
        Assert.Equal(2 / 5.0, fit.Error, 1e-12);
    }

    private static double[,] Transposed(double[,] debts)
    {
        var claims = new double[debts.GetLength(0), debts.GetLength(0)];
        foreach (var cell in Enumerable.Range(0, debts.Length))
        {
            claims[cell % debts.GetLength(0), cell / debts.GetLength(0)] = debts[cell / debts.GetLength(0), cell % debts.GetLength(0)];
        }

        return claims;
    }

    /// <summary>The links of the source with other amounts.</summary>
    private static CompressedRows Prior(RandomMarginals one)
    {
        var (claims, random) = (new ClaimRows(one.Size), new Random(one.Seed));
        for (var creditor = 0; creditor < one.Size; creditor++)
        {
            for (var debtor = 0; debtor < one.Size; debtor++)
            {
                claims.Add(debtor, one.Source[debtor, creditor] > 0 ? random.NextDouble() + .5 : 0);
            }

            claims.EndRow();
        }

        return claims.Build();
    }
}
