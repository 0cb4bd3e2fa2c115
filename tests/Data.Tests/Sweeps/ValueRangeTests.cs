using System.Globalization;

namespace Contagion.Data.Tests.Sweeps;

/// <summary>from:to:step.</summary>
public sealed class ValueRangeTests
{
    private const int CountMax = 1000;

    [Theory]
    [InlineData("0.1:0.5:0.1", "0.1 0.2 0.3 0.4 0.5")]
    [InlineData("1:3:1", "1 2 3")]
    [InlineData("1:0:-0.25", "1 0.75 0.5 0.25 0")]
    [InlineData("0.50:0.50:0.10", "0.5")]
    [InlineData("1e-5:3e-5:1e-5", "0.00001 0.00002 0.00003")]
    // The largest seeds, which a double does not tell apart.
    [InlineData("18446744073709551613:18446744073709551615:1", "18446744073709551613 18446744073709551614 18446744073709551615")]
    public void Both_ends_are_included_and_values_are_clean(string text, string values)
    {
        var (found, fault) = ValueRange.Of(text, CountMax);

        Assert.Null(fault);
        Assert.Equal(values.Split(' '), found);
    }

    [Theory]
    [InlineData("0:1:0", "step of 0")]
    [InlineData("0:1:-0.1", "other sign")]
    [InlineData("0.1:0.5:0.15", "does not reach 0.5")]
    [InlineData("0:1000:1", "more than 1,000 values")]
    [InlineData("0:1e28:1e-10", "more than 1,000 values")]
    [InlineData("0:1e300:1e299", "more digits")]
    [InlineData("0:1:1e-40", "more digits")]
    public void A_range_that_cannot_be_counted_is_refused(string text, string words)
    {
        var (found, fault) = ValueRange.Of(text, CountMax);

        Assert.Empty(found);
        Assert.Contains(words, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.1:0.5", false)]
    [InlineData("0.1:0.5:0.1:1", false)]
    [InlineData("a:b:c", false)]
    [InlineData("\"1:2:3\"", false)]
    [InlineData("{a: 1}", false)]
    [InlineData("1:2:3", true)]
    public void Only_three_numbers_are_a_range(string text, bool isRange) => Assert.Equal(isRange, ValueRange.Is(text));

    // A range of n steps of 10^-d is the list of what people would write out.
    [Fact]
    public void A_range_is_what_people_would_write_out()
    {
        for (var digits = 1; digits <= 6; digits++)
        {
            var step = Math.Pow(10, -digits).ToString("0.######", CultureInfo.InvariantCulture);
            var (found, fault) = ValueRange.Of($"0:{(0.9).ToString(CultureInfo.InvariantCulture)}:{step}", 1_000_000);

            Assert.Null(fault);
            Assert.Equal((9 * (int)Math.Pow(10, digits - 1)) + 1, found.Count);
            Assert.All(found, value => Assert.True(value.Length <= digits + 2, value));
        }
    }
}
