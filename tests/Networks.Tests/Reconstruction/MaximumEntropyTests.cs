using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Maximum entropy against RAS on full matrices, published tables and another program.</summary>
public sealed class MaximumEntropyTests
{
    // TV-RAS of models.md 8.2: Anand, Craig and von Peter (2015), p. 628.
    [Fact]
    public void Seven_banks_of_the_paper()
    {
        var debts = Solve([7, 5, 3, 1, 3, 0, 1], [4, 5, 5, 0, 0, 2, 4]);

        Near.Equal([2.5304868873, 2.1823581732, 1.5492304519, 1.7175891736], [debts[1, 0], debts[2, 0], debts[6, 0], debts[0, 1]], Near.Printed, "TV-RAS");
    }

    // TV-RAS-3 of models.md 8.2.
    [Fact]
    public void Three_banks()
    {
        var debts = Solve([.7, 1.1, 1.4], [1, 1.3, .9]);

        Near.Equal([0, .4906734320, .5093265680, .4093265680, 0, .8906734320, .2906734320, .6093265680, 0], NaiveReconstruction.Flat(debts), Near.Printed, "TV-RAS-3");
    }

    // NetworkRiskMeasures 0.1.4; the README asks for 1e-8 of the total.
    [Theory]
    [InlineData("reconstruct-anand7", "reconstruct-anand7", "expected_maxent.csv")]
    [InlineData("reconstruct-sim125", "nrm-sim125-maxentropy", "exposures.csv")]
    public void Another_program_finds_the_same(string name, string folder, string file)
    {
        var reference = new MarginalsCase(name);

        var debts = Solve(reference.Assets, reference.Liabilities);

        Near.Equal(NaiveReconstruction.Flat(reference.Debts(Folders.Reference(folder), file)), NaiveReconstruction.Flat(debts), 1e-8 * reference.Marginals.Total, name);
    }

    // The textbook's matrix, far from marginals that only one network has: RAS needs thousands of rounds near those.
    [Fact]
    public void Two_numbers_an_institution_are_the_limit_of_RAS() => RandomMarginals.ForAll(
        one =>
        {
            var marginals = one.Marginals;
            if (marginals.Total > 0 && Enumerable.Range(0, one.Size).Min(marginals.Slack) > 0.02 * marginals.Total)
            {
                Near.Equal(
                    NaiveReconstruction.Flat(NaiveReconstruction.Ras(one.Liabilities, one.Assets, 1000)), NaiveReconstruction.Flat(Solve(one.Assets, one.Liabilities)),
                    1e-11 * marginals.Total, one.ToString());
            }
        },
        sizeMax: 8);

    // What an institution lends is met to as many digits as the largest is, however small it is itself.
    [Fact]
    public void Small_institutions_meet_their_own_totals()
    {
        var marginals = Marginals.Of([1e12, 2e12, 3, 4e-6, 5e5], [2e12, 1e12, 5e5, 3, 4e-6]);

        var claims = MaximumEntropy.Solve(marginals);

        Near.EqualRelative(marginals.Assets.ToArray(), claims.RowSums(), 1e-12, "claims");
        Near.EqualRelative(marginals.Liabilities.ToArray(), claims.ColumnSums(5), 1e-12, "debts");
    }

    // One institution has nearly everything: the closer to all of it, the closer to the one network that is left then.
    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-6)]
    [InlineData(1e-11)]
    [InlineData(0)]
    public void One_institution_that_has_nearly_everything(double others)
    {
        var marginals = Marginals.Of([3, 4, others], [4, 1 + others, 2]);

        var claims = MaximumEntropy.Solve(marginals);

        Assert.True(marginals.ErrorOf(claims) < 1e-15, $"error {marginals.ErrorOf(claims)} with {others} among others");
        Assert.Equal(others > 0 ? 6 : 3, claims.Count);
    }

    [Fact]
    public void Zero_rows_and_columns_stay_zero()
    {
        var debts = Solve([1, 2, 0, 3], [3, 0, 0, 3]);

        Assert.All(Enumerable.Range(0, 4), other => Assert.Equal((0, 0, 0), (debts[1, other], debts[2, other], debts[other, 2])));
    }

    [Fact]
    public void Large_and_small_units_give_the_same_shares()
    {
        var plain = MaximumEntropy.Solve(Marginals.Of([3, 1, 2], [2, 2, 2]));
        var large = MaximumEntropy.Solve(Marginals.Of([3e149, 1e149, 2e149], [2e149, 2e149, 2e149]));

        Near.EqualRelative([.. plain.Amount.ToArray().Select(amount => amount * 1e149)], large.Amount.ToArray(), 1e-14, "in units of 1e149");
    }

    [Fact]
    public void More_exposures_than_fit_are_refused()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 20_000)];

        var (key, fault) = Assert.Single(new MaximumEntropy { Marginals = "m.csv" }.Faults(Marginals.Of(ones, ones)));

        Assert.Equal("method", key);
        Assert.Contains("399,980,000 exposures; expected at most 200,000,000", fault, StringComparison.Ordinal);
    }

    private static double[,] Solve(double[] assets, double[] liabilities) => NaiveReconstruction.Debts(MaximumEntropy.Solve(Marginals.Of(assets, liabilities)));
}
