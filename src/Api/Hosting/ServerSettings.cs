namespace Contagion.Api;

/// <summary>What a server is told when it starts.</summary>
public sealed record ServerSettings
{
    /// <summary>Where it listens, one or several with ';' between them.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Where it listens, one by one.</summary>
    internal string[] Addresses => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The folder of all it keeps: networks, runs, comparisons, worlds, keys.</summary>
    public required string Data { get; init; }

    /// <summary>The folder of shipped scenarios; null for none.</summary>
    public string? Scenarios { get; init; }

    /// <summary>The folder of the built page; null where it was not built.</summary>
    public string? Page { get; init; }

    /// <summary>What it lets its users ask for.</summary>
    public Limits Limits { get; init; } = new();
}
