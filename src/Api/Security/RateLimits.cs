using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Contagion.Api;

/// <summary>How often a caller may ask, so that one that runs wild leaves room for the others.</summary>
internal static class RateLimits
{
    public static void Add(IServiceCollection services, Limits limits) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => IsWrite(context)
                ? Often($"write {Who(context)}", limits.WritesPerSecond, limits.WritesBurst)
                : Often($"read {Who(context)}", limits.ReadsPerSecond, limits.ReadsBurst)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => IsStream(context)
                ? RateLimitPartition.GetConcurrencyLimiter(Who(context), _ => new ConcurrencyLimiterOptions { PermitLimit = limits.EventStreams })
                : RateLimitPartition.GetNoLimiter("")));
        options.OnRejected = (rejected, _) => throw Refusal.TooMany(
            IsStream(rejected.HttpContext)
                ? $"you ask too often, or follow {limits.EventStreams} things already"
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"you ask too often; expected at most {limits.ReadsPerSecond} requests a second, of which {limits.WritesPerSecond} change something"),
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
    });

    private static bool IsWrite(HttpContext context) => !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);

    private static bool IsStream(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IsEventStream>() is not null;

    /// <summary>Whose requests are counted together: those of a key, or where there is none those of an address.</summary>
    private static string Who(HttpContext context) => context.Features.Get<Caller>() is { Key: { } key } ? $"key {key}" : $"address {context.Connection.RemoteIpAddress}";

    private static RateLimitPartition<string> Often(string who, int perSecond, int burst) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true,
    });

    /// <summary>Says of a route that its answers go on.</summary>
    public sealed record IsEventStream;
}
