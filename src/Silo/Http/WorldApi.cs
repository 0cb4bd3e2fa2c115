using Contagion.Api;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Grains;
using Orleans.Runtime;

namespace Contagion.Silo;

/// <summary>Worlds of the cluster. Any silo answers for all; a call that got no answer may be sent again.</summary>
internal static class WorldApi
{
    /// <summary>The most institutions that one call reads.</summary>
    private const int ReadMax = 10_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var worlds = app.MapGroup("/cluster/worlds/{world}").For(Role.Writer).DisableRateLimiting().AddEndpointFilter(ClusterJson.Answer).AddEndpointFilter(Answer);
        worlds.MapPut("/", (string world, WorldOrder order, IWorlds all, CancellationToken stop) => order.Version == RunDirectory.Version
            ? all.Open(world, order, stop)
            : throw new WorldException(WorldFault.Wrong, $"the cluster runs version {RunDirectory.Version} of the program, you version {order.Version}; expected the same one, since they need not compute the same bits"));
        worlds.MapGet("/", (string world, IWorlds all, CancellationToken stop) => all.Look(world, stop));
        // For operators: the silo that has the world; nowhere while nobody has asked for it.
        worlds.MapGet("/silo", async (string world, IGrainFactory grains) =>
            (await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<IWorldGrain>(world)))?.ToString() ?? "nowhere");
        worlds.MapPut("/shocks/{number:long}", async (string world, long number, HttpRequest request, IWorlds all, CancellationToken stop) =>
        {
            using var body = new StreamReader(request.Body);
            return await all.Do(world, new WorldCommand.Strike(number, WorldJson.ReadShocks(await body.ReadToEndAsync(stop))), stop);
        });
        worlds.MapPut("/rounds/{number:long}", (string world, long number, int count, IWorlds all, CancellationToken stop) => all.Do(world, new WorldCommand.Step(number, count), stop));
        worlds.MapGet("/institutions/{**institution}", (string world, string institution, IWorlds all, CancellationToken stop) => all.Read(world, institution, stop));
        worlds.MapPost("/institutions", Read);
        worlds.MapGet("/history/{**institution}", (string world, string institution, int? most, IWorlds all, CancellationToken stop) => all.History(world, institution, most ?? 100, stop));
        worlds.MapGet("/counterparties/{**institution}", (string world, string institution, int? from, int? most, IWorlds all, CancellationToken stop) =>
            all.Counterparties(world, institution, from ?? 0, most ?? 100, stop));
        worlds.MapDelete("/", (string world, IWorlds all, CancellationToken stop) => all.Drop(world, stop));
    }

    /// <summary>Reads many institutions, each of them asked itself.</summary>
    private static Task<WorldInstitution[]> Read(string world, string[] institutions, IWorlds all, CancellationToken stop) => institutions.Length <= ReadMax
        ? Task.WhenAll(institutions.Select(institution => all.Read(world, institution, stop)))
        : throw new WorldException(WorldFault.Wrong, $"there are {institutions.Length} institutions; expected at most {ReadMax}");

    /// <summary>Tells what a world refuses.</summary>
    private static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (WorldException refused)
        {
            return Results.Text(refused.Message, statusCode: refused.Fault switch
            {
                WorldFault.Unknown => StatusCodes.Status404NotFound,
                WorldFault.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status400BadRequest,
            });
        }
    }
}
