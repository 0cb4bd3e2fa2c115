using System.Diagnostics;
using Contagion.Tests;

namespace Contagion.Silo.Tests;

/// <summary>The command line in a process of its own, as users run it.</summary>
internal sealed class ProcessRun
{
    private static readonly string Scenario = Path.Combine(Folders.Root, "scenarios", "pooled-funds-prohibition", "pools.yaml");
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly string _folder;

    /// <param name="folder">Where results go.</param>
    /// <param name="replications">How many replications there are.</param>
    /// <param name="silos">Where it computes; nowhere for this machine.</param>
    /// <param name="granularity">Institutions that an actor carries where the network is split over silos; 0 where replications are spread.</param>
    public ProcessRun(string folder, int replications, IReadOnlyList<SiloProcess> silos, int granularity = 0)
    {
        string[] cluster = [
            .. silos.Count > 0 ? ["--cluster", string.Join(',', silos.Select(silo => silo.Url))] : Array.Empty<string>(),
            .. granularity > 0 ? ["--granularity", $"{granularity}"] : Array.Empty<string>(),
        ];
        _folder = folder;
        _process = Process.Start(new ProcessStartInfo("dotnet", [ProcessCommand.Program, "run", Scenario, "--replications", $"{replications}", "--quiet", "--out", folder, .. cluster]))!;
    }

    /// <summary>Whether it is under way.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Waits until its first block is there, or it has ended.</summary>
    public async Task HasBegun()
    {
        var journal = new FileInfo(Path.Combine(_folder, "journal"));
        while (IsRunning && (!journal.Exists || journal.Length == 0))
        {
            await Task.Delay(20);
            journal.Refresh();
        }
    }

    /// <summary>Ends it without warning.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until it has ended well.</summary>
    public async Task Ends()
    {
        using var patience = new CancellationTokenSource(EndsWithin);
        await _process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, _process.ExitCode);
    }

    /// <summary>Compares all files of two folders of results but records, which say when and where it was, and journals, which are empty.</summary>
    public static void AssertSame(string expected, string actual)
    {
        var names = Names(expected);
        Assert.NotEmpty(names);
        Assert.Equal(names, Names(actual));
        Assert.All(names, name => Assert.True(File.ReadAllBytes(Path.Combine(expected, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, name))), $"{name} differs between {expected} and {actual}"));
    }

    private static string[] Names(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("run.json" or "sweep.json" or "compare.json" or "journal"))
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
    ];
}
