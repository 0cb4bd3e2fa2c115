using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Contagion.Bench;

/// <summary><c>contagion serve</c> in a process of its own, as people start it, with a folder that goes when it does.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-bench-");
    private readonly Process _process;

    private ServerProcess(string limits)
    {
        var config = Path.Combine(_folder.FullName, "server.json");
        File.WriteAllText(config, $$"""{ "limits": {{limits}} }""");
        // Built with this program, beside it.
        var here = AppContext.BaseDirectory;
        var program = Path.GetFullPath(Path.Combine(here, "../../../../src/Cli/bin", new DirectoryInfo(here).Parent!.Name, new DirectoryInfo(here).Name, "contagion.dll"));
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [program, "serve", "--urls", Address, "--data", Path.Combine(_folder.FullName, "data"), "--config", config])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>A program that asks it.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(Address), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Processor time that the server took so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    private static string Address => "http://127.0.0.1:5088";

    /// <summary>Starts one, and waits until it takes work.</summary>
    /// <param name="limits">Its limits, as JSON.</param>
    public static async Task<ServerProcess> Start(string limits)
    {
        var server = new ServerProcess(limits);
        // It says one line when it listens.
        if (await server._process.StandardError.ReadLineAsync() is not { } line || !line.Contains("listens", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"the server did not start: {await server._process.StandardError.ReadToEndAsync()}");
        }

        // A log that nobody reads would hold it up.
        server._process.BeginOutputReadLine();

        return server;
    }

    /// <summary>Posts JSON and gives the id of what was made.</summary>
    public async Task<string> Made(string path, string json)
    {
        using var answer = await Client.PostAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!
            : throw new InvalidOperationException($"POST {path}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Waits until a run is over, and counts what it tells of itself.</summary>
    /// <returns>Number of events.</returns>
    public async Task<int> Follow(string run)
    {
        using var stream = new StreamReader(await Client.GetStreamAsync($"/runs/{run}/events"));
        var (events, isCompleted) = (0, false);
        while (await stream.ReadLineAsync() is { } line)
        {
            events += line.StartsWith("event:", StringComparison.Ordinal) ? 1 : 0;
            isCompleted |= line.Contains("\"state\":\"completed\"", StringComparison.Ordinal);
        }

        return isCompleted ? events : throw new InvalidOperationException($"run {run} did not complete");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
