using Contagion.Api.Tests;
using Contagion.Tests;
using Microsoft.Playwright;

namespace Contagion.Page.Tests;

/// <summary>The built page, a server behind it, and a browser before it.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Without these a browser asks the world for updates and waits for what does not answer.</summary>
    private static readonly string[] Alone =
    [
        "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private TestServer? _server;

    /// <summary>Why there can be no page; null where there can.</summary>
    public static string? Missing { get; } =
        !File.Exists(Path.Combine(Built, "index.html")) ? "the page is not built (src/Web/build, with Node.js)"
        : Program is null ? "there is no chromium"
        : null;

    /// <summary>The server.</summary>
    internal TestServer Server => _server!;

    private static string Built => Path.Combine(Folders.Root, "src", "Web", "dist");

    private static string? Program => new[] { Environment.GetEnvironmentVariable("CONTAGION_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        _server = await TestServer.Start(settings => settings with { Page = Built });
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Alone });
    }

    /// <summary>Opens an address of the page as somebody who has never seen it.</summary>
    /// <param name="address">What stands after '#'.</param>
    /// <param name="options">The screen, and what its owner prefers.</param>
    public async Task<IPage> Open(string address = "/", BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync($"{Server.Client.BaseAddress}#{address}");
        return page;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}

/// <summary>A test of the page, skipped where it cannot be.</summary>
internal sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute() => Skip = Browser.Missing is { } missing ? $"needs the page and a browser: {missing}" : null;
}

/// <summary>A test of the page for several cases, skipped where it cannot be.</summary>
internal sealed class PageTheoryAttribute : TheoryAttribute
{
    public PageTheoryAttribute() => Skip = Browser.Missing is { } missing ? $"needs the page and a browser: {missing}" : null;
}

/// <summary>What tests call the parts of the page: the names it gives them itself.</summary>
internal static class Parts
{
    /// <summary>A part of the page.</summary>
    public static ILocator Part(this IPage page, string name) => page.Locator($"[data-test='{name}']");

    /// <summary>The setting at a path of the scenario.</summary>
    public static ILocator Knob(this IPage page, string path) => page.Locator($"[data-path='{path}']");
}
