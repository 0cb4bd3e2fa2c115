using System.Text;
using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>Files that are no plain YAML, and paths that lead elsewhere.</summary>
internal static class BadYaml
{
    public static IReadOnlyList<BadCase> All { get; } = [.. Refused(), .. Broken(), .. Bytes(), .. Paths(), .. Links()];

    private static IEnumerable<BadCase> Refused() =>
    [
        BadCase.Line("an anchor", 1, "name: §&title Small", "anchor '&title'"),
        BadCase.Line("an alias", 7, "run: §*settings", "alias '*settings'"),
        // Nine lists of nine, each entry an alias of the list before: a billion strings when written out.
        BadCase.Scenario("a billion laughs", $"a: §&a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n{Laughs()}name: *i\n", "anchor '&a'"),
        BadCase.Line("a merge key", 7, "run: { <<: §*base }", "alias '*base'"),
        BadCase.Line("a tag of Python", 1, "name: §!!python/object/apply:os.system [ls]", "tag"),
        BadCase.Line("a tag of one's own", 1, "name: §!secret Small", "tag '!secret'"),
        BadCase.Line("brackets nested a hundred deep", 1, $"name: {new string('[', 100)}{new string(']', 100)}", "nested more than 32 levels") with { Place = "scenario.yaml:1:" },
        BadCase.Line("brackets nested 200 000 deep", 1, $"name: {new string('[', 200_000)}", "nested") with { Place = "scenario.yaml:1:" },
        BadCase.Line("mappings nested 100 000 deep", 1, $"name: {string.Concat(Enumerable.Repeat("{a: ", 100_000))}", "nested") with { Place = "scenario.yaml:1:" },
        BadCase.Line("a list for a key", 7, "§? [run]\n: { seed: 7 }", "key") with { Place = "scenario.yaml:" },
        BadCase.Scenario("two documents", TestFolder.Scenario + "§---\n" + TestFolder.Scenario, "second YAML document"),
    ];

    private static IEnumerable<BadCase> Broken() =>
    [
        BadCase.Line("a tab for an indentation", 6, "§\tsolvency: { mechanism: furfine }", "not valid YAML") with { Place = "scenario.yaml:" },
        BadCase.Line("a bracket left open", 7, "run: { seed: 7", "not valid YAML") with { Place = "scenario.yaml:" },
        BadCase.Line("a colon inside a plain word", 1, "name: Small: and beautiful", "not valid YAML") with { Place = "scenario.yaml:1:" },
        BadCase.Line("an unknown directive", 1, "%YAML 9.9\n---\nname: Small", "not valid YAML") with { Place = "scenario.yaml:" },
    ];

    private static IEnumerable<BadCase> Bytes() =>
    [
        BadCase.Folder("an empty scenario", folder => folder.Write("scenario.yaml", ""), "scenario.yaml:1:1:", "empty"),
        BadCase.Folder("a scenario in UTF-16", folder => File.WriteAllText(folder.At("scenario.yaml"), TestFolder.Scenario, Encoding.Unicode), "scenario.yaml:1:1:", "UTF-16", "expected UTF-8"),
        BadCase.Folder("a scenario in UTF-16 without a byte order mark", folder => folder.Write("scenario.yaml", Encoding.Unicode.GetBytes(TestFolder.Scenario)), "scenario.yaml:1:2:", "zero byte", "UTF-16"),
        BadCase.Folder("a scenario in Latin-1", folder => folder.Write("scenario.yaml", Encoding.Latin1.GetBytes(BadCase.WithLine(1, "name: Größe"))), "scenario.yaml:1:9:", "not UTF-8"),
        BadCase.Folder("a zero byte in a scenario", folder => folder.Write("scenario.yaml", BadCase.WithLine(7, "run: { seed: \0 }")), "scenario.yaml:7:14:", "zero byte"),
        BadCase.Folder("a scenario of 5 MiB", folder => folder.Write("scenario.yaml", TestFolder.Scenario + new string('#', 5 << 20)), "scenario.yaml:1:1:", "larger than 4 MiB"),
        BadCase.Folder("a folder for a scenario", folder => { File.Delete(folder.At("scenario.yaml")); Directory.CreateDirectory(folder.At("scenario.yaml")); }, "scenario.yaml:1:1:", "is a folder", "expected a file"),
        BadCase.Folder("a mistyped name of the scenario", folder => File.Move(folder.At("scenario.yaml"), folder.At("scenaro.yaml")), "scenario.yaml:1:1:", "no such file", "did you mean 'scenaro.yaml'?"),
    ];

    private static IEnumerable<BadCase> Paths() =>
    [
        Named("an absolute path", "/etc/passwd"),
        Named("a path to the folder above", "../institutions.csv"),
        Named("a path that comes back", "sub/../../institutions.csv"),
        BadCase.Line("a path with a zero character", 2, "network: { files: { institutions: §\"insti\\0tutions.csv\", exposures: exposures.csv } }", "control character"),
        BadCase.Line("a path in a folder that is not there", 2, "network: { files: { institutions: data/institutions.csv, exposures: exposures.csv } }", "no such file", "'data'") with { Place = "data/institutions.csv:1:1:" },
        BadCase.Line("the folder itself for a file", 2, "network: { files: { institutions: ., exposures: exposures.csv } }") with { Place = "" },
        BadCase.Line("a web address", 2, "network: { files: { institutions: \"https://example.org/i.csv\", exposures: exposures.csv } }", "no such file") with { Place = "https://example.org/i.csv:1:1:" },
    ];

    private static IEnumerable<BadCase> Links() =>
    [
        Linked("a link that leaves the folder", folder => Link(folder, "institutions.csv", "/etc/passwd"), "institutions.csv"),
        Linked("a link to a folder elsewhere", folder => LinkFolder(folder, "sub", "/etc"), "sub/passwd"),
        Linked("a link to a link that leaves the folder", folder => { Link(folder, "one", "/etc/passwd"); Link(folder, "institutions.csv", "one"); }, "institutions.csv"),
        Linked("a link through another link that leaves the folder", folder => { LinkFolder(folder, "elsewhere", "/etc"); Link(folder, "institutions.csv", "elsewhere/passwd"); }, "institutions.csv"),
        BadCase.Folder("a link to itself", folder => Link(folder, "institutions.csv", "institutions.csv"), ""),
        BadCase.Folder("a link to nothing", folder => Link(folder, "institutions.csv", "nothing.csv"), "institutions.csv:1:1:", "no such file"),
        BadCase.Folder("a named pipe that nobody writes to", folder => { File.Delete(folder.At("exposures.csv")); Pipe(folder.At("exposures.csv")); }, "exposures.csv:1:1:"),
    ];

    private static BadCase Named(string name, string path) =>
        BadCase.Line(name, 2, $"network: {{ files: {{ institutions: §{path}, exposures: exposures.csv }} }}", "leaves the folder of the scenario");

    private static BadCase Linked(string name, Action<TestFolder> link, string path) => Named(name, path) with { Prepare = link };

    private static void Link(TestFolder folder, string name, string target)
    {
        File.Delete(folder.At(name));
        File.CreateSymbolicLink(folder.At(name), target);
    }

    private static void LinkFolder(TestFolder folder, string name, string target) => Directory.CreateSymbolicLink(folder.At(name), target);

    private static void Pipe(string path)
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", path);
        made.WaitForExit();
    }

    private static string Laughs() => string.Concat("bcdefghi".Select(letter =>
        $"{letter}: &{letter} [{string.Join(", ", Enumerable.Repeat($"*{(char)(letter - 1)}", 9))}]\n"));
}
