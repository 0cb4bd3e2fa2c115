using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with a sweep.</summary>
internal static class BadSweeps
{
    public static IReadOnlyList<BadCase> All { get; } = [.. Overs(), .. Samples(), .. Folders()];

    private static IEnumerable<BadCase> Overs() =>
    [
        new BadCase("a sweep over nothing", ["nothing is swept", "--over", "--samples"]) { Arguments = ["sweep", "scenario.yaml"], Place = "--over:1:1:" },
        Over("a sweep without values", "run.seed", "1:1", "path=a,b,c"),
        Over("a sweep with a gap", "run.seed=1,,2", "1:12", "a value is empty"),
        Over("a sweep of an unknown key", "run.sed=1,2", "1:1", "unknown key 'sed'", "did you mean 'seed'?"),
        Over("a sweep of the wrong type", "run.seed=1,x", "1:12", "'seed'", "'x'", "(point 1: run.seed=x)"),
        Over("a sweep out of range", "run.maxRounds=5,0,-1", "1:17", "'maxRounds'", "'0'", "(point 1: run.maxRounds=0)"),
        Over("a sweep over a mechanism that there is not", "channels.solvency={mechanism: furfine},{mechanism: frufine}", "1:52", "unknown mechanism 'frufine'", "did you mean 'furfine'?"),
        Over("a sweep over an institution that there is not", "shocks.0.target={id: B1},{id: B9}", "1:26", "unknown institution 'B9'"),
        Over("a sweep over a network that there is not", "network.files.exposures=exposures.csv,exposure.csv", "", "exposure.csv:1:1: no such file"),
        Over("a sweep over a shock that there is not", "shocks.1.kind=default,credit", "1:1", "list of 1"),
        Over("a range without an end", "run.seed=1:9:3", "1:10", "does not reach 9"),
        Over("a sweep that is no YAML", "run={ seed: 7", "1:5", "not valid YAML"),
        Over("more points than there may be", "run.seed=1:2000000:1", "1:10", "1,000,000"),
    ];

    private static IEnumerable<BadCase> Samples() =>
    [
        Sample("samples of an unknown key", "run.seed,§run.sed\n1,2\n", "unknown key 'sed'", "did you mean 'seed'?"),
        Sample("a sample of the wrong type", "run.seed,run.maxRounds\n1,2\n2,§x\n", "'maxRounds'", "'x'", "(point 1: run.seed=2, run.maxRounds=x)"),
        Sample("a sample that is no YAML", "run.seed,shocks.0.target\n1,all\n2,§[\n", "not valid YAML"),
        Sample("an empty field of a sample", "run.seed,run.maxRounds\n1,2\n2,§\n", "a value is empty"),
        Sample("a sample that is too short", "run.seed,run.maxRounds\n1,2\n§2\n", "1 fields", "expected 2"),
        Sample("the same column twice", "run.seed,§run.seed\n1,2\n", "'run.seed' is there twice"),
        Sample("no samples", "§run.seed\n", "no samples"),
        Sample("an empty file of samples", "§", "the file is empty"),
        new BadCase("a file of samples that is not there", ["no such file", "did you mean 'samples.csv'?"])
        {
            Files = [("samples.csv", "run.seed\n1\n")], Arguments = ["sweep", "scenario.yaml", "--samples", "sample.csv"], Place = "sample.csv:1:1:",
        },
        new BadCase("samples of what is swept already", ["'run.seed' is swept twice"])
        {
            Files = [("samples.csv", "run.seed\n1\n")], Arguments = ["sweep", "scenario.yaml", "--samples", "samples.csv", "--over", "run.seed=1,2"], Place = "--over run.seed=1,2:1:1:",
        },
    ];

    private static IEnumerable<BadCase> Folders() =>
    [
        Folder("a resumption of no sweep", ["--resume"], "--resume:1:1:", "--out DIR", "sweep"),
        Folder("a foreign folder for a sweep", ["--out", "mine"], "mine:1:1:", "not empty") with { Prepare = folder => folder.Write("mine/thesis.txt", "Do not touch.") },
        Folder("a folder of a run for a sweep", ["--out", "mine"], "mine:1:1:", "not empty") with { Prepare = folder => Command.Run(folder.Path, "run", "scenario.yaml", "--out", "mine").Expect(0) },
        Folder("a folder that holds a sweep", ["--out", "done"], "done:1:1:", "holds a sweep already", "completed", "--resume") with { Prepare = Done },
        Folder("a resumption of another sweep", ["--out", "done", "--set", "run.maxRounds=9", "--resume"], "done:1:1:", "another scenario") with { Prepare = Done },
    ];

    private static BadCase Over(string name, string over, string place, params string[] words) =>
        new(name, words) { Arguments = ["sweep", "scenario.yaml", "--over", over], Place = place.Length == 0 ? "" : $"--over {over}:{place}:" };

    private static BadCase Sample(string name, string samples, params string[] words) =>
        new(name, words) { Files = [("samples.csv", samples)], Arguments = ["sweep", "scenario.yaml", "--samples", "samples.csv"] };

    private static BadCase Folder(string name, string[] options, string place, params string[] words) =>
        new(name, words) { Arguments = ["sweep", "scenario.yaml", "--over", "run.seed=1,2", .. options], Place = place };

    private static void Done(TestFolder folder) => Command.Run(folder.Path, "sweep", "scenario.yaml", "--over", "run.seed=1,2", "--out", "done").Expect(0);
}
