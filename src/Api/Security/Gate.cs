using System.Net;
using System.Net.Http.Headers;

namespace Contagion.Api;

/// <summary>Who gets in: what stands before every route.</summary>
internal static class Gate
{
    /// <summary>Who asks, by the key of the request; nobody where there is none that is known.</summary>
    public static Task Recognize(HttpContext context, RequestDelegate next)
    {
        var keys = context.RequestServices.GetRequiredService<KeyStore>();
        if (!keys.IsOn)
        {
            context.Features.Set(Caller.Local);
        }
        else if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var given)
            && given.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && keys.Find(given.Parameter ?? "") is { } key)
        {
            context.Features.Set(new Caller(key.Name, key.Role, key.Tenant) { Key = key.Id });
        }

        return next(context);
    }

    /// <summary>Lets those in who may use the route. A route that does not say who may is closed to all.</summary>
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        // Answers to what no route takes (405, 415) are endpoints without a pattern, and the files of the page are none.
        if (context.GetEndpoint() is RouteEndpoint route)
        {
            var rule = route.Metadata.GetMetadata<RouteRule>() ?? throw Refusal.Forbidden("nobody may use this address");
            if (rule.Role is { } least)
            {
                var caller = context.Features.Get<Caller>()
                    ?? throw Refusal.NoKey("a key is needed: Authorization: Bearer KEY; ask the operator of the server for one");
                if (caller.Role < least)
                {
                    throw Refusal.Forbidden($"the key '{caller.Name}' is that of a {Model.Words.Of(caller.Role)}; expected one of a {Model.Words.Of(least)}{(least == Role.Admin ? "" : " or more")}");
                }
            }
        }

        return next(context);
    }

    /// <summary>Refuses what a page of another site has a browser send.</summary>
    public static Task CheckOrigin(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        // A name that somebody made point to this machine (DNS rebinding) is not one of this machine's own.
        if (!context.RequestServices.GetRequiredService<KeyStore>().IsOn && !IsLoopback(request.Host.Host))
        {
            throw Refusal.Wrong("the server has no keys and is asked for by a name that is not this machine's; expected localhost, or a server with keys (contagion keys add)");
        }

        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (!isSafe && request.Headers.Origin is { Count: > 0 } origin && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && site.Authority == Authority(request)))
        {
            throw Refusal.Forbidden("a page of another site asks for it; expected this server's own page, or a program");
        }

        return next(context);
    }

    /// <summary>Whether a name is one of this machine that no other can have.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : "";
}
