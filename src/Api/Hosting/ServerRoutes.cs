using System.Text.Json.Serialization;
using Contagion.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Contagion.Api;

/// <summary>What the server says of itself.</summary>
internal static class ServerRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/about", About).ForEverybody().WithTags("Server").WithName("GetAbout").WithSummary("What this server is, who you are, and what may be asked for");
        api.MapGet("/metrics", Metrics).For(Role.Reader).WithTags("Server").WithName("GetMetrics").WithSummary("What the server counts, for Prometheus").Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static IResult Metrics(MetricsText metrics) => Results.Text(metrics.Write(), MetricsText.Type);

    /// <summary>Routes that a silo has of its own.</summary>
    public static void MapHealth(IEndpointRouteBuilder api)
    {
        api.MapGet("/health/live", () => Results.Text("live")).ForEverybody().WithTags("Server").WithName("GetLive").WithSummary("Whether the server answers").Produces<string>(StatusCodes.Status200OK, "text/plain");
        api.MapGet("/health/ready", () => Results.Text("ready")).ForEverybody().WithTags("Server").WithName("GetReady").WithSummary("Whether the server takes work").Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static Ok<AboutView> About(ServerSettings settings, JobWork work, KeyStore keys, HttpContext context) => TypedResults.Ok(new AboutView
    {
        Name = "Contagion",
        Version = RunDirectory.Version,
        Host = work.Host,
        NeedsKey = keys.IsOn,
        Caller = context.Features.Get<Caller>() is { } caller ? new CallerView(caller.Name, caller.Role, caller.Tenant) : null,
        Limits = settings.Limits,
    });
}

/// <summary>What a server is.</summary>
public sealed record AboutView
{
    /// <summary>The program.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Where runs are computed: <c>in-process</c> or <c>cluster</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Whether callers need a key.</summary>
    public required bool NeedsKey { get; init; }

    /// <summary>Who asks; null where no key was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required CallerView? Caller { get; init; }

    /// <summary>What may be asked for.</summary>
    public required Limits Limits { get; init; }
}

/// <summary>Who asks.</summary>
/// <param name="Name">The name of the key.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Tenant">Whose things it sees.</param>
public sealed record CallerView(string Name, Role Role, string Tenant);
