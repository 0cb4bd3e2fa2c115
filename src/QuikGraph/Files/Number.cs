using System.Globalization;

namespace Contagion.QuikGraphs;

/// <summary>Numbers as files write them, whatever the culture: a point for decimals, nothing that is not finite.</summary>
internal static class Number
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>False for anything but a finite decimal number.</summary>
    public static bool TryParse(string text, out double number) =>
        double.TryParse(text, Styles, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The shortest text that reads back to the same double.</summary>
    public static string Write(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);
}
