namespace Contagion.Api;

/// <summary>Problems that a route may answer with, besides those that any route of its kind may.</summary>
/// <param name="Statuses">Their statuses. 412 says that the route heeds If-Match.</param>
internal sealed record RouteAnswers(params IReadOnlyList<int> Statuses);

/// <summary>Gives routes what they may answer.</summary>
internal static class RouteAnswersOf
{
    /// <summary>May answer with these problems as well.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses) => route.WithMetadata(new RouteAnswers(statuses));
}
