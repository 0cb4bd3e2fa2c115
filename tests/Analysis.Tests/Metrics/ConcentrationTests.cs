using System.Text.Json;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Herfindahl and Gini.</summary>
public sealed class ConcentrationTests
{
    // Source: models.md TV-CONC.
    [Fact]
    public void Five_amounts_are_as_concentrated_as_models_md_says()
    {
        Assert.Equal(0.2199546485, Concentration.Herfindahl([4, 4, 5, 6, 2])!.Value, Near.Printed);
        Assert.Equal(0.1714285714, Concentration.Gini([4, 4, 5, 6, 2])!.Value, Near.Printed);
    }

    // Source: tests/reference/centrality-sim125: what banks lend in all.
    [Fact]
    public void Lending_of_125_banks_is_as_concentrated_as_the_reference_says() => AssertReference(Folders.Reference("centrality-sim125"));

    [SharedFact("centrality-emid-2008-11")]
    public void Lending_on_the_eMID_market_is_as_concentrated_as_the_reference_says() => AssertReference(Folders.Shared("centrality-emid-2008-11")!);

    [Fact]
    public void Equal_amounts_are_not_concentrated_and_a_single_one_is_wholly()
    {
        Assert.Equal((0.1, 0), (Math.Round(Concentration.Herfindahl([.. Enumerable.Repeat(0.1, 10)])!.Value, 15), Concentration.Gini([.. Enumerable.Repeat(0.1, 10)])!.Value));
        Assert.Equal((1.0, 0.75), (Concentration.Herfindahl([0, 0, 7, 0]), Concentration.Gini([0, 0, 7, 0])));
        Assert.Equal((1.0, 0.0), (Concentration.Herfindahl([3]), Concentration.Gini([3])));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.0, 0 })]
    public void Of_nothing_nothing_is_concentrated(double[] amounts)
    {
        Assert.Null(Concentration.Herfindahl(amounts));
        Assert.Null(Concentration.Gini(amounts));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_amount_is_refused_and_named(double amount)
    {
        Assert.Contains("Number 1 of amounts", Assert.Throws<ArgumentException>(() => Concentration.Herfindahl([1, amount])).Message);
        Assert.Contains("Number 1 of amounts", Assert.Throws<ArgumentException>(() => Concentration.Gini([1, amount])).Message);
    }

    // Gini is half the mean difference of any two over the mean; Herfindahl counts how often two units drawn are the same one's.
    [Fact]
    public void They_are_what_their_definitions_say() => RandomCases.ForAll(1, 40, (random, count) =>
    {
        var amounts = random.Any(count);
        var total = amounts.Sum();
        if (total > 0)
        {
            var apart = amounts.Sum(one => amounts.Sum(other => Math.Abs(one - other)));
            Assert.Equal(apart / (2 * count * total), Concentration.Gini(amounts)!.Value, 1e-12);
            Assert.Equal(amounts.Sum(one => one * one) / (total * total), Concentration.Herfindahl(amounts)!.Value, 1e-12);
        }
    });

    private static void AssertReference(string folder)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json"))).RootElement;
        var lending = Table.Read(folder, "expected.csv").Numbers("out_strength");

        // The case's README asks for 1e-8.
        Assert.Equal(expected.GetProperty("herfindahl_lending").GetDouble(), Concentration.Herfindahl(lending)!.Value, 1e-12);
        Assert.Equal(expected.GetProperty("gini_lending").GetDouble(), Concentration.Gini(lending)!.Value, 1e-12);
    }
}
