using Contagion.Data;

namespace Contagion.Api;

/// <summary>What a server lets its users ask for, so that none of them takes it from the others.</summary>
public sealed record Limits
{
    /// <summary>How large a network may be.</summary>
    internal NetworkLimit Network => new(Institutions, Exposures);

    /// <summary>Bytes of a request's body.</summary>
    public long BodyBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of a request's body that is JSON: a scenario, settings, shocks.</summary>
    public long JsonBytes { get; init; } = 8L << 20;

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

    /// <summary>Requests that read a scenario, make a network or live through a replication again at a time.</summary>
    public int LoadsAtOnce { get; init; } = 2;

    /// <summary>Requests a second of one key, or one address, that only look, in the long run.</summary>
    public int ReadsPerSecond { get; init; } = 200;

    /// <summary>Such requests at once.</summary>
    public int ReadsBurst { get; init; } = 1_000;

    /// <summary>Requests a second of one key, or one address, that change something, in the long run.</summary>
    public int WritesPerSecond { get; init; } = 20;

    /// <summary>Such requests at once.</summary>
    public int WritesBurst { get; init; } = 200;

    /// <summary>Runs and comparisons that one key, or one address, follows at a time.</summary>
    public int EventStreams { get; init; } = 100;
}
