using Microsoft.Extensions.FileProviders;

namespace Contagion.Api;

/// <summary>The page that people open, where it was built.</summary>
internal static class PageFiles
{
    private const string NotBuilt = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Contagion</title></head>
        <body>
        <h1>Contagion</h1>
        <p>The server works; its page was not built, since building it needs Node.js with npm.</p>
        <p>Install Node.js 20 or newer, then start the server again with <code>./contagion serve</code>, which builds the page first;
        or build it yourself: <code>cd src/Web &amp;&amp; npm ci &amp;&amp; npm run build</code>.</p>
        <p>Without the page: the <a href="docs/">description of the API</a>, and the command line.</p>
        </body>
        </html>
        """;

    /// <summary>Serves the page, or says how to build it.</summary>
    public static void Use(WebApplication app, ServerSettings settings)
    {
        if (settings.Page is not { } folder || !File.Exists(Path.Combine(folder, "index.html")))
        {
            app.MapGet("/", () => Results.Content(NotBuilt, "text/html; charset=utf-8")).ForEverybody().ExcludeFromDescription();
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
    }
}
