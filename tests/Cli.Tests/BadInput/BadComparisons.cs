using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with a comparison.</summary>
internal static class BadComparisons
{
    private const string Joint = "name: Small\nnetwork: { files: { institutions: institutions.csv, exposures: exposures.csv } }\nshocks: []\nchannels: { solvency: { mechanism: joint } }\n";

    public static IReadOnlyList<BadCase> All { get; } = [.. Sets(), .. Files(), .. Folders()];

    private static IEnumerable<BadCase> Sets() =>
    [
        new BadCase("nothing to compare", ["no 'policySets'", "second scenario file"]) { Arguments = ["compare", "scenario.yaml"], Place = "scenario.yaml:1:1:" },
        Set("two policy sets of one name", "policySets: [ { name: A }, { name: §A } ]", "two policy sets are called 'A'"),
        Set("a policy set of the base's name", "policySets: [ { name: §base } ]", "'base'", "expected another name"),
        Set("a policy set without a name", "policySets: [ §{ policies: {} } ]", "has no 'name'"),
        Set("policy sets that are no list", "policySets: §{ name: A }", "'policySets'", "expected a list"),
        Set("an unknown policy in a set", "policySets: [ { name: A, policies: { §gatte: {} } } ]", "unknown key 'gatte'", "did you mean 'gate'?"),
        Set("a policy for an institution that there is not", "policySets: [ { name: A, policies: { gate: { among: §{ id: B9 } } } } ]", "unknown institution 'B9'"),
        Set("a policy for a random institution", "policySets: [ { name: A, policies: { gate: { among: §{ random: 1 } } } } ]", "the same institutions throughout"),
        new BadCase("policy sets without periods", ["'policySets' needs the mechanism joint"])
        {
            Files = [("scenario.yaml", TestFolder.Scenario + "policySets: §[ { name: A } ]\n")], Arguments = ["compare", "scenario.yaml"],
        },
        new BadCase("attribution without periods", ["'attribution' needs the mechanism joint"])
        {
            Files = [("scenario.yaml", BadCase.WithLine(7, "run: { attribution: §shapley }"))],
        },
        new BadCase("an unknown attribution", ["unknown attribution 'shapely'", "did you mean 'shapley'?"]) { Files = [("scenario.yaml", Joint + "run: { attribution: §shapely }\n")] },
    ];

    private static IEnumerable<BadCase> Files() =>
    [
        Pair("a second file that is not there", ["compare", "scenario.yaml", "other.yml"], "other.yml:1:1:", "", "no such file"),
        Pair("alternatives of one name", ["compare", "scenario.yaml", "other.yaml"], "other.yaml:1:1:", "", "called 'Small', as scenario.yaml is"),
        Pair("alternatives of other seeds", ["compare", "scenario.yaml", "other.yaml"], "other.yaml:1:1:", "name=Other run.seed=8", "'run.seed' is 8, that of scenario.yaml is 7"),
        Pair("alternatives of other numbers of replications", ["compare", "scenario.yaml", "other.yaml"], "other.yaml:1:1:", "name=Other run.replications=3", "it has 3 replications, scenario.yaml has 1"),
        Pair("alternatives that take others in turn", ["compare", "scenario.yaml", "other.yaml", "--set", "shocks.0.target={each: {kind: bank}}"], "other.yaml:1:1:", "name=Other institutions=other.csv", "'each' takes other institutions in turn"),
        Pair("alternatives that compute other replications", ["compare", "scenario.yaml", "other.yaml", "--set", "run.replications=3"], "other.yaml:1:1:", "name=Other run.replication=2", "it has 1 replication, scenario.yaml has 3"),
        Pair("policy sets in one file of several", ["compare", "scenario.yaml", "other.yaml"], "other.yaml:1:1:", "name=Other sets", "'policySets'", "compare the file alone"),
        Pair("an override that is wrong for every file", ["compare", "scenario.yaml", "other.yaml", "--set", "run.sed=7"], "--set run.sed=7:1:1:", "name=Other", "unknown key 'sed'"),
    ];

    private static IEnumerable<BadCase> Folders() =>
    [
        Folder("a resumption of no comparison", ["--resume"], "--resume:1:1:", "--out DIR", "comparison"),
        Folder("a foreign folder for a comparison", ["--out", "mine"], "mine:1:1:", "not empty") with { Prepare = folder => Two(folder).Write("mine/thesis.txt", "Do not touch.") },
        Folder("a folder of a run for a comparison", ["--out", "mine"], "mine:1:1:", "not empty") with { Prepare = folder => Command.Run(Two(folder).Path, "run", "scenario.yaml", "--out", "mine").Expect(0) },
        Folder("a folder that holds a comparison", ["--out", "done"], "done:1:1:", "holds a comparison already", "completed", "--resume") with { Prepare = Done },
        Folder("a resumption of another comparison", ["--out", "done", "--set", "run.maxRounds=9", "--resume"], "done:1:1:", "another scenario") with { Prepare = Done },
    ];

    private static BadCase Set(string name, string sets, params string[] words) =>
        new(name, words) { Files = [("scenario.yaml", $"{Joint}{sets}\n")], Arguments = ["compare", "scenario.yaml"] };

    private static BadCase Pair(string name, string[] arguments, string place, string change, params string[] words)
    {
        var other = TestFolder.Scenario;
        foreach (var one in change.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            other = one switch
            {
                "sets" => "name: Other\nnetwork: { files: { institutions: institutions.csv, exposures: exposures.csv } }\nchannels: { solvency: { mechanism: joint } }\npolicySets: [ { name: A } ]\nrun: { seed: 7 }\n",
                "name=Other" => other.Replace("name: Small", "name: Other", StringComparison.Ordinal),
                "run.seed=8" => other.Replace("seed: 7", "seed: 8", StringComparison.Ordinal),
                "institutions=other.csv" => other.Replace("institutions.csv", "other.csv", StringComparison.Ordinal),
                "run.replication=2" => other.Replace("seed: 7", "seed: 7, replication: 2", StringComparison.Ordinal),
                _ => other.Replace("seed: 7", "seed: 7, replications: 3", StringComparison.Ordinal),
            };
        }

        // The same banks in another order, for those who read it.
        var institutions = "id,kind,group,external_assets,equity\nB2,bank,north,100,10\nB1,bank,north,100,10\nB3,bank,south,100,10\nP1,platform,,50,5\n";
        return new BadCase(name, words) { Files = [("other.yaml", other), ("other.csv", institutions)], Arguments = arguments, Place = place };
    }

    private static BadCase Folder(string name, string[] options, string place, params string[] words) =>
        new(name, words) { Arguments = ["compare", "scenario.yaml", "two.yaml", .. options], Place = place, Prepare = folder => Two(folder) };

    private static TestFolder Two(TestFolder folder) => folder.Write("two.yaml", TestFolder.Scenario.Replace("Small", "Two", StringComparison.Ordinal));

    private static void Done(TestFolder folder) => Command.Run(Two(folder).Path, "compare", "scenario.yaml", "two.yaml", "--out", "done").Expect(0);
}
