namespace Contagion.Api;

/// <summary>What is kept of a world beside its log.</summary>
internal sealed record WorldRecord
{
    /// <summary>Its id, which is its name in the store of worlds.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>SHA-256 of the request, by which a repeat is told from another request under the same key.</summary>
    public required string Request { get; init; }

    /// <summary>SHA-256 of the scenario and its files.</summary>
    public required string Content { get; init; }

    /// <summary>The numbers that commands got under their callers' keys, and the SHA-256 of each.</summary>
    public IReadOnlyDictionary<string, KeyedCommand> Keys { get; init; } = new Dictionary<string, KeyedCommand>();
}

/// <summary>A command that was asked for under a key.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Request">SHA-256 of the request.</param>
internal sealed record KeyedCommand(long Number, string Request);
