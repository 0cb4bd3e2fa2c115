using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Contagion.EndToEnd;

/// <summary>A <c>contagion run</c> that is under way: its folder is there, its results are not.</summary>
internal sealed class RunningCommand : IDisposable
{
    private const int WaitMs = 60_000;

    private readonly Process _process;

    private RunningCommand(Process process) => _process = process;

    /// <summary>Starts a run and returns once its folder says that it is running.</summary>
    public static RunningCommand Start(TestFolder folder, string output, params string[] arguments) => StartUntil("run.json", folder, output, arguments);

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
    public void Interrupt() => Assert.Equal(0, Signal(_process.Id, 2));

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

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
