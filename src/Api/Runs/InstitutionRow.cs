namespace Contagion.Api;

/// <summary>What came of an institution.</summary>
public sealed record InstitutionRow
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name; its id where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its group.</summary>
    public string? Group { get; init; }

    /// <summary>The columns of institutions.csv, in camelCase; null where a number is undefined.</summary>
    public required IReadOnlyDictionary<string, double?> Result { get; init; }
}
