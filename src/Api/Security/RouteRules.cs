namespace Contagion.Api;

/// <summary>Who may use a route.</summary>
/// <param name="Role">The least role; null for everybody, with a key or without.</param>
public sealed record RouteRule(Role? Role);

/// <summary>Gives routes their rules. A route without one is closed to all.</summary>
public static class RouteRules
{
    /// <summary>Whoever has at least this role.</summary>
    public static TRoute For<TRoute>(this TRoute route, Role role)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(role));

    /// <summary>Everybody.</summary>
    public static TRoute ForEverybody<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteRule((Role?)null));
}
