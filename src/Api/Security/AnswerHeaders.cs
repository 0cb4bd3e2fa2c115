namespace Contagion.Api;

/// <summary>What every answer tells browsers: take nothing from elsewhere, and let nobody else show or read this.</summary>
internal static class AnswerHeaders
{
    private const string Page =
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; worker-src 'self' blob:; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    /// <summary>A result that is a page of its own: all it needs is in it, and it may do nothing on behalf of who looks at it.</summary>
    private const string Result =
        "sandbox allow-scripts allow-downloads; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; "
        + "frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    /// <summary>Gives every answer its headers, those of errors included.</summary>
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        // What goes wrong clears headers, so they are set last.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Features.Get<IsResultPage>() is null ? Page : Result;
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
