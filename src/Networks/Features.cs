namespace Contagion.Networks;

/// <summary>What is known of institutions besides their balance sheets: numbers under names of the user's choice, for scores to weigh.</summary>
public sealed class Features
{
    private readonly double[][] _columns;
    private readonly bool[] _isGiven;

    /// <summary>Takes columns as they are.</summary>
    /// <param name="names">The name of each column.</param>
    /// <param name="columns">For each name a number for each institution, NaN where not given.</param>
    /// <param name="isGiven">Of each institution, whether anything is known at all.</param>
    /// <exception cref="ArgumentException">Names and columns are not as many, or a column is not as long as there are institutions.</exception>
    public Features(IReadOnlyList<string> names, double[][] columns, bool[] isGiven)
    {
        if (names.Count != columns.Length || columns.Any(column => column.Length != isGiven.Length))
        {
            throw new ArgumentException("Every name needs a column, and every column a number for each institution.", nameof(columns));
        }

        (Names, _columns, _isGiven) = (names, columns, isGiven);
    }

    /// <summary>The names, in the order given.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of institutions.</summary>
    public int Count => _isGiven.Length;

    /// <summary>The feature of each institution, NaN where not given; empty when there is no feature of this name.</summary>
    public ReadOnlySpan<double> Of(string name)
    {
        for (var column = 0; column < Names.Count; column++)
        {
            if (Names[column] == name)
            {
                return _columns[column];
            }
        }

        return [];
    }

    /// <summary>Whether anything is known of an institution.</summary>
    public bool IsGiven(int institution) => _isGiven[institution];
}
