namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Which totals some network has (models.md 8.2), and who is to blame where none has.</summary>
public sealed class MarginalsTests
{
    // reconstruct-infeasible: a would have to lend to itself. 10 + 5 > 12; the other two have 5 and 4.
    [Fact]
    public void Who_would_have_to_lend_to_itself_is_named()
    {
        var reference = new MarginalsCase("reconstruct-infeasible");

        var faults = Faults(reference.Ids, reference.Assets, reference.Liabilities);

        Assert.Equal([(0, "'a' has network_assets 10 and network_liabilities 5, together more than all claims there are, 12; expected at most that, since nobody lends to itself")], faults);
    }

    [Fact]
    public void Totals_that_differ_are_told_with_both()
    {
        var (institution, fault) = Assert.Single(Faults(["a", "b"], [3, 1], [1, 2]));

        Assert.Null(institution);
        Assert.Contains("network_assets add up to 4 and network_liabilities to 3", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    [InlineData(1e200)]
    public void What_is_no_amount_is_told_with_its_institution(double amount)
    {
        Assert.Equal([1], Faults(["a", "b", "c"], [1, amount, 1], [1, 1, 1]).Select(fault => fault.Institution));
        Assert.Equal([1], Faults(["a", "b", "c"], [1, 1, 1], [1, amount, 1]).Select(fault => fault.Institution));
    }

    // Rounded to nine digits, as a source may be.
    [Fact]
    public void Totals_that_differ_by_rounding_are_made_to_agree()
    {
        var marginals = Marginals.Of([1, 2, 3], [3.00000001, 2, 1]);

        Assert.Equal(marginals.Assets.ToArray().Sum(), marginals.Liabilities.ToArray().Sum(), 1e-12);
        Assert.Equal(6, marginals.Total);
    }

    // One institution alone has nobody to lend to; without claims any number of institutions is right.
    [Fact]
    public void One_institution_can_have_no_claims_only()
    {
        Assert.Equal(0, Marginals.Of([0], [0]).Total);
        Assert.Equal(0, Marginals.Of([], []).Total);
        Assert.Equal([0], Faults(["a"], [1], [1]).Select(fault => fault.Institution));
    }

    // Worked by hand: B0 is on one side of every claim, and 3 + 4 is all there is.
    [Fact]
    public void One_that_is_on_one_side_of_every_claim_leaves_one_network()
    {
        var marginals = Marginals.Of([3, 4, 0], [4, 1, 2]);

        Assert.Equal(0, marginals.Hub);
        Assert.Equal([0, 1, 2, 4, 0, 0, 0, 0, 0], Transposed(NaiveReconstruction.Debts(MaximumEntropy.Solve(marginals))));
    }

    private static (int? Institution, string Fault)[] Faults(string[] ids, double[] assets, double[] liabilities)
    {
        var faults = new List<(int?, string)>();
        Assert.Null(Marginals.TryMake(ids, assets, liabilities, (institution, fault) => faults.Add((institution, fault))));
        return [.. faults];
    }

    private static double[] Transposed(double[,] debts) => [.. Enumerable.Range(0, 9).Select(cell => debts[cell % 3, cell / 3])];
}
