using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Networks of few links.</summary>
public sealed class MinimumDensityTests
{
    // TV-MD of models.md 8.3: 7 links are the fewest there can be, and 7 to 9 are asked for. NetworkRiskMeasures finds 8 to 13 over its seeds.
    [Fact]
    public void Seven_banks_of_the_paper_need_seven_to_nine_links()
    {
        var marginals = new MarginalsCase("reconstruct-anand7").Marginals;

        var links = Enumerable.Range(0, 100).Select(sample => Draw(marginals, (uint)sample)).Select(claims => (claims.Count, marginals.ErrorOf(claims))).ToArray();

        Assert.All(links, one => Assert.InRange(one.Count, 7, 9));
        Assert.All(links, one => Assert.Equal(0, one.Item2, 1e-15));
        Assert.Contains(links, one => one.Count == 7);
    }

    // NetworkRiskMeasures finds 249 or 250; "as few or fewer", and 1e-9 of marginals, are asked for. 125 creditors and 125 debtors that do not match need 249.
    [Fact]
    public void A_hundred_and_twenty_five_banks_need_no_more_than_another_program_finds()
    {
        var reference = new MarginalsCase("reconstruct-sim125");

        var claims = Draw(reference.Marginals, 0);

        Assert.True(claims.Count <= 249, $"{claims.Count} links");
        Near.EqualRelative(reference.Assets, claims.RowSums(), 1e-12, "claims");
        Near.EqualRelative(reference.Liabilities, claims.ColumnSums(claims.Rows), 1e-9, "debts");
    }

    // Each creditor owes what it lends, so that one of them is often left alone with itself: B1 of B0, B1 and B2 where those served each other.
    [Fact]
    public void One_that_is_left_alone_with_itself_is_served()
    {
        var marginals = Marginals.Of([2, 2, 2.5], [2, 2, 2.5]);

        Assert.All(Enumerable.Range(0, 200), sample => Assert.Equal(0, marginals.ErrorOf(Draw(marginals, (uint)sample, attempts: 1)), 1e-15));
    }

    [Fact]
    public void A_sample_can_be_drawn_alone_and_seeds_differ()
    {
        var marginals = new MarginalsCase("reconstruct-sim125").Marginals;

        Assert.Equal(Draw(marginals, 3).Amount.ToArray(), Draw(marginals, 3).Amount.ToArray());
        Assert.NotEqual(Draw(marginals, 3).Amount.ToArray(), Draw(marginals, 4).Amount.ToArray());
        Assert.NotEqual(Draw(marginals, 3, seed: 1).Amount.ToArray(), Draw(marginals, 3, seed: 2).Amount.ToArray());
    }

    private static CompressedRows Draw(Marginals marginals, uint sample, int attempts = 50, ulong seed = 7) =>
        new MinimumDensity { Marginals = "m.csv", Attempts = attempts }.Prepare(marginals)(seed, sample);
}
