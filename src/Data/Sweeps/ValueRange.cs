using System.Globalization;

namespace Contagion.Data;

/// <summary>Numbers at equal distances, written <c>from:to:step</c>, both ends included.</summary>
/// <remarks>Counted in decimal, so that 0.1:0.5:0.1 has 0.3 and not 0.30000000000000004.</remarks>
internal static class ValueRange
{
    /// <summary>Whether a value is a range.</summary>
    public static bool Is(string text) => text.Split(':') is { Length: 3 } parts && parts.All(part => Numbers.TryParse(part, out _));

    /// <summary>The numbers of a range, in the shortest form; or why there are none.</summary>
    /// <param name="text">A range.</param>
    /// <param name="countMax">The most numbers there may be.</param>
    public static (IReadOnlyList<string> Values, string? Fault) Of(string text, int countMax)
    {
        var parts = text.Split(':');
        if (parts.FirstOrDefault(part => !IsDecimal(part)) is { } odd)
        {
            return ([], $"'{odd}' of the range '{text}' has more digits than a range is counted in; expected the values written out, with commas between");
        }

        var (from, to, step) = (Decimal(parts[0]), Decimal(parts[1]), Decimal(parts[2]));
        try
        {
            return Fault(text, from, to, step, countMax) is { } fault
                ? ([], fault)
                : ([.. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(place => Write(from + (place * step)))], null);
        }
        catch (OverflowException)
        {
            return ([], $"the range '{text}' has more than {countMax.ToString("N0", CultureInfo.InvariantCulture)} values; expected a larger step");
        }
    }

    private static string? Fault(string text, decimal from, decimal to, decimal step, int countMax) =>
        step == 0 ? $"the range '{text}' has a step of 0; expected from:to:step"
        : (to - from) / step < 0 ? $"the range '{text}' goes away from its end; expected a step of the other sign"
        : (to - from) / step >= countMax ? $"the range '{text}' has more than {countMax.ToString("N0", CultureInfo.InvariantCulture)} values; expected a larger step"
        : (to - from) % step != 0 ? $"the range '{text}' does not reach {Write(to)} in whole steps; expected both ends to belong to it"
        : null;

    /// <summary>Whether decimal arithmetic holds the number itself.</summary>
    private static bool IsDecimal(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Numbers.TryParse(text, out var exact) && (double)number == exact;

    private static decimal Decimal(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Write(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
