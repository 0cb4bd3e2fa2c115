namespace Contagion.Networks;

/// <summary>Reads columns of input that may be missing as a whole or for one institution.</summary>
public static class Column
{
    /// <summary>What an institution gives; NaN where it gives nothing.</summary>
    /// <param name="column">A number an institution, NaN where none is given; empty when nobody gives one.</param>
    /// <param name="institution">The institution.</param>
    public static double Of(ReadOnlySpan<double> column, int institution) => column.IsEmpty ? double.NaN : column[institution];

    /// <summary>What an institution gives, or something else where it gives nothing.</summary>
    /// <param name="column">A number an institution, NaN where none is given; empty when nobody gives one.</param>
    /// <param name="institution">The institution.</param>
    /// <param name="otherwise">What to take instead.</param>
    public static double Of(ReadOnlySpan<double> column, int institution, double otherwise) => Of(column, institution) is var given && double.IsNaN(given) ? otherwise : given;
}
