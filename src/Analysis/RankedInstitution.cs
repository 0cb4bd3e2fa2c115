namespace Contagion.Analysis;

/// <summary>An institution among those that come first by a measure.</summary>
/// <param name="Institution">Its index.</param>
/// <param name="Value">The measure.</param>
public sealed record RankedInstitution(int Institution, double Value)
{
    /// <summary>The first ones by a measure, largest first; of equals the one that comes first in the input.</summary>
    /// <param name="values">The measure of each institution.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<RankedInstitution> First(IReadOnlyList<double> values, int count) =>
        [.. Enumerable.Range(0, values.Count).OrderByDescending(one => values[one]).Take(count).Select(one => new RankedInstitution(one, values[one]))];
}
