using Contagion.Data;
using Contagion.Engine;

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

    /// <summary>Where runs are computed, as result folders say it: <c>in-process</c> or <c>cluster</c>.</summary>
    public string Host { get; init; } = "in-process";

    /// <summary>Has the blocks of a run computed elsewhere; null for in this process.</summary>
    public Func<ScenarioFile, CancellationToken, IBlockSource>? Elsewhere { get; init; }
}
