using Contagion.Api;
using Contagion.Data;
using Contagion.Engine;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Contagion.Silo;

/// <summary>What <c>contagion run --cluster</c> asks of a silo. Any of them answers for all.</summary>
internal static class ClusterApi
{
    /// <summary>A scenario with all its files, packed, is no larger than this.</summary>
    public const long ContentBytesMax = PostgresContents.BytesMax;

    public static void Map(IEndpointRouteBuilder app)
    {
        var cluster = app.MapGroup("/cluster").For(Role.Writer).DisableRateLimiting().AddEndpointFilter(ClusterJson.Answer);
        cluster.MapMethods("/contents/{hash}", ["HEAD"], async Task<Results<NoContent, NotFound>> (string hash, PostgresContents contents, CancellationToken stop) =>
            await contents.Contains(hash, stop) ? TypedResults.NoContent() : TypedResults.NotFound());
        cluster.MapPut("/contents/{hash}", Bring);
        cluster.MapPost("/runs/{run}", Start);
        cluster.MapGet("/runs/{run}", (string run, IRemoteRuns runs, CancellationToken stop) => runs.Look(run, stop));
        cluster.MapGet("/runs/{run}/blocks", async (string run, long after, IRemoteRuns runs, HttpResponse response, CancellationToken stop) =>
        {
            response.ContentType = "application/octet-stream";
            await BlockStream.Write(response.Body, await runs.Read(run, after, stop), stop);
        });
        cluster.MapPost("/runs/{run}/cancel", async (string run, IRemoteRuns runs, CancellationToken stop) =>
        {
            await runs.Cancel(run, stop);
            return await runs.Look(run, stop);
        });
        cluster.MapDelete("/runs/{run}", (string run, IRemoteRuns runs, CancellationToken stop) => runs.Drop(run, stop));
    }

    private static async Task<Results<NoContent, BadRequest<string>>> Bring(string hash, HttpRequest request, PostgresContents contents, CancellationToken stop)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        try
        {
            await contents.Put(hash, body.ToArray(), stop);
            return TypedResults.NoContent();
        }
        catch (ArgumentException wrong)
        {
            return TypedResults.BadRequest(wrong.Message);
        }
    }

    private static async Task<Results<Ok<RunProgress>, BadRequest<string>>> Start(string run, HttpRequest request, IRemoteRuns runs, CancellationToken stop) =>
        await ClusterJson.Read<RunOrder>(request, stop) is not { } order ? TypedResults.BadRequest("there is no order in the body")
        : order.Version == RunDirectory.Version
            ? TypedResults.Ok(await runs.Start(run, order, stop))
            : TypedResults.BadRequest($"the cluster runs version {RunDirectory.Version} of the program, you version {order.Version}; expected the same one, since they need not compute the same bits");
}
