using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Contagion.Api;

/// <summary>Keys: who may do what. Only administrators see these routes.</summary>
internal static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Keys");
        keys.MapGet("/", List).For(Role.Admin).WithName("ListKeys").WithSummary("List keys, the oldest first, without the keys themselves");
        keys.MapPost("/", Add).For(Role.Admin).Refuses(StatusCodes.Status409Conflict).WithName("AddKey").WithSummary("Make a key, which is told this once");
        keys.MapDelete("/{id}", Remove).For(Role.Admin).Refuses(StatusCodes.Status409Conflict).WithName("RemoveKey").WithSummary("Remove a key; who has it is refused from then on");
    }

    private static Ok<Page<KeyView>> List(KeyStore keys) => TypedResults.Ok(new Page<KeyView>([.. keys.All.Select(key => KeyView.Of(key))], Next: null));

    private static Created<KeyView> Add(KeyRequest request, KeyStore keys)
    {
        if (!keys.IsOn)
        {
            // Whoever made the first key would be the only one to get in.
            throw Refusal.Conflict("this server has no keys, and answers this machine only; make the first one there: contagion keys add NAME --role admin");
        }

        var (key, kept) = keys.Add(request.Name, request.Role, request.Tenant);
        return TypedResults.Created($"/keys/{kept.Id}", KeyView.Of(kept, key));
    }

    private static NoContent Remove(string id, KeyStore keys)
    {
        if (keys.All.Any(key => key.Id == id && key.Role == Role.Admin) && keys.All.Count(key => key.Role == Role.Admin) == 1)
        {
            throw Refusal.Conflict("it is the last key of an administrator; make another one first, or remove it with contagion keys remove");
        }

        return keys.Remove(id) ? TypedResults.NoContent() : throw Refusal.Unknown($"there is no key '{id}'");
    }
}

/// <summary>A key to be made.</summary>
public sealed record KeyRequest
{
    /// <summary>What to call it.</summary>
    [StringLength(KeyStore.NameMax, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Whose things it sees; keys of the same tenant see the same.</summary>
    [StringLength(KeyStore.NameMax, MinimumLength = 1)]
    public required string Tenant { get; init; }
}

/// <summary>A key, without what makes it one.</summary>
public sealed record KeyView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Whose things it sees.</summary>
    public required string Tenant { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The key itself, told when it is made and never again.</summary>
    public string? Key { get; init; }

    internal static KeyView Of(ApiKey key, string? itself = null) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Role = key.Role,
        Tenant = key.Tenant,
        Created = key.Created,
        Key = itself,
    };
}
