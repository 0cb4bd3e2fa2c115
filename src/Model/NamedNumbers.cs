namespace Contagion.Model;

/// <summary>Numbers under names that the user chooses. Kept by name, so that the order in which they are written means nothing.</summary>
public sealed record NamedNumbers
{
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public NamedNumbers(IEnumerable<KeyValuePair<string, double>> numbers)
    {
        ByName = [.. numbers.OrderBy(number => number.Key, StringComparer.Ordinal)];
        for (var next = 1; next < ByName.Count; next++)
        {
            if (ByName[next].Key == ByName[next - 1].Key)
            {
                throw new ArgumentException($"The name '{ByName[next].Key}' is given twice.", nameof(numbers));
            }
        }
    }

    /// <summary>No numbers.</summary>
    public static NamedNumbers None { get; } = new([]);

    /// <summary>The numbers with their names, by ascending name (ordinal).</summary>
    public IReadOnlyList<KeyValuePair<string, double>> ByName { get; }

    /// <inheritdoc/>
    public bool Equals(NamedNumbers? other) => other is not null && ByName.SequenceEqual(other.ByName);

    /// <inheritdoc/>
    public override int GetHashCode() => ByName.Count;
}
