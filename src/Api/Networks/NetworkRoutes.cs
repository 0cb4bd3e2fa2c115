using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Contagion.Api;

/// <summary>Networks: bring, draw, describe, draw as a picture.</summary>
internal static class NetworkRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var networks = api.MapGroup("/networks").WithTags("Networks");
        networks.MapPost("/", Add).For(Role.Writer).WithName("AddNetwork").WithSummary("Bring a network as CSV files, or have one drawn")
            .Accepts<NetworkOrder>("application/json", "multipart/form-data");
        networks.MapGet("/", List).For(Role.Reader).WithName("ListNetworks").WithSummary("List networks, the newest first");
        networks.MapGet("/{id}", Get).For(Role.Reader).AddEndpointFilter(LoadTurns.Filter).WithName("GetNetwork").WithSummary("What a network is like");
        networks.MapDelete("/{id}", Drop).For(Role.Writer).WithName("DeleteNetwork").WithSummary("Remove a network; runs keep what they need of it");
        networks.MapGet("/{id}/files/{file}", File).For(Role.Reader).Refuses(StatusCodes.Status406NotAcceptable, StatusCodes.Status412PreconditionFailed).WithName("GetNetworkFile").WithSummary("A file of a network, as CSV or JSON")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/json");
        networks.MapGet("/{id}/map", Picture).For(Role.Reader).AddEndpointFilter(LoadTurns.Filter).WithName("GetNetworkMap").WithSummary("A network as a picture");
    }

    /// <summary>Takes files as parts of a form (institutions, exposures, and where there are any holdings, features, payments), or a model to draw by as JSON.</summary>
    private static async Task<Created<NetworkView>> Add(HttpRequest request, NetworkStore networks, LoadTurns turns, Caller caller, CancellationToken stop)
    {
        var make = await Read(request, networks, caller, stop);
        using var turn = await turns.Take(stop);
        var view = await make();
        return TypedResults.Created($"/networks/{view.Id}", view);
    }

    /// <summary>Reads what is asked for; what comes is made when it is called.</summary>
    private static async Task<Func<Task<NetworkView>>> Read(HttpRequest request, NetworkStore networks, Caller caller, CancellationToken stop)
    {
        if (request.HasFormContentType)
        {
            var form = await ReadForm(request, stop);
            return () => Bring(form, networks, caller, stop);
        }

        if (request.HasJsonContentType())
        {
            var order = await ReadOrder(request, stop);
            return () => networks.Add(caller, order);
        }

        throw Refusal.WrongType("expected a form with CSV files (multipart/form-data), or a model to draw by (application/json)");
    }

    private static async Task<NetworkOrder> ReadOrder(HttpRequest request, CancellationToken stop)
    {
        try
        {
            return await request.ReadFromJsonAsync<NetworkOrder>(ApiJson.Options, stop) ?? throw Refusal.Wrong("the body is null; expected a network to be drawn");
        }
        catch (System.Text.Json.JsonException wrong)
        {
            throw Refusal.Wrong($"the body is not what was expected: {wrong.Message}");
        }
    }

    private static async Task<IFormCollection> ReadForm(HttpRequest request, CancellationToken stop)
    {
        try
        {
            return await request.ReadFormAsync(stop);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw Refusal.Wrong($"the form cannot be read: {wrong.Message}");
        }
    }

    private static Task<NetworkView> Bring(IFormCollection form, NetworkStore networks, Caller caller, CancellationToken stop)
    {
        if (form.Files.FirstOrDefault(file => !NetworkStore.FileNames.Contains(file.Name)) is { } other)
        {
            throw Refusal.Wrong($"unknown part '{other.Name}'; expected files named {string.Join(", ", NetworkStore.FileNames)}{Model.Nearest.Hint(other.Name, NetworkStore.FileNames)}");
        }

        if (form.Keys.FirstOrDefault(key => key != "name") is { } text)
        {
            throw Refusal.Wrong($"the part '{text}' is a text; expected a file, with a file name, or 'name'{Model.Nearest.Hint(text, [.. NetworkStore.FileNames, "name"])}");
        }

        if (form.Files.GroupBy(file => file.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Refusal.Wrong($"the part '{twice.Key}' is there twice");
        }

        return networks.Add(caller, form["name"].ToString() is { Length: > 0 } name ? name : "network", async folder =>
        {
            foreach (var file in form.Files)
            {
                await using var to = new FileStream(Path.Combine(folder, $"{file.Name}.csv"), FileMode.CreateNew);
                await file.CopyToAsync(to, stop);
            }
        });
    }

    private static Ok<Page<NetworkView>> List(
        NetworkStore networks, Caller caller, [Description("The 'next' of the page before.")] string? cursor, [Description("Networks on a page, 1 to 200."), Range(1, Pages.Most)] int? limit) =>
        TypedResults.Ok(Pages.Of(networks.Of(caller).Select(one => one.Record.View), cursor, limit, one => one.Created, one => one.Id, one => one));

    private static Ok<NetworkView> Get(string id, NetworkStore networks, Caller caller) => TypedResults.Ok(NetworkStore.Describe(networks.Find(id, caller)));

    private static NoContent Drop(string id, NetworkStore networks, Caller caller)
    {
        networks.Drop(id, caller);
        return TypedResults.NoContent();
    }

    private static IResult File(string id, string file, [Description("1 to have the browser keep it.")] int? download, NetworkStore networks, Caller caller, HttpContext context)
    {
        var stored = networks.Find(id, caller);
        return stored.Record.View.Files.Contains(file)
            ? ResultAnswer.Of(Path.Combine(stored.Folder, file), ["csv", "json"], download is 1 ? file : null, context)
            : throw Refusal.Unknown($"the network has no file '{file}'; expected one of {string.Join(", ", stored.Record.View.Files)}");
    }

    private static Ok<MapView> Picture(
        string id,
        NetworkStore networks,
        Caller caller,
        [Description("A group to look into.")] string? group,
        [Description("Institutions that are drawn one by one, 1 to 2000."), Range(1, Contagion.Analysis.NetworkMap.MostMax)] int? most) =>
        TypedResults.Ok(MapView.Of(RunLook.Draw(NetworkStore.Read(networks.Find(id, caller).Folder), null, group, RunLook.MostOf(most))));
}
