using System.CommandLine;
using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary><c>contagion run</c>: runs a scenario and writes its directory.</summary>
internal static class RunCommand
{
    private sealed record Options(string Scenario, string? Out, string[] Set, int? Threads, int? Partitions, bool Resumes, bool IsJson, bool IsQuiet);

    public static Command Create()
    {
        var scenario = new Argument<string>("SCENARIO.yaml") { Description = "The scenario file." };
        var folder = new Option<string?>("--out") { Description = "Where results go; a new folder under runs/ unless given.", HelpName = "DIR" };
        var set = CommonOptions.Set();
        var seed = new Option<ulong?>("--seed") { Description = "Key of all random draws; the same as --set run.seed=N.", HelpName = "N" };
        var replications = CommonOptions.Positive("--replications", "Random realisations; the same as --set run.replications=N.");
        var threads = CommonOptions.Positive("--threads", "Worker threads; one a processor unless given. Never changes a result.");
        var partitions = CommonOptions.Positive("--partitions", "Parts that threads carry one network in; chosen by the engine unless given. Never changes a result.");
        var resume = new Option<bool>("--resume") { Description = "Go on with the run that was begun in --out." };
        var json = new Option<bool>("--json") { Description = "Print summary.json and nothing else." };
        var quiet = new Option<bool>("--quiet") { Description = "Print nothing but errors." };
        var command = new Command("run", "Run a scenario and write its results.") { scenario, folder, set, seed, replications, threads, partitions, resume, json, quiet };
        command.SetAction(parsed => Run(new Options(
            parsed.GetRequiredValue(scenario),
            parsed.GetValue(folder),
            [
                .. parsed.GetValue(set) ?? [],
                .. parsed.GetValue(seed) is { } key ? [$"run.seed={key.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
                .. parsed.GetValue(replications) is { } count ? [$"run.replications={count.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
            ],
            parsed.GetValue(threads),
            parsed.GetValue(partitions),
            parsed.GetValue(resume),
            parsed.GetValue(json),
            parsed.GetValue(quiet))));
        return command;
    }

    private static int Run(Options options)
    {
        if (options.Resumes && options.Out is null)
        {
            throw new InputException(new Fault("--resume", 1, 1, "needs --out DIR, the folder of the run to go on with"));
        }

        var file = ScenarioFile.Load(options.Scenario, options.Set);
        var plan = new ReplicationPlan(file.Scenario, file.Network);
        using var stop = new StopSignal();
        using var directory = RunDirectory.Open(options.Out ?? RunDirectory.DefaultPath(file, DateTimeOffset.UtcNow), file, plan.Count, options.Resumes);
        if (directory.IsCompleted)
        {
            TellCompleted(options, directory);
            return ExitCode.Done;
        }

        if (directory.RecordsDropped > 0)
        {
            Console.Error.WriteLine($"{Meaning.Count(directory.RecordsDropped, "damaged record")} of the journal in {directory.Path} dropped; what {(directory.RecordsDropped == 1 ? "it" : "they")} held is computed again.");
        }

        if (Compute(options, file, plan, directory, stop.Token) is not var (result, summary))
        {
            Console.Error.WriteLine($"Stopped. Go on with: {Shell.Program} run {Shell.Quote(Path.Combine(directory.Path, "scenario.yaml"))} --out {Shell.Quote(directory.Path)} --resume");
            return ExitCode.Cancelled;
        }

        Tell(options, file, directory, result, summary);
        if (result.Replications.Count(one => !one.Converged) is > 0 and var open)
        {
            Console.Error.WriteLine($"contagion: {Meaning.Count(open, "replication")} did not converge within run.maxRounds; see the column converged of {Path.Combine(directory.Path, "replications.csv")}");
        }

        return ExitCode.Done;
    }

    /// <summary>Runs and writes; null when the user stopped it.</summary>
    private static (RunResult Result, Summary Summary)? Compute(Options options, ScenarioFile file, ReplicationPlan plan, RunDirectory directory, CancellationToken stop)
    {
        try
        {
            RunResult result;
            using (var progress = new Progress(plan.Count, isShown: !options.IsQuiet && !Console.IsErrorRedirected))
            {
                result = InProcessHost.Run(file.Scenario, file.Network, new RunOptions { Threads = options.Threads, Partitions = options.Partitions, Journal = directory.Journal, Progress = progress.Add }, stop);
            }

            var summary = Summary.Of(result);
            directory.Complete(result, summary);
            return (result, summary);
        }
        catch (OperationCanceledException)
        {
            directory.End(RunState.Cancelled, null);
            return null;
        }
        catch (Exception failure) when (failure is not InputException)
        {
            TryEnd(directory, failure.Message);
            throw;
        }
    }

    private static void TellCompleted(Options options, RunDirectory directory)
    {
        if (options.IsJson)
        {
            Console.Out.Write(directory.ReadSummary());
        }
        else if (!options.IsQuiet)
        {
            Console.Out.WriteLine($"Nothing to do: the run in {directory.Path} is complete.");
        }
    }

    private static void Tell(Options options, ScenarioFile file, RunDirectory directory, RunResult result, Summary summary)
    {
        if (options.IsJson)
        {
            Console.Out.Write(SummaryFile.Write(RunDirectory.IdOf(file), summary));
        }
        else if (!options.IsQuiet)
        {
            // A proposal must run what was run, settings from the command line included.
            var repeated = options.Set.Length == 0 ? options.Scenario : Path.Combine(directory.Path, "scenario.yaml");
            new RunReport(Terminal.Out()).Tell(repeated, file, directory.Path, result);
        }
    }

    /// <summary>A full disk may refuse this as well; the first failure is the one to tell.</summary>
    private static void TryEnd(RunDirectory directory, string error)
    {
        try
        {
            directory.End(RunState.Failed, error);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
        }
    }
}
