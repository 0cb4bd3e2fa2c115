using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Contagion.Engine;
using Contagion.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Contagion.Api;

/// <summary>Worlds: runs kept open, to be shocked, stepped and looked at.</summary>
internal static class WorldRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var worlds = api.MapGroup("/worlds").WithTags("Worlds");
        worlds.MapPost("/", Open).For(Role.Writer).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict).AddEndpointFilter(LoadTurns.Filter).WithName("OpenWorld").WithSummary("Open a world");
        worlds.MapGet("/", List).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("ListWorlds").WithSummary("List worlds, the newest first");
        worlds.MapGet("/{id}", Get).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("GetWorld").WithSummary("How a world stands");
        worlds.MapPost("/{id}/shocks", Strike).For(Role.Writer).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed).WithName("ShockWorld").WithSummary("Shock a world");
        worlds.MapPost("/{id}/rounds", Step).For(Role.Writer).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed).WithName("StepWorld").WithSummary("Let a world go on");
        worlds.MapGet("/{id}/institutions/{**institution}", Read).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("GetWorldInstitution").WithSummary("How an institution of a world stands");
        worlds.MapGet("/{id}/history/{**institution}", History).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("GetWorldHistory").WithSummary("When an institution of a world changed, the latest change first");
        worlds.MapGet("/{id}/counterparties/{**institution}", Others).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("GetWorldCounterparties").WithSummary("To whom an institution lent, and whom it owes");
        worlds.MapDelete("/{id}", Drop).For(Role.Writer).Refuses(StatusCodes.Status409Conflict).WithName("CloseWorld").WithSummary("Close a world");
    }

    private static async Task<Created<WorldView>> Open(RunRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, WorldStore worlds, Caller caller, HttpResponse response, CancellationToken stop)
    {
        var view = Tagged(await worlds.Open(request, caller, IdempotencyKey.Expect(key), stop), response);
        return TypedResults.Created($"/worlds/{view.Id}", view);
    }

    private static async Task<Ok<Page<WorldView>>> List(
        WorldStore worlds, IWorlds all, Caller caller, [Description("The 'next' of the page before.")] string? cursor, [Description("Worlds on a page, 1 to 200."), Range(1, Pages.Most)] int? limit, CancellationToken stop)
    {
        var page = Pages.Of(worlds.Of(caller), cursor, limit, one => one.Created, one => one.Id, one => one);
        return TypedResults.Ok(new Page<WorldView>(await Task.WhenAll(page.Items.Select(one => worlds.Look(one, stop))), page.Next));
    }

    private static async Task<Ok<WorldView>> Get(string id, WorldStore worlds, Caller caller, CancellationToken stop) => TypedResults.Ok(await worlds.Look(worlds.Find(id, caller), stop));

    /// <summary>Strikes institutions now: a list of shocks as in a scenario file, without their dates. With If-Match only where nobody else was first.</summary>
    private static async Task<Ok<WorldView>> Strike(
        string id, JsonArray shocks, [FromHeader(Name = "Idempotency-Key")] string? key, WorldStore worlds, Caller caller, HttpContext context, CancellationToken stop)
    {
        var read = WorldJson.ReadShocks(shocks.ToJsonString());
        return TypedResults.Ok(Tagged(
            await worlds.Do(
                worlds.Find(id, caller), IdempotencyKey.Expect(key), RunMaker.Digest(shocks), view => Tags.ExpectMatch(context.Request, view), number => new WorldCommand.Strike(number, read), stop),
            context.Response));
    }

    /// <summary>Takes some steps: rounds, or periods under the mechanism joint. With If-Match only where nobody else was first.</summary>
    private static async Task<Ok<WorldView>> Step(
        string id, StepRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, WorldStore worlds, Caller caller, HttpContext context, CancellationToken stop) => TypedResults.Ok(Tagged(
        await worlds.Do(
            worlds.Find(id, caller), IdempotencyKey.Expect(key), RunMaker.Digest(request), view => Tags.ExpectMatch(context.Request, view), number => new WorldCommand.Step(number, request.Count), stop),
        context.Response));

    private static async Task<Ok<WorldInstitutionView>> Read(string id, string institution, WorldStore worlds, IWorlds all, Caller caller, CancellationToken stop) =>
        TypedResults.Ok(WorldInstitutionView.Of(await all.Read(worlds.Find(id, caller).Id, institution, stop)));

    private static async Task<Ok<Page<InstitutionChange>>> History(
        string id, string institution, WorldStore worlds, IWorlds all, Caller caller, [Description("How many changes, 1 to 10000; 100 unless given."), Range(1, 10_000)] int? most, CancellationToken stop) =>
        TypedResults.Ok(new Page<InstitutionChange>(await all.History(worlds.Find(id, caller).Id, institution, most ?? 100, stop), Next: null));

    private static async Task<Ok<Counterparties>> Others(
        string id,
        string institution,
        WorldStore worlds,
        IWorlds all,
        Caller caller,
        [Description("How many of each to leave out."), Range(0, int.MaxValue)] int? from,
        [Description("How many of each, 1 to 1000; 100 unless given."), Range(1, 1_000)] int? most,
        CancellationToken stop) => TypedResults.Ok(await all.Counterparties(worlds.Find(id, caller).Id, institution, from ?? 0, most ?? 100, stop));

    private static async Task<NoContent> Drop(string id, WorldStore worlds, Caller caller, CancellationToken stop)
    {
        await worlds.Drop(worlds.Find(id, caller), stop);
        return TypedResults.NoContent();
    }

    private static WorldView Tagged(WorldView view, HttpResponse response)
    {
        response.GetTypedHeaders().ETag = Tags.Of(view);
        return view;
    }
}

/// <summary>How far a world is to go on.</summary>
public sealed record StepRequest
{
    /// <summary>How many steps, 1 to 10,000.</summary>
    [Range(1, WorldCommand.StepsMax)]
    public int Count { get; init; } = 1;
}

/// <summary>How an institution of a world stands.</summary>
public sealed record WorldInstitutionView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its balance sheet before the first shock.</summary>
    public required BalanceSheet Start { get; init; }

    /// <summary>Steps that the world has taken.</summary>
    public required long Steps { get; init; }

    /// <summary>What it was worth before the first shock.</summary>
    public required double InitialWorth { get; init; }

    /// <summary>What it is worth now; negative when it owes more than it owns.</summary>
    public required double Worth { get; init; }

    /// <summary>What it would be worth if shocks were all that reached it.</summary>
    public required double ShockedWorth { get; init; }

    /// <summary>Equity lost so far.</summary>
    public required double Loss { get; init; }

    /// <summary>Steps after which it was in default, 0 at once.</summary>
    public long? DefaultedAt { get; init; }

    /// <summary>Distress in [0, 1] where the mechanism measures it.</summary>
    public double? Distress { get; init; }

    internal static WorldInstitutionView Of(WorldInstitution one) => new()
    {
        Id = one.Id,
        Kind = Words.Of(one.Kind),
        Start = one.Start,
        Steps = one.Steps,
        InitialWorth = one.InitialWorth,
        Worth = one.Worth,
        ShockedWorth = one.ShockedWorth,
        Loss = one.Loss,
        DefaultedAt = one.DefaultedAt,
        Distress = one.Distress,
    };
}
