using System.Diagnostics;
using System.Runtime.InteropServices;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>A <c>contagion run</c> that is under way: its journal holds something, its results are not there.</summary>
internal sealed class RunningCommand : IDisposable
{
    private const int WaitMs = 60_000;

    private readonly Process _process;

    private RunningCommand(Process process) => _process = process;

    /// <summary>Compiles so badly that a run takes some fifty times as long. However busy the machine, such a run is still under way when a test
    /// gets to see its first block; and going on with it at full speed must not change a bit.</summary>
    private const string Slowly = "DOTNET_JITMinOpts=1";

    /// <summary>Starts a run that computes slowly on one thread, and returns once it keeps its first block.</summary>
    public static RunningCommand Start(TestFolder folder, string output, params string[] arguments)
    {
        Directory.CreateDirectory(folder.At(output));
        using var isUnderWay = new ManualResetEventSlim();
        using var watcher = new FileSystemWatcher(folder.At(output), "journal") { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite, EnableRaisingEvents = true };
        watcher.Changed += (_, _) =>
        {
            if (new FileInfo(folder.At(output, "journal")).Length > 0)
            {
                isUnderWay.Set();
            }
        };
        var process = Command.Start(folder.Path, ["run", "scenario.yaml", "--out", output, "--threads", "1", .. arguments], Slowly);
        if (!isUnderWay.Wait(WaitMs))
        {
            process.Kill();
            throw new TimeoutException($"{output}/journal got no block within {WaitMs / 1000} s");
        }

        return new RunningCommand(process);
    }

    /// <summary>Starts a command and returns once a file is in its folder.</summary>
    public static RunningCommand StartUntil(string file, TestFolder folder, string output, params string[] arguments)
    {
        Directory.CreateDirectory(folder.At(output));
        using var isUnderWay = new ManualResetEventSlim();
        using var watcher = new FileSystemWatcher(folder.At(output)) { EnableRaisingEvents = true };
        watcher.Renamed += (_, change) => SetIf(change.Name == file);
        watcher.Created += (_, change) => SetIf(change.Name == file);
        var process = Command.Start(folder.Path, arguments);
        if (!isUnderWay.Wait(WaitMs))
        {
            process.Kill();
            throw new TimeoutException($"{output}/{file} did not appear within {WaitMs / 1000} s");
        }

        return new RunningCommand(process);

        void SetIf(bool isThere)
        {
            if (isThere)
            {
                isUnderWay.Set();
            }
        }
    }

    /// <summary>As Ctrl-C does.</summary>
    public void Interrupt() => Send(2);

    /// <summary>Holds the process where it is.</summary>
    public void Pause() => Send(OperatingSystem.IsMacOS() ? 17 : 19);

    /// <summary>Lets the process go on.</summary>
    public void GoOn() => Send(OperatingSystem.IsMacOS() ? 19 : 18);

    /// <summary>As <c>kill -9</c> and a lost power supply do.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for the end.</summary>
    public CommandResult End() => Command.End(_process);

    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, which is what this is for.
        }

        _process.Dispose();
    }

    private void Send(int signal) => Assert.Equal(0, Signal(_process.Id, signal));

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
