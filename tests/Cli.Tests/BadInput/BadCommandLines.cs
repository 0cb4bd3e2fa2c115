using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with a command line.</summary>
internal static class BadCommandLines
{
    public static IReadOnlyList<BadCase> All { get; } = [.. Sets(), .. Numbers(), .. Folders(), .. Commands()];

    private static IEnumerable<BadCase> Sets() =>
    [
        Set("an override without a value", "run.seed", "1:1", "path=value"),
        Set("an override without a path", "=7", "1:1", "path=value"),
        Set("an override of an unknown key", "run.sed=7", "1:1", "unknown key 'sed'", "did you mean 'seed'?"),
        Set("an override of the wrong type", "run.seed=x", "1:10", "'seed'", "'x'"),
        Set("an override out of range", "run.maxRounds=0", "1:15", "'maxRounds'", "'0'"),
        Set("an override with nothing", "run.seed=", "1:10", "'seed'", "empty"),
        Set("an override of a shock that there is not", "shocks.5.fraction=1", "1:1", "list of 1", "'5'"),
        Set("an override of a shock by name", "shocks.first.fraction=1", "1:1", "list of 1", "'first'"),
        Set("an override below a single value", "name.first=x", "1:1", "'name'", "'first'"),
        Set("an override that is no YAML", "run={ seed: 7", "1:5", "not valid YAML"),
        Set("an override of a mechanism that there is not", "channels.solvency={mechanism: frufine}", "1:", "unknown mechanism 'frufine'", "did you mean 'furfine'?"),
        Set("an override by an alias", "run.seed=*x", "1:10", "alias"),
        Set("an override of a shock by a number", "shocks.0=3", "1:10", "'3'", "expected a mapping"),
        Set("an override with an empty step", "run..seed=3", "1:1", "''"),
    ];

    private static IEnumerable<BadCase> Numbers() =>
    [
        Option("no threads", "--threads", "0"),
        Option("a negative number of threads", "--threads", "-1"),
        Option("more threads than can be counted", "--threads", "99999999999"),
        Option("a negative seed", "--seed", "-1"),
        Option("a seed in a word", "--seed", "x"),
        Option("no replications", "--replications", "0"),
        Option("a negative number of replications", "--replications", "-2"),
        BadCase.Options("too many replications", ["--replications", "100000000"], "--set run.replications=100000000:1:18:", "'replications'", "10000000"),
        BadCase.Options("replications where each says how many", ["--set", "shocks.0.target={each: all}", "--replications", "3"], "", "'replications'", "'each'"),
    ];

    private static IEnumerable<BadCase> Folders() =>
    [
        BadCase.Options("a resumption of nothing", ["--resume"], "--resume:1:1:", "--out DIR"),
        BadCase.Options("a file for an output folder", ["--out", "scenario.yaml"], "scenario.yaml:1:1:", "is a file", "expected a folder"),
        BadCase.Options("a foreign folder for output", ["--out", "mine"], "mine:1:1:", "not empty") with { Prepare = folder => folder.Write("mine/thesis.txt", "Do not touch.") },
        BadCase.Options("a resumption in a foreign folder", ["--out", "mine", "--resume"], "mine:1:1:", "holds no run") with { Prepare = folder => folder.Write("mine/thesis.txt", "Do not touch.") },
        BadCase.Options("a foreign run.json for output", ["--out", "mine"], "mine:1:1:", "not empty") with { Prepare = folder => folder.Write("mine/run.json", "{ \"speed\": 7 }") },
        BadCase.Options("a run.json that is no JSON", ["--out", "mine"], "mine:1:1:", "not empty") with { Prepare = folder => folder.Write("mine/run.json", "run") },
        BadCase.Options("a folder that holds a run", ["--out", "done"], "done:1:1:", "holds a run already", "completed", "--resume") with { Prepare = Done },
        BadCase.Options("a resumption of another scenario", ["--out", "done", "--seed", "8", "--resume"], "done:1:1:", "another scenario") with { Prepare = Done },
        BadCase.Options("the scenario's own folder for output", ["--out", "."], ".:1:1:", "not empty"),
        BadCase.Options("no name for an output folder", ["--out", ""], "", "--out"),
    ];

    private static IEnumerable<BadCase> Commands() =>
    [
        BadCase.CommandLine("an unknown command", ["rnu", "scenario.yaml"], "rnu", "run"),
        BadCase.CommandLine("an unknown option", ["run", "scenario.yaml", "--jsn"], "--jsn"),
        BadCase.CommandLine("an option without a value", ["run", "scenario.yaml", "--out"], "--out"),
        BadCase.CommandLine("no scenario", ["run"], "SCENARIO.yaml"),
        BadCase.CommandLine("two scenarios", ["run", "scenario.yaml", "scenario.yaml"], "scenario.yaml"),
        BadCase.CommandLine("nothing to validate", ["validate"], "SCENARIO.yaml"),
        BadCase.CommandLine("a schema of something", ["schema", "scenario.yaml"], "scenario.yaml"),
        BadCase.CommandLine("an option given twice", ["run", "scenario.yaml", "--seed", "1", "--seed", "2"], "--seed"),
        new BadCase("a scenario that is not there", ["no such file"]) { Arguments = ["run", "elsewhere/x.yaml"], Place = "elsewhere/x.yaml:1:1:" },
        new BadCase("a scenario that is not there to validate", ["no such file", "did you mean 'scenario.yaml'?"]) { Arguments = ["validate", "scenaro.yaml"], Place = "scenaro.yaml:1:1:" },
        new BadCase("a device for a scenario", []) { Arguments = ["run", "/dev/null"], Place = "/dev/null:1:1:" },
        new BadCase("no name for the scenario", []) { Arguments = ["run", ""], Place = "" },
    ];

    private static BadCase Set(string name, string setting, string place, params string[] words) =>
        BadCase.Options(name, ["--set", setting], $"--set {setting}:{place}", words);

    private static BadCase Option(string name, string option, string value) => BadCase.CommandLine($"{name} ({option})", ["run", "scenario.yaml", option, value], option, $"'{value}'");

    private static void Done(TestFolder folder) => Command.Run(folder.Path, "run", "scenario.yaml", "--out", "done").Expect(0);
}
