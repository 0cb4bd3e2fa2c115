using System.Globalization;

namespace Contagion.Data;

/// <summary>Numbers as files write them: a point for decimals, no thousands, nothing that is not finite.</summary>
internal static class Numbers
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>False for anything but a finite decimal number.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, Styles, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>False for anything but a finite decimal number in UTF-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double number) =>
        double.TryParse(text, Styles, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The shortest text that reads back to the same double; empty for NaN, which stands for undefined.</summary>
    public static string Write(double number) => double.IsNaN(number) ? "" : (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture);
}
