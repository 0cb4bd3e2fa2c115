using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Contagion.Api;

/// <summary>Gives what stands before the routes its limits.</summary>
internal static class ServerLimits
{
    /// <summary>More parts than a network has files, and than anybody has reason to send.</summary>
    private const int PartsMax = 16;

    private const int TextMax = 1 << 10;

    public static void Apply(KestrelServerOptions kestrel, Limits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestLineSize = 8 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    public static void Apply(FormOptions form, Limits limits)
    {
        form.MultipartBodyLengthLimit = limits.BodyBytes;
        form.ValueCountLimit = PartsMax;
        form.ValueLengthLimit = TextMax;
        form.MultipartHeadersCountLimit = PartsMax;
    }

    /// <summary>JSON is read into memory whole, and may be less.</summary>
    public static Task Apply(HttpContext context, RequestDelegate next)
    {
        if (context.Request.HasJsonContentType() && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = context.RequestServices.GetRequiredService<ServerSettings>().Limits.JsonBytes;
        }

        return next(context);
    }
}
