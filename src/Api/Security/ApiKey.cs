namespace Contagion.Api;

/// <summary>A key as it is kept: who has it, and what it hashes to.</summary>
public sealed record ApiKey
{
    /// <summary>Its id, by which it is removed.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Whose things it sees.</summary>
    public required string Tenant { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>SHA-256 of the key, in hexadecimal. A key is 32 random bytes, so that its hash gives nothing away.</summary>
    public required string Hash { get; init; }
}
