namespace Contagion.Api;

/// <summary>What is to be compared: a scenario under its own policy sets, or under other settings.</summary>
public sealed record ComparisonRequest : RunRequest
{
    /// <summary>Alternatives, the first of which is the base; the scenario's own policy sets where none are given.</summary>
    public IReadOnlyList<AlternativeRequest>? Alternatives { get; init; }
}

/// <summary>The scenario under other settings.</summary>
public sealed record AlternativeRequest
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Settings that replace parts of the scenario.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];
}
