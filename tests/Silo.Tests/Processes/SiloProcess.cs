using System.Diagnostics;
using System.Globalization;
using Contagion.Tests;

namespace Contagion.Silo.Tests;

/// <summary>A silo in a process of its own, which can be killed, held and started again.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);

    private readonly TestDatabase _database;
    private readonly int _siloPort = FreePort.Find();
    private readonly int _httpPort = FreePort.Find();
    private Process _process;

    private readonly string? _data;

    /// <param name="database">The cluster's database.</param>
    /// <param name="data">The folder of what people ask it for; null where it serves the cluster alone.</param>
    public SiloProcess(TestDatabase database, string? data = null)
    {
        (_database, _data) = (database, data);
        _process = Launch();
    }

    /// <summary>Where it listens.</summary>
    public string Url => $"http://127.0.0.1:{_httpPort}";

    /// <summary>The port at which other silos reach it.</summary>
    public int SiloPort => _siloPort;

    /// <summary>Starts it again where it has ended.</summary>
    public void StartAgain()
    {
        if (_process.HasExited)
        {
            _process.Dispose();
            _process = Launch();
        }
    }

    /// <summary>Ends it without warning.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Tells it to end.</summary>
    public void Leave() => Signal("TERM");

    /// <summary>Holds it where it is.</summary>
    public void Hold() => Signal("STOP");

    /// <summary>Lets it go on; by then others may have taken it for dead, and it ends.</summary>
    public void LetGo() => Signal("CONT");

    /// <summary>Waits until it takes part in the cluster; starts it again if it has ended.</summary>
    public async Task Ready()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < ReadyWithin; await Task.Delay(100))
        {
            StartAgain();
            try
            {
                if ((await client.GetAsync($"{Url}/health/ready")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
            }
        }

        throw new TimeoutException($"The silo at {Url} is not ready.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "silo.dll"), "run"]) { WorkingDirectory = Path.GetTempPath() };
        // A silo takes what begins so for a setting, and refuses those it does not know.
        start.Environment.Remove("CONTAGION_TEST_ALL");
        start.Environment["CONTAGION_DATABASE"] = _database.Connection;
        start.Environment["CONTAGION_URLS"] = Url;
        start.Environment["CONTAGION_SILOPORT"] = _siloPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["CONTAGION_DATA"] = _data;
        start.Environment["CONTAGION_SCENARIOS"] = Path.Combine(Folders.Root, "scenarios");
        start.Environment["Logging__LogLevel__Default"] = "None";
        return Process.Start(start)!;
    }
}
