namespace Contagion.Api;

/// <summary>What a server lets its users ask for, so that none of them takes it from the others.</summary>
public sealed record Limits
{
    /// <summary>Bytes of a request's body.</summary>
    public long BodyBytes { get; init; } = 256L << 20;

    /// <summary>Institutions of a network.</summary>
    public int Institutions { get; init; } = 1_000_000;

    /// <summary>Exposures of a network.</summary>
    public int Exposures { get; init; } = 10_000_000;

    /// <summary>Replications of a run, those of attribution included.</summary>
    public int Replications { get; init; } = 1_000_000;

    /// <summary>Runs and comparisons that are computed at once.</summary>
    public int RunsAtOnce { get; init; } = 2;

    /// <summary>Runs and comparisons of one tenant that wait or are computed.</summary>
    public int RunsQueued { get; init; } = 100;

    /// <summary>Worlds of one tenant.</summary>
    public int Worlds { get; init; } = 100;

    /// <summary>Networks of one tenant.</summary>
    public int Networks { get; init; } = 1_000;

    /// <summary>Exposures of networks that are kept in memory together, some fifty bytes each.</summary>
    public long ExposuresInMemory { get; init; } = 40_000_000;
}
