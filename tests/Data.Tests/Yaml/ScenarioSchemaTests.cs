using System.Text.Json.Nodes;
using Contagion.Engine;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Data.Tests.Yaml;

/// <summary>The JSON Schema that editors complete and check by.</summary>
public sealed class ScenarioSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ScenarioSchema.Write())!.AsObject();

    public static TheoryData<string> Scenarios => [.. Directory.EnumerateFiles(Path.Combine(Folders.Root, "scenarios"), "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folders.Root, file))];

    [Fact]
    public void The_schema_is_of_draft_7_and_refuses_unknown_keys()
    {
        Assert.Equal("http://json-schema.org/draft-07/schema#", (string?)Schema["$schema"]);
        Assert.False((bool)Schema["additionalProperties"]!);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_key_of_a_shipped_scenario_is_known_to_the_schema(string file) =>
        Assert.Empty(Unknown(YamlReader.Read(File.ReadAllText(Path.Combine(Folders.Root, file)), file), Schema, ""));

    [Theory]
    [InlineData("nmae: x", "/nmae")]
    [InlineData("network: { fils: {} }", "/network/fils")]
    [InlineData("shocks: [ { kind: default, taget: all } ]", "/shocks/taget")]
    [InlineData("shocks: [ { target: { ids: B1 } } ]", "/shocks/target")]
    [InlineData("shocks: [ { kind: defualt } ]", "/shocks/kind")]
    [InlineData("channels: { solvency: { mechanism: furfine, alpha: 1 } }", "/channels/solvency/alpha")]
    [InlineData("shocks: [ { score: { intercept: 1, weigths: {} } } ]", "/shocks/score/weigths")]
    [InlineData("run: { sed: 1 }", "/run/sed")]
    [InlineData("network: { generate: { model: erdos-renyi, degree: 4 } }", "/network/generate/degree")]
    [InlineData("network: { generate: { model: erdos-reny } }", "/network/generate/model")]
    [InlineData("network: { generate: { model: erdos-renyi, balance: { rule: nier, capitalRatio: 0.1 } } }", "/network/generate/balance/capitalRatio")]
    public void A_key_or_word_that_the_reader_refuses_is_unknown_to_the_schema(string text, string unknown) => Assert.Equal([unknown], Unknown(YamlReader.Read(text, "x"), Schema, ""));

    public static TheoryData<string, string[]> Variants => new()
    {
        { "mechanism", [.. Mechanisms.All.Select(mechanism => mechanism.Name)] },
        { "method", [.. Reconstructions.All.Select(method => method.Name)] },
        { "model", [.. NetworkModels.All.Select(model => model.Name)] },
        { "rule", [.. BalanceRules.All.Select(rule => rule.Name)] },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_and_every_parameter_has_a_description(string definition, string[] names)
    {
        var rules = Schema["definitions"]![definition]!["allOf"]!.AsArray();

        Assert.NotEmpty(names);
        Assert.Equal(names, rules.Select(rule => (string?)rule!["then"]!["properties"]![definition]!["const"]));
        Assert.All(rules.SelectMany(rule => rule!["then"]!["properties"]!.AsObject()).Where(key => key.Key != definition), key => Assert.False(string.IsNullOrWhiteSpace((string?)key.Value!["description"]), key.Key));
    }

    [Fact]
    public void Weights_of_a_score_take_any_name_and_only_numbers()
    {
        var weights = Schema["properties"]!["shocks"]!["items"]!["properties"]!["score"]!["properties"]!["weights"]!;

        Assert.Equal(("object", "number", -1e150), ((string?)weights["type"], (string?)weights["additionalProperties"]!["type"], (double)weights["additionalProperties"]!["minimum"]!));
        Assert.Null(weights["minimum"]);
    }

    [Fact]
    public void The_network_has_exactly_one_source() =>
        Assert.Equal((1, 1), ((int)Schema["properties"]!["network"]!["minProperties"]!, (int)Schema["properties"]!["network"]!["maxProperties"]!));

    [Fact]
    public void Every_key_of_a_written_scenario_is_known_to_the_schema()
    {
        using var folder = new SmallFolder();

        Assert.Empty(Unknown(YamlReader.Read(ScenarioWriter.Write(folder.Load().Scenario), "x"), Schema, ""));
        Assert.Empty(Unknown(YamlReader.Read(ScenarioWriter.Write(folder.Load(SmallFolder.Generated).Scenario), "x"), Schema, ""));
    }

    /// <summary>As much of JSON Schema as the schema uses to say which keys and words there are.</summary>
    private static IEnumerable<string> Unknown(YamlNode node, JsonObject schema, string path)
    {
        if (schema["$ref"] is { } reference)
        {
            return Unknown(node, Schema["definitions"]![((string)reference!).Split('/')[^1]]!.AsObject(), path);
        }

        if (schema["oneOf"] is JsonArray forms)
        {
            return forms.Any(form => Fits(node, form!.AsObject()) && !Unknown(node, form.AsObject(), path).Any()) ? [] : [path];
        }

        if (schema["allOf"] is JsonArray parts)
        {
            return Keyed(node, schema, path).Concat(parts.SelectMany(part => part!["if"] is null ? Unknown(node, part.AsObject(), path)
                : part["if"]!["properties"]!.AsObject().Single() is var (key, name) && node is YamlMap map && (map.Find(key) as YamlScalar)?.Text == (string?)name!["const"] ? Unknown(node, part["then"]!.AsObject(), path) : []));
        }

        return node switch
        {
            YamlList list when schema["items"] is JsonObject items => list.Items.SelectMany(item => Unknown(item, items, path)),
            YamlMap map when schema["properties"] is JsonObject properties => map.Entries.SelectMany(entry =>
                properties[entry.Key.Text] is JsonObject known ? Unknown(entry.Value, known, $"{path}/{entry.Key.Text}") : [$"{path}/{entry.Key.Text}"]),
            YamlScalar scalar when schema["enum"] is JsonArray words => words.Any(word => (string?)word == scalar.Text) ? [] : [path],
            YamlScalar scalar when schema["const"] is { } only => (string?)only == scalar.Text ? [] : [path],
            _ => [],
        };
    }

    /// <summary>The name that tells variants apart, where it is none of those there are.</summary>
    private static IEnumerable<string> Keyed(YamlNode node, JsonObject schema, string path) => schema["properties"] is not JsonObject properties ? []
        : properties.Where(property => node is YamlMap map && map.Find(property.Key) is YamlScalar).SelectMany(property => Unknown(((YamlMap)node).Find(property.Key)!, property.Value!.AsObject(), $"{path}/{property.Key}"));

    private static bool Fits(YamlNode node, JsonObject form) => node switch
    {
        YamlScalar => form["const"] is not null || form["type"] is JsonArray || (form["type"] is JsonValue type && (string?)type is not "object" and not "array"),
        YamlMap map => form["properties"] is JsonObject && (form["required"]?.AsArray().All(key => map.Find((string)key!) is not null) ?? true),
        _ => (string?)(form["type"] as JsonValue) == "array",
    };
}
