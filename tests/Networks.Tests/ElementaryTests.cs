using System.Globalization;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>Exponential, logarithm and normal distribution against 50-digit values (Elementary/*.csv, mpmath).</summary>
public sealed class ElementaryTests
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    // Below the normal numbers spacing is absolute: one step of 2⁻¹⁰⁷⁴, and half a step more for the rounding of the expected value.
    private const double Subnormal = 1.5 * double.Epsilon;

    // Less than two units in the last place, 2 · 2⁻⁵² = 4.44e-16 at worst, as Elementary promises; the expected value itself is rounded.
    [Fact]
    public void The_exponential_is_good_to_two_units_in_the_last_place() => Check("exp.csv", Elementary.Exp, 4.4e-16);

    // As above.
    [Fact]
    public void The_logarithm_is_good_to_two_units_in_the_last_place() => Check("log.csv", Elementary.Log, 4.4e-16);

    // Cody's rational approximations are good to 1e-15 or so; exp of up to −722 and a few products add the rest.
    [Fact]
    public void The_normal_distribution_is_good_to_fourteen_digits() => Check("normal-cdf.csv", Elementary.NormalCdf, 1e-14);

    // Source: the definitions.
    [Fact]
    public void The_ends_of_the_range_are_what_they_should_be()
    {
        Assert.Equal([1, 0, double.PositiveInfinity, 0, double.PositiveInfinity], new[] { 0, double.NegativeInfinity, double.PositiveInfinity, -746, 710 }.Select(Elementary.Exp));
        Assert.Equal([0, double.NegativeInfinity, double.PositiveInfinity, double.NaN], new[] { 1, 0, double.PositiveInfinity, -1 }.Select(Elementary.Log));
        Assert.Equal([0.5, 0, 1], new[] { 0, double.NegativeInfinity, double.PositiveInfinity }.Select(Elementary.NormalCdf));
        Assert.Equal([double.NaN, double.NaN, double.NaN], new[] { Elementary.Exp(double.NaN), Elementary.Log(double.NaN), Elementary.NormalCdf(double.NaN) });
    }

    // Identity: N rises, and N(x) + N(−x) = 1 to the rounding of a number near 1.
    [Fact]
    public void The_normal_distribution_rises_and_is_symmetric()
    {
        var before = 0.0;
        for (var x = -38.0; x <= 10; x += 1 / 64.0)
        {
            var probability = Elementary.NormalCdf(x);
            Assert.True(probability >= before, string.Create(CultureInfo.InvariantCulture, $"N({x}) = {probability} is below {before}"));
            Near.Equal([1], [probability + Elementary.NormalCdf(-x)], 2.3e-16, $"x = {x}");
            before = probability;
        }
    }

    private static void Check(string file, Func<double, double> function, double tolerance)
    {
        var table = Table.Read(Folders.Root, "tests", "Networks.Tests", "Elementary", file);
        Assert.NotEmpty(table.Rows);
        foreach (var row in table.Rows)
        {
            var (x, expected) = (table.Number(row, "x"), table.Number(row, "value"));
            var allowed = Math.Abs(expected) < SmallestNormal ? Subnormal : tolerance * Math.Abs(expected);
            Near.Within([expected], [function(x)], [allowed], string.Create(CultureInfo.InvariantCulture, $"{file}, x = {x:R}"));
        }
    }
}
