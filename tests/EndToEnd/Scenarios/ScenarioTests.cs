using System.Globalization;
using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>Every scenario that is shipped runs and gives what lies beside it.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class ScenarioTests(ScenarioRuns runs)
{
    /// <summary>All of them, as folder/name.</summary>
    public static TheoryData<string> Names => [.. ShippedScenarios.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_scenario_begins_with_its_schema_for_editors(string name)
    {
        var first = File.ReadLines(ShippedScenarios.Path(name)).First();

        Assert.Equal("# yaml-language-server: $schema=../scenario.schema.json", first);
    }

    [LongTheory]
    [MemberData(nameof(Names))]
    public void A_shipped_scenario_is_right(string name)
    {
        var result = Command.Run(ShippedScenarios.Root, "validate", name + ".yaml").Expect(0);

        Assert.Contains("is right", result.Out, StringComparison.Ordinal);
    }

    // Made by this program, after its key numbers had been compared with the README of each scenario, which has them from other programs.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_scenario_gives_the_expected_summary(string name)
    {
        var expected = Numbers(File.ReadAllText(Expected(name, "summary.json")));
        var actual = Numbers(File.ReadAllText(Path.Combine(runs.Of(name), "summary.json")));

        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (key, number) in expected)
        {
            AssertNear(number, actual[key], $"{name}: {key}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_scenario_gives_what_is_expected_of_each_institution(string name)
    {
        var expected = Table.Read(Expected(name, "institutions.csv"));
        var actual = Table.Read(runs.Of(name), "institutions.csv");

        Assert.Equal(expected.Columns, actual.Columns);
        Assert.Equal(expected.Texts("id"), actual.Texts("id"));
        Assert.Equal(expected.Texts("kind"), actual.Texts("kind"));
        foreach (var column in expected.Columns.Except(["id", "kind"]))
        {
            foreach (var row in expected.Rows)
            {
                AssertNear(expected.Number(row, column), actual.Number(row, column), $"{name}: {column} of {expected.Text(row, "id")}");
            }
        }
    }

    [Fact]
    public void Every_expected_result_belongs_to_a_scenario()
    {
        foreach (var file in Directory.EnumerateFiles(ShippedScenarios.Root, "*", SearchOption.AllDirectories).Where(file => file.Contains("/expected/", StringComparison.Ordinal)))
        {
            Assert.True(ShippedScenarios.All.Any(name => file == Expected(name, "summary.json") || file == Expected(name, "institutions.csv")), $"no scenario for {file}");
        }
    }

    [Fact]
    public void The_schema_beside_the_scenarios_is_the_one_that_the_program_prints()
    {
        var result = Command.Run(ShippedScenarios.Root, "schema").Expect(0);

        Assert.Equal(File.ReadAllText(Path.Combine(ShippedScenarios.Root, "scenario.schema.json")), result.Out);
    }

    private static string Expected(string name, string file) => Path.Combine(ShippedScenarios.Root, Path.GetDirectoryName(name)!, "expected", $"{Path.GetFileName(name)}.{file}");

    /// <summary>All numbers of a JSON text by their path; null counts as NaN.</summary>
    private static Dictionary<string, double> Numbers(string json)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        Walk(JsonDocument.Parse(json).RootElement, "");
        return numbers;

        void Walk(JsonElement element, string path)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject())
                    {
                        Walk(property.Value, $"{path}/{property.Name}");
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var (item, index) in element.EnumerateArray().Select((item, index) => (item, index)))
                    {
                        Walk(item, $"{path}/{index.ToString(CultureInfo.InvariantCulture)}");
                    }

                    break;
                case JsonValueKind.Number or JsonValueKind.Null:
                    numbers.Add(path, element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble());
                    break;
            }
        }
    }

    /// <summary>Relative to the number, or to 1 for what is near zero: nobody counts on the ninth decimal of a million euros.</summary>
    private static void AssertNear(double expected, double actual, string what)
    {
        var tolerance = 1e-9 * Math.Max(1, Math.Abs(expected));
        Assert.True((double.IsNaN(expected) && double.IsNaN(actual)) || Math.Abs(expected - actual) <= tolerance, $"{what}: expected {expected:R}, got {actual:R}, tolerance {tolerance:R}");
    }
}
