using Microsoft.AspNetCore.Http.Features;

namespace Contagion.Api;

/// <summary>Who asks.</summary>
/// <param name="Name">The name of its key.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Tenant">Whose things it sees; an administrator sees those of all.</param>
public sealed record Caller(string Name, Role Role, string Tenant)
{
    /// <summary>Id of its key; null where the server has none.</summary>
    public string? Key { get; init; }

    /// <summary>Who asks a server without keys, which only this machine reaches.</summary>
    public static Caller Local { get; } = new("local", Role.Admin, "local");

    /// <summary>Who sent a request, as it was told apart before.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.GetRequiredFeature<Caller>());

    /// <summary>Whether it sees what belongs to a tenant.</summary>
    public bool Sees(string tenant) => Role == Role.Admin || Tenant == tenant;
}
