namespace Contagion.Model;

/// <summary>A number that may be left out, in the room of a number; the default is not given.</summary>
internal readonly record struct OptionalNumber
{
    /// <summary>Bits of a NaN that no arithmetic gives: a number that went wrong is not taken for one that was left out.</summary>
    private const long LeftOut = 0x7FFC_0000_0000_0001;

    // Turned by the bits of what is left out, so that zeros mean just that.
    private readonly long _bits;

    /// <summary>Takes a number; null when it is left out.</summary>
    public OptionalNumber(double? number) => _bits = number is { } given ? BitConverter.DoubleToInt64Bits(given) ^ LeftOut : 0;

    /// <summary>The number; null when it is left out.</summary>
    public double? Value => _bits == 0 ? null : BitConverter.Int64BitsToDouble(_bits ^ LeftOut);
}
