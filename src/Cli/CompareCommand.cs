using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Cli;

/// <summary><c>contagion compare</c>: runs alternatives on common random numbers and says what each changes and costs.</summary>
internal static class CompareCommand
{
    public static Command Create() => RunArguments.AddTo(
        new Command("compare", "Run a scenario under each of its policy sets, or several scenarios, on common random numbers, and tell how they differ."),
        "comparison", "comparison.json", (arguments, _) => Run(arguments), takesSeveral: true);

    private static int Run(RunArguments options)
    {
        var file = ComparisonFile.Load(options.Scenarios, options.Set);
        using var stop = new StopSignal();
        using var directory = ComparisonDirectory.Open(options.Out ?? ComparisonDirectory.DefaultPath(file, DateTimeOffset.UtcNow), file, options.Resumes, options.Host);
        if (directory.IsCompleted)
        {
            return Unfinished.TellCompleted(options, "comparison", directory.Path, () => Console.Out.Write(directory.ReadJson()));
        }

        Comparison? comparison = null;
        try
        {
            if (!Unfinished.Note(() => comparison = Compute(options, file, directory, stop.Token), directory.End))
            {
                return Unfinished.TellStopped(Line(options, directory.Path));
            }
        }
        catch (ReplicationException)
        {
            // The alternative that it belongs to was told.
            return ExitCode.Failed;
        }

        options.Tell(() => Console.Out.Write(directory.ReadJson()), () => new CompareReport(Terminal.Out()).Tell(options, file, directory, comparison!));
        return ExitCode.Done;
    }

    private static Comparison Compute(RunArguments options, ComparisonFile file, ComparisonDirectory directory, CancellationToken stop)
    {
        using var runs = options.Connect();
        using (var progress = new Progress(file.Alternatives.Sum(one => ScenarioRun.ReplicationsOf(one.File)), "replications", options.ShowsProgress))
        {
            foreach (var alternative in file.Alternatives)
            {
                using var run = directory.Run(alternative);
                Unfinished.TellDropped(run.RecordsDropped, run.Path);
                if (run.IsCompleted)
                {
                    progress.Add(ScenarioRun.ReplicationsOf(alternative.File));
                    continue;
                }

                Compute(options.Options with { Progress = progress.Add, Elsewhere = runs?.Blocks(alternative.File, stop) }, alternative, run, stop);
            }
        }

        return directory.Complete();
    }

    private static void Compute(RunOptions options, ComparedScenario alternative, RunDirectory run, CancellationToken stop)
    {
        try
        {
            if (!Unfinished.Note(() => ScenarioRun.Run(alternative.File, run, options, stop), run.End))
            {
                throw new OperationCanceledException(stop);
            }
        }
        catch (ReplicationException failure)
        {
            RunCommand.TellFailed(alternative.File, run, failure.Failed);
            throw;
        }

        if (run.NotConverged > 0)
        {
            RunCommand.TellNotConverged(run.NotConverged, run.Path);
        }
    }

    /// <summary>The command line that compares this into a folder.</summary>
    private static string Line(RunArguments options, string folder) => string.Join(' ', [
        "compare", .. options.Scenarios.Select(Shell.Quote), .. options.Set.Select(text => $"--set {Shell.Quote(text)}"), $"--out {Shell.Quote(folder)}"]);
}
