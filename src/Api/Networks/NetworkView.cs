using System.Text.Json;

namespace Contagion.Api;

/// <summary>A network that was brought or drawn.</summary>
public sealed record NetworkView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>SHA-256 over its files, in hexadecimal: the same files, the same hash.</summary>
    public required string Hash { get; init; }

    /// <summary>Number of institutions.</summary>
    public required int Institutions { get; init; }

    /// <summary>Number of exposures.</summary>
    public required int Exposures { get; init; }

    /// <summary>Institutions of each kind.</summary>
    public required IReadOnlyList<KindCount> Kinds { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What the network is like, as <c>contagion network describe --json</c> says it; left out in lists.</summary>
    public JsonElement? Description { get; init; }
}

/// <summary>How many institutions there are of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many.</param>
public sealed record KindCount(string Kind, int Count)
{
    /// <summary>Counts the institutions of a network by kind.</summary>
    internal static IReadOnlyList<KindCount> Of(Contagion.Networks.Network network) =>
        [.. Enumerable.Range(0, network.Count).GroupBy(network.KindOf).OrderBy(group => group.Key).Select(group => new KindCount(Model.Words.Of(group.Key), group.Count()))];
}
