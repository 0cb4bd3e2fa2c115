using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>The spillover table's sums.</summary>
public sealed class SpilloverMatrixTests
{
    private static readonly double[,] Three = { { 1, .4, .1 }, { .2, 1, .3 }, { 0, .5, 1 } };

    // Source: models.md TV-SPILL.
    [Fact]
    public void Three_institutions_give_and_take_as_models_md_says()
    {
        var spillover = SpilloverMatrix.Of(Three);

        Near.Equal([.5, .5, .5], spillover.From, Near.Exact, "FROM");
        Near.Equal([.2, .9, .4], spillover.To, Near.Exact, "TO");
        Near.Equal([-.3, .4, -.1], spillover.Net, Near.Exact, "NET");
        Assert.Equal(.5, spillover.Total!.Value, Near.Exact);
    }

    // Source: models.md TV-SPILL.
    [Fact]
    public void Rows_that_add_up_to_one_give_and_take_as_models_md_says()
    {
        var spillover = SpilloverMatrix.Of(Three, isNormalised: true);

        Near.Equal([1 / 3.0, 1 / 3.0, 1 / 3.0], spillover.From, Near.Exact, "FROM");
        Near.Equal([.1333333333, .6, .2666666667], spillover.To, Near.Printed, "TO");
        Assert.Equal(1 / 3.0, spillover.Total!.Value, Near.Exact);
    }

    // The textbook's sums; what is given is taken (models.md 11.14); rows that add up to 1 take at most 1.
    [Fact]
    public void What_is_given_is_taken() => RandomCases.ForAll(1, 20, (random, count) =>
    {
        var table = new double[count, count];
        for (var one = 0; one < count * count; one++)
        {
            table[one / count, one % count] = random.Next(3) == 0 ? 0 : random.NextDouble();
        }

        var spillover = SpilloverMatrix.Of(table);

        for (var one = 0; one < count; one++)
        {
            var others = Enumerable.Range(0, count).Where(other => other != one).ToArray();
            Assert.Equal(others.Sum(seed => table[one, seed]), spillover.From[one], 1e-13);
            Assert.Equal(others.Sum(hurt => table[hurt, one]), spillover.To[one], 1e-13);
        }

        Assert.Equal(0, spillover.Net.Sum(), 1e-12);
        var normalised = SpilloverMatrix.Of(table, isNormalised: true);
        Assert.Equal(0, normalised.Net.Sum(), 1e-12);
        Assert.All(normalised.From, takes => Assert.InRange(takes, 0, 1 + 1e-15));
    });

    [Fact]
    public void A_row_of_zeros_stays_one()
    {
        var spillover = SpilloverMatrix.Of(new double[,] { { 0, 0 }, { .5, 1 } }, isNormalised: true);

        Near.Equal([0, 1 / 3.0], spillover.From, Near.Exact, "FROM");
    }

    [Fact]
    public void Of_nobody_and_of_one_there_is_no_spillover()
    {
        Assert.Null(SpilloverMatrix.Of(new double[0, 0]).Total);
        Assert.Equal(0, SpilloverMatrix.Of(new double[,] { { 1 } }).Total);
    }

    // By hand: groups {0, 1} with equity 10 + 30 and {2} with 20. Seed 2 costs 0.4 of 10 and 0.2 of 30: 10 of 40. Seeds 0 and 1 cost group 2 0 and 0.5 of 20, on
    // average 5 of 20; and their own group 10 + 0.2 · 30 and 0.4 · 10 + 30, on average 25 of 40.
    [Fact]
    public void Groups_lose_what_their_members_lose_together()
    {
        double[,] table = { { 1, .4, .4 }, { .2, 1, .2 }, { 0, .5, 1 } };

        var grouped = SpilloverMatrix.InGroups(SpilloverMatrix.Of(table).Given, [10, 30, 20], [0, 0, 1], 2);

        Near.Equal([25 / 40.0, 5 / 20.0, 10 / 40.0, 1], grouped.Amount.ToArray(), Near.Exact, "groups");
        Near.Equal([0.25, 0.25], SpilloverMatrix.Of(grouped).From, Near.Exact, "FROM");
    }

    [Fact]
    public void Groups_of_one_are_institutions() => RandomCases.ForAll(1, 10, (random, count) =>
    {
        var table = new double[count, count];
        for (var one = 0; one < count * count; one++)
        {
            table[one / count, one % count] = random.NextDouble();
        }

        var (single, given) = (Enumerable.Range(0, count).ToArray(), SpilloverMatrix.Of(table).Given);

        Near.Equal(given.Amount.ToArray(), SpilloverMatrix.InGroups(given, [.. single.Select(one => 1.0 + one)], single, count).Amount.ToArray(), 1e-14, "groups of one");
    });

    [Fact]
    public void Groups_without_equity_lose_nothing() =>
        Assert.Equal([0, 0, 0, 1], SpilloverMatrix.InGroups(SpilloverMatrix.Of(new double[,] { { 1, 1 }, { 0, 1 } }).Given, [0, 5], [0, 1], 2).Amount.ToArray());

    [Fact]
    public void What_is_no_table_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SpilloverMatrix.Of(new double[2, 3]));
        Assert.Throws<ArgumentException>(() => SpilloverMatrix.Of(new double[,] { { double.NaN } }));
        Assert.Throws<ArgumentException>(() => SpilloverMatrix.Of(new double[,] { { -1 } }));
        Assert.Throws<ArgumentException>(() => SpilloverMatrix.Of(new CompressedRows([0, 1], [1], [1])));
        Assert.Throws<ArgumentException>(() => SpilloverMatrix.InGroups(SpilloverMatrix.Of(Three).Given, [1, 2], [0, 0, 0], 1));
    }
}
