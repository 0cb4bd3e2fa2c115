using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>One bad input: a right scenario with something changed, and what the command has to say about it.</summary>
/// <remarks>The place of the fault is marked § in the text of the file; the mark is taken out before the file is written.</remarks>
internal sealed record BadCase(string Name, string[] Words)
{
    private const char Mark = '§';

    /// <summary>Files that replace those of the right scenario.</summary>
    public (string Name, string Text)[] Files { get; init; } = [];

    /// <summary>What else is done to the folder.</summary>
    public Action<TestFolder>? Prepare { get; init; }

    /// <summary>The command line.</summary>
    public string[] Arguments { get; init; } = ["run", "scenario.yaml"];

    /// <summary>The place that has to be told; null for the one marked in the files.</summary>
    public string? Place { get; init; }

    /// <summary>A wrong institutions.csv.</summary>
    public static BadCase Institutions(string name, string text, params string[] words) => new(name, words) { Files = [("institutions.csv", text)] };

    /// <summary>An institutions.csv with these columns whose only wrong row is the third line.</summary>
    public static BadCase Institution(string name, string columns, string row, params string[] words) =>
        Institutions(name, $"id,kind,{columns}\nB2,bank{new string(',', columns.Count(letter => letter == ',') + 1)}\n{row}\nB3,bank{new string(',', columns.Count(letter => letter == ',') + 1)}\nP1,platform{new string(',', columns.Count(letter => letter == ',') + 1)}\n", words);

    /// <summary>A wrong exposures.csv.</summary>
    public static BadCase Exposures(string name, string text, params string[] words) => new(name, words) { Files = [("exposures.csv", text)] };

    /// <summary>A wrong holdings.csv.</summary>
    public static BadCase Holdings(string name, string text, params string[] words) => new(name, words)
    {
        Files = [("holdings.csv", text), ("scenario.yaml", TestFolder.Scenario.Replace("exposures: exposures.csv", "exposures: exposures.csv, holdings: holdings.csv", StringComparison.Ordinal))],
    };

    /// <summary>A wrong payments.csv.</summary>
    public static BadCase Payments(string name, string text, params string[] words) => new(name, words)
    {
        Files = [("payments.csv", text), ("scenario.yaml", TestFolder.Scenario.Replace("exposures: exposures.csv", "exposures: exposures.csv, payments: payments.csv", StringComparison.Ordinal))],
    };

    /// <summary>A wrong scenario.</summary>
    public static BadCase Scenario(string name, string text, params string[] words) => new(name, words) { Files = [("scenario.yaml", text)] };

    /// <summary>The right scenario with one line changed, counted from 1.</summary>
    public static BadCase Line(string name, int line, string text, params string[] words) => Scenario(name, WithLine(line, text), words);

    /// <summary>The right scenario with another shock.</summary>
    public static BadCase Shock(string name, string shock, params string[] words) => Line(name, 4, $"  - {shock}", words);

    /// <summary>The right scenario with another target.</summary>
    public static BadCase Target(string name, string target, params string[] words) => Line(name, 4, $"  - {{ kind: default, target: {target} }}", words);

    /// <summary>The right scenario with another mechanism.</summary>
    public static BadCase Solvency(string name, string mechanism, params string[] words) => Line(name, 6, $"  solvency: {mechanism}", words);

    /// <summary>The right scenario with other run settings.</summary>
    public static BadCase Run(string name, string settings, params string[] words) => Line(name, 7, $"run: {settings}", words);

    /// <summary>The right scenario after a change to its folder.</summary>
    public static BadCase Folder(string name, Action<TestFolder> prepare, string place, params string[] words) => new(name, words) { Prepare = prepare, Place = place };

    /// <summary>The right scenario with further arguments.</summary>
    public static BadCase Options(string name, string[] options, string place, params string[] words) => new(name, words) { Arguments = ["run", "scenario.yaml", .. options], Place = place };

    /// <summary>Another command line altogether.</summary>
    public static BadCase CommandLine(string name, string[] arguments, params string[] words) => new(name, words) { Arguments = arguments, Place = "contagion:" };

    /// <summary>The right scenario with one line changed, counted from 1.</summary>
    public static string WithLine(int line, string text)
    {
        var lines = TestFolder.Scenario.Split('\n');
        lines[line - 1] = text;
        return string.Join('\n', lines);
    }

    /// <summary>Writes the files and returns the place that the command has to tell.</summary>
    public string Arrange(TestFolder folder)
    {
        var place = Place;
        foreach (var (name, text) in Files)
        {
            var mark = text.IndexOf(Mark, StringComparison.Ordinal);
            if (mark >= 0)
            {
                var before = text[..mark];
                // A byte order mark is no character of the first line.
                place ??= $"{name}:{before.Count(letter => letter == '\n') + 1}:{before.TrimStart('\uFEFF').Length - (before.TrimStart('\uFEFF').LastIndexOf('\n') + 1) + 1}:";
            }

            folder.Write(name, text.Replace($"{Mark}", "", StringComparison.Ordinal));
        }

        Prepare?.Invoke(folder);
        return place ?? throw new InvalidOperationException($"'{Name}' marks no place");
    }
}
