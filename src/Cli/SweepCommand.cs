using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;

namespace Contagion.Cli;

/// <summary><c>contagion sweep</c>: runs a scenario at every point of a grid or list of samples and writes one table.</summary>
internal static class SweepCommand
{
    private sealed record Arguments(RunArguments Run, string[] Over, string? Samples)
    {
        /// <summary>The command line that sweeps this into a folder.</summary>
        public string Line(string folder) => string.Join(' ', [
            "sweep", Shell.Quote(Run.Scenario),
            .. Run.Set.Select(text => $"--set {Shell.Quote(text)}"),
            .. Over.Select(text => $"--over {Shell.Quote(text)}"),
            .. Samples is null ? [] : (string[])[$"--samples {Shell.Quote(Samples)}"],
            $"--out {Shell.Quote(folder)}"]);
    }

    public static Command Create()
    {
        var over = new Option<string[]>("--over")
        {
            Description = "What is swept, as often as wanted, the last changing fastest: run.seed=1,2,3, shocks.0.fraction=0.1:0.5:0.1 (from:to:step), 'channels.solvency={mechanism: furfine},{mechanism: eisenberg-noe}'.",
            HelpName = "path=a,b,c",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        var samples = new Option<string?>("--samples") { Description = "Points in a file: a header of paths, a row a sample. With --over, every sample with every combination.", HelpName = "FILE.csv" };
        var command = new Command("sweep", "Run a scenario at every point of a grid or list of samples, and write one table.") { over, samples };
        return RunArguments.AddTo(command, "sweep", "the points with their summaries as a JSON array", (arguments, parsed) =>
            Run(new Arguments(arguments, parsed.GetValue(over) ?? [], parsed.GetValue(samples))));
    }

    private static int Run(Arguments arguments)
    {
        var options = arguments.Run;
        var sweep = SweepFile.Load(options.Scenario, options.Set, arguments.Over, arguments.Samples);
        using var stop = new StopSignal();
        using var directory = SweepDirectory.Open(options.Out ?? SweepDirectory.DefaultPath(sweep, DateTimeOffset.UtcNow), sweep, options.Resumes, options.Host);
        if (directory.IsCompleted)
        {
            return Unfinished.TellCompleted(options, "sweep", directory.Path, () => SweepJson.Write(Console.Out, sweep, directory.Rows()));
        }

        Unfinished.TellDropped(directory.RecordsDropped, directory.Path);
        if (!Unfinished.Note(() => Compute(options, sweep, directory, stop.Token), directory.End))
        {
            return Unfinished.TellStopped(arguments.Line(directory.Path));
        }

        Tell(options, sweep, directory);
        return ExitCode.Done;
    }

    private static void Compute(RunArguments options, SweepFile sweep, SweepDirectory directory, CancellationToken stop)
    {
        using var runs = options.Connect();
        using (var progress = new Progress(sweep.Count - directory.PointsDone, "points", options.ShowsProgress))
        {
            SweepRun.Run(sweep, directory, options.Options with { Progress = progress.Add }, runs is null ? null : runs.Blocks, stop);
        }

        directory.Complete();
    }

    private static void Tell(RunArguments options, SweepFile sweep, SweepDirectory directory)
    {
        options.Tell(() => SweepJson.Write(Console.Out, sweep, directory.Rows()), () => new SweepReport(Terminal.Out()).Tell(options, sweep, directory));
        if (directory.Rows().Count(row => row.NotConverged > 0) is > 0 and var open)
        {
            Console.Error.WriteLine($"contagion: {Meaning.Count(open, "point")} had replications that did not converge within run.maxRounds; see the column not_converged of {directory.Table}");
        }
    }
}
