namespace Contagion.Api;

/// <summary>What every answer tells browsers: take nothing from elsewhere, and let nobody else show or read this.</summary>
internal static class AnswerHeaders
{
    private const string Page = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    /// <summary>The description of the API, whose viewer brings styles and small pictures in its own text.</summary>
    private const string Docs = $"{Page}; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    /// <summary>A result that is a page of its own: all it needs is in it, and it may do nothing on behalf of who looks at it.</summary>
    private const string Result =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Gives every answer its headers, those of errors included.</summary>
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        // What goes wrong clears headers, so they are set last.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Features.Get<IsResultPage>() is not null ? Result : context.Request.Path.StartsWithSegments("/docs") ? Docs : Page;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>The answer is a page that came out of a run, not one of the server's own.</summary>
    public static void MarkAsResult(HttpContext context) => context.Features.Set(new IsResultPage());

    private sealed class IsResultPage;
}
