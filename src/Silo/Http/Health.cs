using Contagion.Api;
using Npgsql;
using Orleans.Runtime;

namespace Contagion.Silo;

/// <summary>What an orchestrator asks: live is who answers, ready who takes part in the cluster and has its database.</summary>
internal static class Health
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).ForEverybody();
        app.MapGet("/health/ready", async (ISiloStatusOracle oracle, NpgsqlDataSource database, CancellationToken stop) =>
        {
            if (oracle.CurrentStatus != SiloStatus.Active)
            {
                return Results.Text($"the silo is {oracle.CurrentStatus}", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            try
            {
                using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
                soon.CancelAfter(AnswerWithin);
                await using var one = database.CreateCommand("SELECT 1");
                await one.ExecuteScalarAsync(soon.Token);
                return Results.Text("ready");
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
            {
                return Results.Text($"the database does not answer: {failure.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).ForEverybody();
    }
}
