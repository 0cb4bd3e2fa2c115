using System.CommandLine;
using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Cli;

/// <summary><c>contagion run</c>: runs a scenario and writes its directory.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var replication = new Option<int?>("--replication") { Description = "Compute this replication alone, counted from 0; the same as --set run.replication=K.", HelpName = "K" };
        var onError = new Option<string>("--on-error") { Description = "Whether a replication that fails ends the run, or is listed and left out.", DefaultValueFactory = _ => "stop" };
        onError.AcceptOnlyFromAmong("stop", "continue");
        var audit = new Option<bool>("--audit") { Description = "Check the books after every phase of every period (mechanism joint); a replication whose books do not balance fails." };
        return RunArguments.AddTo(new Command("run", "Run a scenario and write its results.") { replication, onError, audit }, "run", "summary.json", (arguments, parsed) =>
            Run(
                parsed.GetValue(replication) is { } alone ? arguments with { Set = [.. arguments.Set, $"run.replication={alone.ToString(CultureInfo.InvariantCulture)}"] } : arguments,
                new RunOptions { GoesOnAfterFailure = parsed.GetValue(onError) == "continue", IsAudited = parsed.GetValue(audit) }));
    }

    private static int Run(RunArguments options, RunOptions care)
    {
        var file = ScenarioFile.Load(options.Scenario, options.Set);
        var plan = new ReplicationPlan(file.Scenario, file.Network);
        using var stop = new StopSignal();
        using var directory = RunDirectory.Open(options.Out ?? RunDirectory.DefaultPath(file, DateTimeOffset.UtcNow), file, plan.Count, options.Resumes, options.Host);
        if (directory.IsCompleted)
        {
            return Unfinished.TellCompleted(options, "run", directory.Path, () => Console.Out.Write(directory.ReadSummary()));
        }

        Unfinished.TellDropped(directory.RecordsDropped, directory.Path);
        RunOutcome? outcome;
        try
        {
            using var runs = options.Connect();
            outcome = Compute(options, care, file, directory, runs, stop.Token);
        }
        catch (ReplicationException failure)
        {
            TellFailed(file, directory, failure.Failed);
            return ExitCode.Failed;
        }

        if (outcome is null)
        {
            return Unfinished.TellStopped($"run {Shell.Quote(Path.Combine(directory.Path, "scenario.yaml"))} --out {Shell.Quote(directory.Path)}");
        }

        options.Tell(() => Console.Out.Write(SummaryFile.Write(RunDirectory.IdOf(file), outcome.Summary)), () => Report(options, file, directory, outcome));
        if (outcome.Result.Replications.Count(one => !one.Converged) is > 0 and var open)
        {
            TellNotConverged(open, directory.Path);
        }

        foreach (var failed in outcome.Result.Failed)
        {
            TellFailed(file, directory, failed);
        }

        return ExitCode.Done;
    }

    /// <summary>Tells that a run has replications whose numbers are not to be trusted.</summary>
    internal static void TellNotConverged(int open, string folder) => Console.Error.WriteLine(
        $"contagion: {Meaning.Count(open, "replication")} did not converge within run.maxRounds; see the column converged of {Path.Combine(folder, "replications.csv")}");

    /// <summary>Tells a replication that failed, and how to look at it alone.</summary>
    internal static void TellFailed(ScenarioFile file, RunDirectory directory, FailedReplication failed) => Console.Error.WriteLine(
        $"contagion: replication {failed.Replication} (seed {file.Scenario.Run.Seed}) failed: {failed.Error}. "
        + $"Repeat it alone with: {Shell.Program} run {Shell.Quote(Path.Combine(directory.Path, "scenario.yaml"))} --replication {failed.Replication}");

    /// <summary>Runs and writes; null when the user stopped it.</summary>
    private static RunOutcome? Compute(RunArguments options, RunOptions care, ScenarioFile file, RunDirectory directory, HttpRuns? runs, CancellationToken stop)
    {
        RunOutcome? outcome = null;
        Unfinished.Note(
            () =>
            {
                using var progress = new Progress(ScenarioRun.ReplicationsOf(file), "replications", options.ShowsProgress);
                var settings = options.Options with { GoesOnAfterFailure = care.GoesOnAfterFailure, IsAudited = care.IsAudited, Progress = progress.Add, Elsewhere = runs?.Blocks(file, stop) };
                outcome = ScenarioRun.Run(file, directory, settings, stop);
            },
            directory.End);
        return outcome;
    }

    private static void Report(RunArguments options, ScenarioFile file, RunDirectory directory, RunOutcome outcome)
    {
        // A proposal must run what was run, settings from the command line included.
        var repeated = options.Set.Length == 0 ? options.Scenario : Path.Combine(directory.Path, "scenario.yaml");
        new RunReport(Terminal.Out()).Tell(repeated, file, directory.Path, outcome);
    }
}
