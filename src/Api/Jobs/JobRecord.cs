namespace Contagion.Api;

/// <summary>What is kept of a job beside its results: who asked for what, and what is known of it without computing.</summary>
internal sealed record JobRecord
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Caller { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>SHA-256 of the request, by which a repeat is told from another request under the same key.</summary>
    public required string Request { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>The scenario's question.</summary>
    public string? Description { get; init; }

    /// <summary>SHA-256 over the scenario and its network.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>The shipped scenario that was asked for.</summary>
    public string? Shipped { get; init; }

    /// <summary>The network that was asked for.</summary>
    public string? Network { get; init; }

    /// <summary>Settings that were asked for.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>The mechanism's name.</summary>
    public required string Mechanism { get; init; }

    /// <summary>Periods of scenario time.</summary>
    public required int Periods { get; init; }

    /// <summary>Key of all random draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Replications of the scenario; of a comparison, of all alternatives together.</summary>
    public required int Replications { get; init; }

    /// <summary>Replications that are computed in all: attribution repeats them with channels switched off.</summary>
    public required int Work { get; init; }

    /// <summary>Institutions of the network.</summary>
    public required int Institutions { get; init; }

    /// <summary>Exposures of the network.</summary>
    public required int Exposures { get; init; }

    /// <summary>The command line that repeats it.</summary>
    public required string Command { get; init; }

    /// <summary>Names of alternatives; the first is the base.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>The scenario files of a comparison, in the folder of what was asked for.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The run whose scenario is measured further.</summary>
    public string? MeasuredFrom { get; init; }

    /// <summary>What was found, in a sentence or two, once it is known.</summary>
    public string? Sentence { get; init; }

    /// <summary>Whether its user ended it.</summary>
    public bool IsCancelled { get; init; }
}
