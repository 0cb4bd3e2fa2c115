using Contagion.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Contagion.Api;

/// <summary>Scenarios that come with the program, and scenarios that are to be checked.</summary>
internal static class ScenarioRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var scenarios = api.MapGroup("/scenarios").WithTags("Scenarios");
        scenarios.MapGet("/", List).For(Role.Reader).WithName("ListScenarios").WithSummary("The shipped scenarios");
        scenarios.MapGet("/{id}", Get).For(Role.Reader).Refuses(StatusCodes.Status413PayloadTooLarge).AddEndpointFilter(LoadTurns.Filter).WithName("GetScenario").WithSummary("A shipped scenario, and what can be set of it");
        scenarios.MapPost("/check", Check).For(Role.Reader).Refuses(StatusCodes.Status404NotFound).AddEndpointFilter(LoadTurns.Filter).WithName("CheckScenario").WithSummary("Check a scenario without running it");
        api.MapGet("/schema", () => Results.Text(ScenarioSchema.Write(), "application/schema+json")).For(Role.Reader).WithTags("Scenarios")
            .WithName("GetSchema").WithSummary("The JSON Schema of a scenario file").Produces<string>(StatusCodes.Status200OK, "application/schema+json");
    }

    private static Ok<ScenarioList> List(ShippedScenarios shipped) =>
        TypedResults.Ok(new ScenarioList([.. shipped.All.Select(one => new ScenarioItem(one.Id, one.Head.Name, one.Head.Description, one.Head.HasPolicySets))]));

    private static Ok<ScenarioView> Get(string id, RunMaker maker, Caller caller) => TypedResults.Ok(maker.Check(new RunRequest { Shipped = id }, caller));

    /// <summary>Reads a scenario as a run would, and tells every fault at once.</summary>
    private static Ok<ScenarioView> Check(RunRequest request, RunMaker maker, Caller caller) => TypedResults.Ok(maker.Check(request, caller));
}

/// <summary>The shipped scenarios.</summary>
/// <param name="Items">All of them.</param>
public sealed record ScenarioList(IReadOnlyList<ScenarioItem> Items);

/// <summary>A shipped scenario.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">The question it asks.</param>
/// <param name="HasPolicySets">Whether it has policies to be compared.</param>
public sealed record ScenarioItem(string Id, string Name, string? Description, bool HasPolicySets);
