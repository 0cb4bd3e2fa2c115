namespace Contagion.Api;

/// <summary>Who may use a route.</summary>
/// <param name="Role">The least role; null for everybody, with a key or without.</param>
public sealed record RouteRule(Role? Role);

/// <summary>Gives routes their rules.</summary>
internal static class RouteRules
{
    /// <summary>Whoever has at least this role.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, Role role) => route.WithMetadata(new RouteRule(role));

    /// <summary>Everybody.</summary>
    public static RouteHandlerBuilder ForEverybody(this RouteHandlerBuilder route) => route.WithMetadata(new RouteRule((Role?)null));
}
