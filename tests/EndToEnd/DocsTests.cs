using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Contagion.Analysis;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>What the README and the pages of docs/ show is what the program does, and what the program has is on a page.</summary>
/// <remarks>
/// A block of <c>csv</c> or <c>yaml</c> becomes the file that the line before it names (<c>`scenario.yaml`:</c>). A block of <c>sh</c> is run
/// line by line in a folder that holds those files and scenarios/; <c># exit code 2</c> at the end of a line says how it ends. A block of
/// <c>text</c> is what the commands before it print: line by line, <c>...</c> standing for any lines. Blocks of no language are not run.
/// </remarks>
public sealed partial class DocsTests
{
    public static TheoryData<string> Pages => [.. PagesIn("README.md", "docs")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_shows_is_what_the_program_does(string page)
    {
        using var folder = new TestFolder();
        CopyScenarios(folder);
        var printed = "";
        foreach (var block in Blocks(page))
        {
            switch (block.Language)
            {
                case "csv" or "yaml":
                    Assert.True(block.File is not null, $"{page}:{block.Line}: name the file on the line before the block, as `scenario.yaml`:");
                    folder.Write(block.File!, string.Join('\n', block.Lines) + "\n");
                    break;
                case "sh":
                    printed = string.Concat(block.Lines.Where(IsRun).Select(line => Run(folder, page, block, line)));
                    break;
                case "text":
                    AssertPrinted(page, block, printed);
                    break;
                default:
                    Assert.True(block.Language.Length == 0, $"{page}:{block.Line}: a block of '{block.Language}'; expected csv, yaml, sh, text or none");
                    break;
            }
        }
    }

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var broken =
            from page in PagesIn("README.md", "CHANGELOG.md", "docs", "scenarios")
            from Match link in Link().Matches(WithoutBlocks(Text(page)))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(page, target)
            select $"{page}: {target}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_file_of_the_repository_that_a_page_names_is_there()
    {
        var missing =
            from page in PagesIn("README.md", "docs", "scenarios")
            from Match file in SourceFile().Matches(Text(page))
            // What a build makes is there where it was built.
            where !file.Value.Contains("/bin/", StringComparison.Ordinal) && !File.Exists(Path.Combine(Folders.Root, file.Value))
            select $"{page}: {file.Value}";

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("institutions.csv", "id,kind,?\nB1,bank,1\n", "external_assets")]
    [InlineData("exposures.csv", "creditor,debtor,amount,?\nB1,B2,1,1\n", "seniority")]
    [InlineData("marginals.csv", "id,kind,network_assets,network_liabilities,?\nB1,bank,1,1,1\n", "network_assets", "network={ reconstruct: { marginals: marginals.csv, method: minimum-density } }")]
    [InlineData("holdings.csv", "institution,asset,amount,?\nB1,B2,1,1\n", "asset")]
    [InlineData("payments.csv", "id,payer,payee,amount,?\n1,B1,B2,1,1\n", "payee")]
    public void Every_column_of_the_input_is_described(string file, string text, string column, string network = "network.files.holdings=holdings.csv")
    {
        using var folder = TestFolder.Small().Write("holdings.csv", "institution,asset,amount\n").Write("payments.csv", "id,payer,payee,amount\n").Write(file, text);

        // What the program expects where it meets a column that it does not know.
        var told = Command.Run(folder.Path, "validate", "scenario.yaml", "--set", "network.files.payments=payments.csv", "--set", network).Expect(2).Error;

        var known = ExpectedColumns().Match(told).Groups[1].Value.Split(", ");
        Assert.Contains(column, known);
        AssertDescribed(known, "docs/files.md");
    }

    [Theory]
    [InlineData("channels.solvency={mechanism: eisenberg-noe}")]
    [InlineData("shocks.0.target={each: all}")]
    [InlineData("run.replications=3")]
    [InlineData("channels.solvency={mechanism: joint}")]
    public void Every_column_of_the_results_is_described(string setting)
    {
        using var folder = TestFolder.Small();

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "run", "--quiet", "--set", setting).Expect(0);

        foreach (var file in Directory.EnumerateFiles(folder.At("run"), "*.csv").Select(Path.GetFileName))
        {
            AssertDescribed(folder.Read("run", file!).Split('\n')[0].Split(','), "docs/results.md");
        }

        AssertDescribed(Keys(folder.Read("run", "summary.json")).Where(key => !char.IsAsciiDigit(key[0])), "docs/results.md");
        AssertDescribed(Keys(folder.Read("run", "run.json")), "docs/files.md");
        AssertDescribed(Directory.EnumerateFileSystemEntries(folder.At("run")).Select(entry => Path.GetFileName(entry)!), "docs/files.md");
    }

    [Fact]
    public void Every_column_of_a_sweep_is_described()
    {
        using var folder = TestFolder.Small().Write("samples.csv", "run.seed\n1\n2\n");

        Command.Run(folder.Path, "sweep", "scenario.yaml", "--samples", "samples.csv", "--out", "sweep", "--quiet").Expect(0);

        var header = folder.Read("sweep", "sweep.csv").Split('\n')[0].Split(',');
        AssertDescribed(Metric.Known.Select(metric => metric.Name), "docs/results.md");
        AssertDescribed(header.Where(column => !column.StartsWith("run.", StringComparison.Ordinal)).Select(Number).Distinct(), "docs/sweeps.md");
        AssertDescribed(Keys(folder.Read("sweep", "sweep.json")), "docs/sweeps.md");
        AssertDescribed(Directory.EnumerateFileSystemEntries(folder.At("sweep")).Select(entry => Path.GetFileName(entry)!), "docs/sweeps.md");
    }

    [Fact]
    public void Every_column_of_a_comparison_is_described()
    {
        using var folder = PolicyFolder.New();

        Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out", "--quiet", "--set", "run.attribution=shapley").Expect(0);

        AssertDescribed(folder.Read("out", "comparison.csv").Split('\n')[0].Split(','), "docs/compare.md");
        AssertDescribed(Keys(folder.Read("out", "compare.json")), "docs/compare.md");
        AssertDescribed(Keys(folder.Read("out", "comparison.json")), "docs/compare.md", "docs/results.md");
        AssertDescribed(Directory.EnumerateFiles(folder.At("out")).Select(entry => Path.GetFileName(entry)!), "docs/compare.md");
        AssertDescribed(folder.Read("out", "fund", "replications.csv").Split('\n')[0].Split(','), "docs/results.md");
        AssertDescribed(folder.Read("out", "fund", "attribution.csv").Split('\n')[0].Split(','), "docs/attribution.md");
        AssertDescribed(folder.Read("out", "fund", "attribution.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[0]), "docs/attribution.md");
        AssertDescribed(Directory.EnumerateFileSystemEntries(folder.At("out", "fund")).Select(entry => Path.GetFileName(entry)!), "docs/files.md");
    }

    [Theory]
    [InlineData("shocks.0.target={each: all}", "all")]
    [InlineData("shocks.0.target={random: 1}", "{ tail: { by: kind }, shapley: { by: group } }")]
    [InlineData("shocks.0.target={random: 1}", "{ tail: { by: group }, shapley: { by: kind } }")]
    public void Every_column_of_metrics_is_described(string target, string metrics)
    {
        using var folder = TestFolder.Small();
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "plain", "--quiet", "--set", target).Expect(0);
        string[] run = target.Contains("each", StringComparison.Ordinal) ? [] : ["--replications", "5"];

        Command.Run(folder.Path, ["run", "scenario.yaml", "--out", "run", "--quiet", "--set", target, "--set", $"metrics={metrics}", .. run]).Expect(0);

        var files = Directory.EnumerateFiles(folder.At("run")).Select(file => Path.GetFileName(file)!).Except(Directory.EnumerateFiles(folder.At("plain")).Select(file => Path.GetFileName(file)!)).ToArray();
        Assert.Contains("metrics.json", files);
        AssertDescribed(files, "docs/metrics.md");
        AssertDescribed(
            files.Where(file => file.EndsWith(".csv", StringComparison.Ordinal)).SelectMany(file => folder.Read("run", file).Split('\n')[0].Split(',')).Select(WithoutInterval), "docs/metrics.md");
        AssertDescribed(Keys(folder.Read("run", "metrics.json")).Select(WithoutInterval), "docs/metrics.md");
    }

    [Fact]
    public void The_page_of_metrics_has_every_key_with_its_default()
    {
        using var schema = Schema();
        foreach (var part in schema.RootElement.GetProperty("properties").GetProperty("metrics").GetProperty("oneOf")[2].GetProperty("properties").EnumerateObject())
        {
            AssertDefault("docs/metrics.md", part.Name, part.Value);
            foreach (var key in part.Value.GetProperty("properties").EnumerateObject())
            {
                AssertDefault("docs/metrics.md", $"{part.Name}.{key.Name}", key.Value);
            }
        }
    }

    [Fact]
    public void Every_word_of_the_scenario_file_is_described()
    {
        using var schema = Schema();

        AssertDescribed(Vocabulary(schema.RootElement).Distinct(), "docs/scenario.md", "docs/files.md", "docs/mechanisms", "docs/generated-networks.md", "docs/reconstruction.md", "docs/channels-and-policies.md", "docs/metrics.md");
    }

    [Theory]
    [InlineData("model")]
    [InlineData("rule")]
    public void The_page_of_generated_networks_has_every_parameter_with_its_default(string definition)
    {
        using var schema = Schema();
        foreach (var form in schema.RootElement.GetProperty("definitions").GetProperty(definition).GetProperty("allOf").EnumerateArray())
        {
            foreach (var parameter in form.GetProperty("then").GetProperty("properties").EnumerateObject().Where(property => property.Name != definition))
            {
                AssertDefault("docs/generated-networks.md", parameter.Name, parameter.Value);
            }
        }
    }

    [Fact]
    public void The_page_of_a_mechanism_has_its_parameters_with_their_defaults()
    {
        using var schema = Schema();
        foreach (var form in schema.RootElement.GetProperty("definitions").GetProperty("mechanism").GetProperty("allOf").EnumerateArray())
        {
            var properties = form.GetProperty("then").GetProperty("properties");
            var page = $"docs/mechanisms/{properties.GetProperty("mechanism").GetProperty("const").GetString()}.md";
            foreach (var parameter in properties.EnumerateObject().Where(property => property.Name != "mechanism"))
            {
                AssertDefault(page, parameter.Name, parameter.Value);
            }
        }

        foreach (var setting in schema.RootElement.GetProperty("properties").GetProperty("run").GetProperty("properties").EnumerateObject())
        {
            AssertDefault("docs/scenario.md", $"run.{setting.Name}", setting.Value);
        }
    }

    /// <summary>The ends of intervals are described once: <c>NAME_ci95_low</c>.</summary>
    private static string WithoutInterval(string column) => column.Replace("_ci95_low", "", StringComparison.Ordinal).Replace("_ci95_high", "", StringComparison.Ordinal);

    /// <summary>The numbers of every metric are described once: <c>METRIC_mean</c>.</summary>
    private static string Number(string column) => Metric.Known.Where(metric => column.StartsWith($"{metric.Name}_", StringComparison.Ordinal)).MaxBy(metric => metric.Name.Length) is { } metric
        ? $"METRIC{column[metric.Name.Length..]}"
        : column;

    /// <summary>A table row that begins with the key and has the default in it, where there is one.</summary>
    private static void AssertDefault(string page, string key, JsonElement schema)
    {
        var row = Text(page).Split('\n').FirstOrDefault(line => line.StartsWith($"| `{key}` |", StringComparison.Ordinal));
        Assert.True(row is not null, $"{page} has no table row that begins with | `{key}` |");
        var preset = schema.TryGetProperty("default", out var value) ? value.ToString() : "";
        Assert.True(row.Contains(preset, StringComparison.OrdinalIgnoreCase), $"{page}: the row of `{key}` does not have its default, {preset}");
    }

    /// <summary>Every word stands in backticks, alone or as a part of what does.</summary>
    private static void AssertDescribed(IEnumerable<string> words, params string[] pages)
    {
        var described = PagesIn(pages).SelectMany(page => CodeSpan().Matches(WithoutBlocks(Text(page))))
            .SelectMany(span => (string[])[span.Groups[1].Value, .. Separator().Split(span.Groups[1].Value)]).ToHashSet();
        Assert.Empty(words.Where(word => !described.Contains(word) && !described.Contains($"{word}/")).Select(word => $"`{word}` is not in {string.Join(", ", pages)}"));
    }

    private static void AssertPrinted(string page, Block block, string printed)
    {
        var lines = Lines(printed);
        var (at, isFree) = (0, true);
        foreach (var expected in Lines(string.Join('\n', block.Lines)))
        {
            if (expected.Trim() == "...")
            {
                isFree = true;
                continue;
            }

            var found = Array.FindIndex(lines, Math.Min(at, lines.Length), line => IsSame(expected, line));
            Assert.True(
                found >= 0 && (isFree || found == at),
                $"{page}:{block.Line}: expected the line\n{expected}\n{(found < 0 ? "somewhere" : "next")} in\n{printed}");
            (at, isFree) = (found + 1, false);
        }
    }

    /// <summary>Whether two lines agree, decimals but for last digits, which another version may give otherwise (docs/reproducibility.md).</summary>
    private static bool IsSame(string expected, string line) =>
        Decimal().Replace(expected, "#") == Decimal().Replace(line, "#") && Decimals(expected).Zip(Decimals(line)).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.First)));

    private static IEnumerable<double> Decimals(string line) => Decimal().Matches(line).Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture));

    /// <summary>Lines to compare: without what differs from run to run, blanks at the end, and empty lines.</summary>
    private static string[] Lines(string text) =>
    [
        .. RunFolder().Replace(EngineTime().Replace(text, "engine # ms"), "-TIME-HASH").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0),
    ];

    /// <summary>Running all tests is itself shown on a page.</summary>
    private static bool IsRun(string line) => line.Length > 0 && !line.StartsWith("./test", StringComparison.Ordinal);

    private static string Run(TestFolder folder, string page, Block block, string line)
    {
        var code = ExitCode().Match(line) is { Success: true } said ? int.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        var result = Command.Shell(folder.Path, $"export CONTAGION_COMMAND=./contagion\n{{ {line.Replace("./contagion", "$CONTAGION", StringComparison.Ordinal)}\n}} 2>&1");
        Assert.True(result.ExitCode == code, $"{page}:{block.Line}: expected exit code {code} of\n{line}\ngot {result}");
        return result.Out;
    }

    private static void CopyScenarios(TestFolder folder)
    {
        var root = Path.Combine(Folders.Root, "scenarios");
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            folder.Write(Path.Combine("scenarios", Path.GetRelativePath(root, file)), File.ReadAllText(file));
        }
    }

    private static JsonDocument Schema() => JsonDocument.Parse(Command.Run(Folders.Root, "schema").Expect(0).Out);

    /// <summary>Keys and words of a JSON Schema.</summary>
    private static IEnumerable<string> Vocabulary(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(entry => entry.Name switch
        {
            "properties" => entry.Value.EnumerateObject().SelectMany(property => Vocabulary(property.Value).Prepend(property.Name)),
            "enum" => entry.Value.EnumerateArray().Select(word => word.ToString()),
            "const" => [entry.Value.ToString()],
            _ => Vocabulary(entry.Value),
        }),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Vocabulary),
        _ => [],
    };

    private static IEnumerable<string> Keys(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Keys(document.RootElement).Distinct().ToArray();
    }

    private static IEnumerable<string> Keys(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? json.EnumerateObject().SelectMany(entry => Keys(entry.Value).Prepend(entry.Name))
        : [];

    private static bool LeadsSomewhere(string page, string link)
    {
        var (file, heading) = link.Split('#') is [var before, var after] ? (before, after) : (link, "");
        var target = file.Length == 0 ? page : Path.GetRelativePath(Folders.Root, Path.GetFullPath(Path.Combine(Folders.Root, Path.GetDirectoryName(page)!, file)));
        var path = Path.Combine(Folders.Root, target);
        return heading.Length == 0
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && Heading().Matches(WithoutBlocks(Text(target))).Any(title => Slug(title.Groups[1].Value) == heading);
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string Slug(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    private static IEnumerable<string> PagesIn(params string[] places) => places
        .SelectMany(place => Path.Combine(Folders.Root, place) is var path && Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.md", SearchOption.AllDirectories) : [path])
        .Select(path => Path.GetRelativePath(Folders.Root, path)).Order(StringComparer.Ordinal);

    private static string Text(string page) => File.ReadAllText(Path.Combine(Folders.Root, page));

    private static string WithoutBlocks(string text) => AnyBlock().Replace(text, "");

    private static IEnumerable<Block> Blocks(string page)
    {
        var lines = Text(page).Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (!lines[line].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.IndexOf(lines, "```", line + 1);
            Assert.True(end > 0, $"{page}:{line + 1}: a block that does not end");
            var before = lines[..line].LastOrDefault(text => text.Length > 0) ?? "";
            yield return new Block(lines[line][3..], FileName().Match(before) is { Success: true } name ? name.Groups[1].Value : null, lines[(line + 1)..end], line + 1);
            line = end;
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(scenarios|src|tests)/[\w./-]+\.[a-z]+\b")]
    private static partial Regex SourceFile();

    [GeneratedRegex("expected some of (.*?)(;|$)", RegexOptions.Multiline)]
    private static partial Regex ExpectedColumns();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\d+\.\d+(E[+-]?\d+)?")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"engine [\d,]+ ms")]
    private static partial Regex EngineTime();

    [GeneratedRegex("-[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")]
    private static partial Regex RunFolder();

    [GeneratedRegex("# exit code ([0-9]+)$")]
    private static partial Regex ExitCode();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex("^`([^`]+)`:$")]
    private static partial Regex FileName();

    /// <summary>A fenced block of a page.</summary>
    private sealed record Block(string Language, string? File, string[] Lines, int Line);
}
