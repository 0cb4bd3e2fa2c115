using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;
using Contagion.Networks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Contagion.Api;

/// <summary>Looking into a finished run: institutions, pictures, who hurt whom.</summary>
internal static class LookRoutes
{
    /// <summary>The most counterparties of each kind that are told of an institution.</summary>
    private const int OthersMax = 100;

    private const int SpilloversMax = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var run = api.MapGroup("/runs/{id}").WithTags("Results").AddEndpointFilter(Tags.OfCompleted);
        run.MapGet("/institutions", List).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("ListInstitutions").WithSummary("What came of each institution");
        run.MapGet("/institutions/{**institution}", Get).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).AddEndpointFilter(LoadTurns.Filter).WithName("GetInstitution").WithSummary("An institution: what came of it, when, and through whom");
        run.MapGet("/map", Picture).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("GetMap").WithSummary("The network as a picture, with what came of it");
        run.MapGet("/path", Path).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).AddEndpointFilter(LoadTurns.Filter).WithName("GetPath").WithSummary("How a picture changes, step by step");
        run.MapGet("/spillovers", Spillovers).For(Role.Reader).Refuses(StatusCodes.Status409Conflict).WithName("ListSpillovers").WithSummary("Who hurt whom, the largest losses first");
    }

    private static Ok<Page<InstitutionRow>> List(
        string id,
        JobStore jobs,
        RunLook look,
        Caller caller,
        [Description("A column of institutions.csv to sort by; mean_loss unless given.")] string? sort,
        [Description("asc or desc; desc unless given."), AllowedValues("asc", "desc")] string? order,
        [Description("Only institutions of this group.")] string? group,
        [Description("Only institutions of this kind."), WordsOf(typeof(InstitutionKind))] string? kind,
        [Description("Only institutions with this in their id or name.")] string? search,
        [Description("The 'next' of the page before.")] string? cursor,
        [Description("Institutions on a page, 1 to 200."), Range(1, Pages.Most)] int? limit)
    {
        var job = jobs.Find(JobKind.Run, id, caller);
        var (table, network) = (look.TableOf(job), look.FileOf(job).Network);
        var column = sort ?? "mean_loss";
        var keys = table.Find(column) ?? throw Refusal.Wrong($"unknown column '{column}'; expected one of {string.Join(", ", table.Columns)}{Nearest.Hint(column, table.Columns)}");
        InstitutionKind? wanted = kind is null ? null
            : Words.TryParse<InstitutionKind>(kind, out var word) ? word
            : throw Refusal.Wrong($"unknown kind '{kind}'; expected one of {string.Join(", ", Words.Of<InstitutionKind>())}");
        var isRising = order switch { null or "desc" => false, "asc" => true, _ => throw Refusal.Wrong($"'order' is '{order}'; expected asc or desc") };
        var found = Enumerable.Range(0, table.Count).Where(one =>
            (group is null || network.GroupOf(one) == group) && (wanted is null || network.KindOf(one) == wanted) && (search is null || Has(network, one, search)));
        // What is undefined comes last, whichever way.
        int[] sorted = [.. isRising
            ? found.OrderBy(one => double.IsNaN(keys[one])).ThenBy(one => keys[one]).ThenBy(one => one)
            : found.OrderBy(one => double.IsNaN(keys[one])).ThenByDescending(one => keys[one]).ThenBy(one => one)];
        return TypedResults.Ok(Pages.Of(sorted, cursor, limit, one => Row(network, table, one)));
    }

    private static Ok<InstitutionView> Get(
        string id, string institution, JobStore jobs, RunLook look, Caller caller, [Description("The replication whose history is told, from 0."), Range(0, int.MaxValue)] int? replication, CancellationToken stop)
    {
        var job = jobs.Find(JobKind.Run, id, caller);
        var (table, network) = (look.TableOf(job), look.FileOf(job).Network);
        if (!network.TryFind(institution, out var index))
        {
            throw Refusal.Unknown($"unknown institution '{institution}'; expected an id of the network{Nearest.Hint(institution, network.Ids)}");
        }

        var replay = look.ReplayOf(job, replication, stop);
        var row = Row(network, table, index);
        return TypedResults.Ok(new InstitutionView
        {
            Id = row.Id,
            Name = row.Name,
            Kind = row.Kind,
            Group = row.Group,
            Result = row.Result,
            Replication = replay.Replication,
            Steps = replay.Steps,
            History = [.. replay.HistoryOf(institution).Select(change => new InstitutionMoment(change.Step, change.Worth, change.Distress, change.IsDefaulted))],
            HurtBy = [.. SpilloverList.Read(job.Results, network, OthersMax, (_, to) => to == institution).Items.Select(one => new Hurt(one.From, one.Loss, one.RelativeLoss))],
            Hurts = [.. SpilloverList.Read(job.Results, network, OthersMax, (from, _) => from == institution).Items.Select(one => new Hurt(one.To, one.Loss, one.RelativeLoss))],
            LentTo = Others(network, network.Claims, index),
            Owes = Others(network, network.Debts, index),
        });
    }

    private static Ok<MapView> Picture(
        string id,
        JobStore jobs,
        RunLook look,
        Caller caller,
        [Description("A group to look into.")] string? group,
        [Description("Institutions that are drawn one by one, 1 to 2000."), Range(1, Contagion.Analysis.NetworkMap.MostMax)] int? most) =>
        TypedResults.Ok(MapView.Of(look.MapOf(jobs.Find(JobKind.Run, id, caller), group, most)));

    private static Ok<PathView> Path(
        string id,
        JobStore jobs,
        RunLook look,
        Caller caller,
        [Description("The replication, from 0."), Range(0, int.MaxValue)] int? replication,
        [Description("The group of the picture.")] string? group,
        [Description("Institutions that the picture draws one by one."), Range(1, Contagion.Analysis.NetworkMap.MostMax)] int? most,
        CancellationToken stop)
    {
        var job = RunLook.Expect(jobs.Find(JobKind.Run, id, caller));
        return TypedResults.Ok(PathView.Of(look.ReplayOf(job, replication, stop).On(look.MapOf(job, group, most))));
    }

    private static Ok<SpilloverList> Spillovers(string id, JobStore jobs, RunLook look, Caller caller, [Description("How many, 1 to 10000; 100 unless given."), Range(1, SpilloversMax)] int? limit)
    {
        var job = RunLook.Expect(jobs.Find(JobKind.Run, id, caller));
        return limit is null or (>= 1 and <= SpilloversMax) ? TypedResults.Ok(SpilloverList.Read(job.Results, look.FileOf(job).Network, limit ?? OthersMax, (_, _) => true))
            : throw Refusal.Wrong($"'limit' is {limit}; expected a whole number from 1 to {SpilloversMax}");
    }

    private static InstitutionRow Row(Network network, InstitutionTable table, int institution) => new()
    {
        Id = network.Ids[institution],
        Name = network.NameOf(institution),
        Kind = Words.Of(network.KindOf(institution)),
        Group = network.GroupOf(institution),
        Result = table.RowOf(institution),
    };

    private static bool Has(Network network, int institution, string search) =>
        network.Ids[institution].Contains(search, StringComparison.OrdinalIgnoreCase) || network.NameOf(institution).Contains(search, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<Owed> Others(Network network, CompressedRows rows, int institution) =>
    [
        .. Enumerable.Range(rows.Start[institution], rows.LengthOf(institution)).Select(entry => new Owed(network.Ids[rows.Column[entry]], rows.Amount[entry]))
            .OrderByDescending(one => one.Amount).ThenBy(one => one.Id, StringComparer.Ordinal).Take(OthersMax),
    ];
}
