using System.Net.Http.Json;
using System.Text.Json;
using Contagion.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Contagion.Api.Tests;

/// <summary>A server as people start it, on a free port, with a folder of its own and the scenarios of the repository.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-api-");
    private readonly WebApplication _app;

    private TestServer(Func<ServerSettings, ServerSettings>? change, Action<string>? before)
    {
        before?.Invoke(_folder.FullName);
        var settings = new ServerSettings { Urls = "http://127.0.0.1:0", Data = _folder.FullName, Scenarios = Path.Combine(Folders.Root, "scenarios") };
        _app = ApiServer.Build(change?.Invoke(settings) ?? settings);
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
    }

    /// <summary>The folder of all it keeps.</summary>
    public string Data => _folder.FullName;

    /// <summary>What it logs.</summary>
    internal LogLines Log { get; } = new();

    /// <summary>A program that asks it.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts one.</summary>
    /// <param name="change">Changes its settings.</param>
    /// <param name="before">Puts something into its folder before it starts.</param>
    public static async Task<TestServer> Start(Func<ServerSettings, ServerSettings>? change = null, Action<string>? before = null)
    {
        var server = new TestServer(change, before);
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Client.BaseAddress = new Uri(addresses.First());
        return server;
    }

    /// <summary>Posts JSON, as it is written.</summary>
    public Task<HttpResponseMessage> Post(string path, string json) => Client.PostAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    /// <summary>Posts JSON and reads what comes.</summary>
    public async Task<JsonElement> Made(string path, string json)
    {
        using var answer = await Post(path, json);
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until a run or comparison is over, by its events.</summary>
    public async Task<JsonElement> Ended(string path)
    {
        using var events = await Client.GetAsync($"{path}/events");
        await events.Content.ReadAsStringAsync();
        return await Client.GetFromJsonAsync<JsonElement>(path);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
