using System.Globalization;
using Xunit;

namespace Contagion.Tests;

/// <summary>Compares numbers, and says everything when they differ.</summary>
internal static class Near
{
    /// <summary>models.md prints ten decimals and asks for 1e-8.</summary>
    public const double Printed = 1e-8;

    /// <summary>Small fractions worked by hand: a few roundings of numbers near 10.</summary>
    public const double Exact = 1e-12;

    /// <summary>Every number is within <paramref name="tolerance"/> of the expected one.</summary>
    public static void Equal(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string inputs) =>
        Within(expected, actual, [.. expected.Select(_ => tolerance)], inputs);

    /// <summary>Every number is within <paramref name="tolerance"/> times its expected size; sizes below <paramref name="smallest"/> count as that.</summary>
    public static void EqualRelative(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string inputs, double smallest = 0) =>
        Within(expected, actual, [.. expected.Select(number => tolerance * Math.Max(Math.Abs(number), smallest))], inputs);

    /// <summary>Every number is within its own tolerance.</summary>
    public static void Within(IReadOnlyList<double> expected, IReadOnlyList<double> actual, IReadOnlyList<double> tolerance, string inputs)
    {
        Assert.True(expected.Count == actual.Count, $"{inputs}: expected {expected.Count} numbers, got {actual.Count}");
        for (var index = 0; index < expected.Count; index++)
        {
            var error = Math.Abs(expected[index] - actual[index]);

            // Asked this way round because NaN fails every comparison. Equal infinities are equal.
            if (!(error <= tolerance[index]) && !expected[index].Equals(actual[index]))
            {
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{inputs}: number {index} of {expected.Count} should be {expected[index]}, is {actual[index]}; error {error}, tolerance {tolerance[index]}.\n" +
                    $"expected ({Text(expected)})\ngot      ({Text(actual)})"));
            }
        }
    }

    private static string Text(IReadOnlyList<double> numbers) =>
        string.Join(", ", numbers.Take(40).Select(number => number.ToString("R", CultureInfo.InvariantCulture))) + (numbers.Count > 40 ? ", ..." : "");
}
