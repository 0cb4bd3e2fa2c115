using System.CommandLine;
using System.Globalization;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary>What every command that runs scenarios is told on its command line.</summary>
/// <param name="Scenarios">The scenario files; one, but for comparisons.</param>
/// <param name="Out">Where results go; null for a new folder.</param>
/// <param name="Set">Settings that replace parts of the scenario, <c>path=value</c>; those with an option of their own come last.</param>
/// <param name="Threads">Worker threads; null for one a processor.</param>
/// <param name="Partitions">Parts of one network; null lets the engine choose.</param>
/// <param name="Cluster">The cluster that computes; null for this process.</param>
/// <param name="Granularity">Institutions that an actor of the cluster carries where the network is split; null where replications are spread.</param>
/// <param name="Resumes">Whether to go on with what was begun in <paramref name="Out"/>.</param>
/// <param name="IsJson">Whether to print JSON and nothing else.</param>
/// <param name="IsQuiet">Whether to print nothing.</param>
internal sealed record RunArguments(string[] Scenarios, string? Out, string[] Set, int? Threads, int? Partitions, ClusterAddress? Cluster, int? Granularity, bool Resumes, bool IsJson, bool IsQuiet)
{
    private const string ScenarioFile = "SCENARIO.yaml";

    /// <summary>The scenario file, or the first of them.</summary>
    public string Scenario => Scenarios[0];

    /// <summary>Whether progress is shown.</summary>
    public bool ShowsProgress => !IsQuiet && !Console.IsErrorRedirected;

    /// <summary>What the engine is told.</summary>
    public RunOptions Options => new() { Threads = Threads, Partitions = Partitions };

    /// <summary>Where it is computed, as result folders say it.</summary>
    public string Host => Cluster is null ? "in-process" : "cluster";

    /// <summary>The cluster that computes; null where there is none.</summary>
    public HttpRuns? Connect() => Cluster is null ? null : new HttpRuns(Cluster, Granularity ?? 0);

    /// <summary>Gives a command these arguments.</summary>
    /// <param name="command">The command.</param>
    /// <param name="kind">What it makes: a run, a sweep.</param>
    /// <param name="json">What <c>--json</c> prints.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="takesSeveral">Whether there may be more than one scenario file.</param>
    public static Command AddTo(Command command, string kind, string json, Func<RunArguments, ParseResult, int> run, bool takesSeveral = false)
    {
        Argument scenario = takesSeveral
            ? new Argument<string[]>(ScenarioFile) { Description = "The scenario file, or one for each alternative.", Arity = ArgumentArity.OneOrMore }
            : new Argument<string>(ScenarioFile) { Description = "The scenario file." };
        var folder = new Option<string?>("--out") { Description = "Where results go; a new folder under runs/ unless given.", HelpName = "DIR" };
        var set = CommonOptions.Set();
        var seed = new Option<ulong?>("--seed") { Description = "Key of all random draws; the same as --set run.seed=N.", HelpName = "N" };
        var replications = CommonOptions.Positive("--replications", "Random realisations; the same as --set run.replications=N.");
        var threads = CommonOptions.Positive("--threads", "Worker threads; one a processor unless given. Never changes a result.");
        var partitions = CommonOptions.Positive("--partitions", "Parts that threads carry one network in; chosen by the engine unless given. Never changes a result.");
        var (cluster, granularity) = (CommonOptions.Cluster(), CommonOptions.Granularity());
        var resume = new Option<bool>("--resume") { Description = $"Go on with the {kind} that was begun in --out." };
        var jsonOption = new Option<bool>("--json") { Description = $"Print {json} and nothing else." };
        var quiet = new Option<bool>("--quiet") { Description = "Print nothing but errors." };
        command.Add(scenario);
        foreach (var option in new Option[] { folder, set, seed, replications, threads, partitions, cluster, granularity, resume, jsonOption, quiet })
        {
            command.Add(option);
        }

        command.SetAction(parsed => run(
            new RunArguments(
                takesSeveral ? parsed.GetRequiredValue<string[]>(ScenarioFile) : [parsed.GetRequiredValue<string>(ScenarioFile)],
                parsed.GetValue(folder),
                [
                    .. parsed.GetValue(set) ?? [],
                    .. parsed.GetValue(seed) is { } key ? [$"run.seed={key.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
                    .. parsed.GetValue(replications) is { } count ? [$"run.replications={count.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
                ],
                parsed.GetValue(threads),
                parsed.GetValue(partitions),
                parsed.GetValue(cluster) is { } address ? ClusterAddress.Parse(address) : null,
                parsed.GetValue(granularity),
                parsed.GetValue(resume),
                parsed.GetValue(jsonOption),
                parsed.GetValue(quiet)).Checked(kind),
            parsed));
        return command;
    }

    /// <summary>Prints what was made in the form that was asked for, or nothing.</summary>
    /// <param name="json">Prints it as JSON.</param>
    /// <param name="report">Tells it to a person.</param>
    public void Tell(Action json, Action report)
    {
        if (IsJson)
        {
            json();
        }
        else if (!IsQuiet)
        {
            report();
        }
    }

    private RunArguments Checked(string kind)
    {
        var faults = new Faults();
        if (Resumes && Out is null)
        {
            faults.Add("--resume", 1, 1, $"needs --out DIR, the folder of the {kind} to go on with");
        }

        if (Granularity is not null && Cluster is null)
        {
            faults.Add("--granularity", 1, 1, "needs --cluster: in one process there are no actors; --partitions splits a network over threads");
        }

        faults.ThrowIfAny();
        return this;
    }
}
