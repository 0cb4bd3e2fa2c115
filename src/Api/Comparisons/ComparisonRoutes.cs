using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Contagion.Api;

/// <summary>Comparisons: alternatives side by side with the same luck.</summary>
internal static class ComparisonRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var comparisons = api.MapGroup("/comparisons").WithTags("Comparisons");
        comparisons.MapPost("/", Start).For(Role.Writer).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict).AddEndpointFilter(LoadTurns.Filter).WithName("StartComparison").WithSummary("Compare policies, or other settings");
        comparisons.MapGet("/", List).For(Role.Reader).WithName("ListComparisons").WithSummary("List comparisons, the newest first");
        comparisons.MapGet("/{id}", Get).For(Role.Reader).WithName("GetComparison").WithSummary("How a comparison stands");
        comparisons.MapDelete("/{id}", Cancel).For(Role.Writer).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed).WithName("CancelComparison").WithSummary("Cancel a comparison");
        comparisons.MapDelete("/{id}/results", Drop).For(Role.Writer).Refuses(StatusCodes.Status409Conflict).WithName("DeleteComparison").WithSummary("Remove a comparison that is over from the server");
        comparisons.MapGet("/{id}/events", Follow).For(Role.Reader).WithMetadata(new RateLimits.IsEventStream()).WithName("FollowComparison").WithSummary("Follow a comparison as it goes (server-sent events)")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        comparisons.MapGet("/{id}/results/{file}", Result).For(Role.Reader).Refuses(StatusCodes.Status406NotAcceptable, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed).WithName("GetComparisonResult").WithSummary("A file of a comparison, as CSV or JSON")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/json", "text/html", "application/yaml", "application/zip");
    }

    private static async Task<Accepted<ComparisonView>> Start(
        ComparisonRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, ComparisonMaker maker, Caller caller, HttpContext context, CancellationToken stop) =>
        Accepted(await maker.Start(request, caller, IdempotencyKey.Expect(key), stop), context);

    private static Ok<Page<ComparisonView>> List(
        JobStore jobs, Caller caller, [Description("The 'next' of the page before.")] string? cursor, [Description("Comparisons on a page, 1 to 200."), Range(1, Pages.Most)] int? limit) =>
        TypedResults.Ok(Pages.Of(jobs.Of(JobKind.Comparison, caller), cursor, limit, job => job.Record.Created, job => job.Record.Id, ComparisonView.Of));

    private static Ok<ComparisonView> Get(string id, JobStore jobs, Caller caller) => TypedResults.Ok(ComparisonView.Of(jobs.Find(JobKind.Comparison, id, caller)));

    private static Results<Accepted<ComparisonView>, Ok<ComparisonView>> Cancel(string id, JobStore jobs, Caller caller, HttpContext context)
    {
        var job = jobs.Find(JobKind.Comparison, id, caller);
        Tags.ExpectMatch(context.Request, ComparisonView.Of(job));
        return JobCancel.Of(job) ? Accepted(job, context) : TypedResults.Ok(ComparisonView.Of(job));
    }

    private static NoContent Drop(string id, JobStore jobs, Caller caller)
    {
        jobs.Drop(jobs.Find(JobKind.Comparison, id, caller));
        return TypedResults.NoContent();
    }

    private static EventStream Follow(string id, [FromHeader(Name = "Last-Event-ID")] string? after, JobStore jobs, Caller caller, HttpContext context) =>
        EventStream.Of(jobs.Find(JobKind.Comparison, id, caller).Feed, context.Request);

    private static IResult Result(string id, string file, [Description("1 to have the browser keep it.")] int? download, JobStore jobs, Caller caller, HttpContext context) =>
        ResultAnswer.Of(jobs.Find(JobKind.Comparison, id, caller), file, download is 1, context);

    private static Accepted<ComparisonView> Accepted(Job job, HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return TypedResults.Accepted($"/comparisons/{job.Record.Id}", ComparisonView.Of(job));
    }
}
