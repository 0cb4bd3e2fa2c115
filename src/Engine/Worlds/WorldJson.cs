using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Commands of worlds as JSON: the keys and words of the scenario file.</summary>
public static class WorldJson
{
    /// <summary>How shocks and all that they are made of are read and written.</summary>
    public static JsonSerializerOptions Options { get; } = NewOptions();

    /// <summary>Reads shocks.</summary>
    /// <exception cref="WorldException">The text is none, or a key or word in it is unknown.</exception>
    public static IReadOnlyList<Shock> ReadShocks(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<Shock>>(json, Options) is { } shocks && !shocks.Contains(null!)
                ? shocks
                : throw new WorldException(WorldFault.Wrong, "there is no list of shocks; expected one such as [{ \"kind\": \"default\", \"target\": { \"id\": \"B1\" } }]");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            throw new WorldException(WorldFault.Wrong, wrong.Message);
        }
    }

    private static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        // What is not finite is refused by the world, which can say why.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new WordConverter<ShockKind>(), new TargetConverter(), new SizeConverter(), new NumbersConverter() },
    };

    private static JsonException Fault(string message) => new(message);

    private static T Word<T>(string? word)
        where T : struct, Enum =>
        Words.TryParse<T>(word ?? "", out var member) ? member : throw Fault($"unknown word '{word}'; expected one of {string.Join(", ", Words.Of<T>())}{Nearest.Hint(word ?? "", Words.Of<T>())}");

    private sealed class WordConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Word<T>(reader.GetString()) : throw Fault($"expected one of {string.Join(", ", Words.Of<T>())}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words.Of(value));
    }

    private sealed class TargetConverter : JsonConverter<Target>
    {
        public override Target Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(JsonNode.Parse(ref reader));

        public override void Write(Utf8JsonWriter writer, Target value, JsonSerializerOptions options) => Node(value).WriteTo(writer, options);

        private static Target Of(JsonNode? node) => node switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == "all" => new Target.All(),
            JsonObject map when map.ContainsKey("id") => new Target.Ids(Ids(map, map["id"])),
            JsonObject map when map.ContainsKey("kind") => new Target.OfKind(Word<InstitutionKind>(Text(map, "kind"))),
            JsonObject map when map.ContainsKey("group") => new Target.OfGroup(Text(map, "group")),
            JsonObject map when map.ContainsKey("top") => new Target.Top(Count(map, "top", "by", "among"), Word<Measure>((string?)map["by"]), Of(map["among"])),
            JsonObject map when map.ContainsKey("random") => new Target.Random(Count(map, "random", "among"), Of(map["among"])),
            JsonObject map when map.ContainsKey("each") => new Target.Each(Of(Only(map, "each")["each"])),
            _ => throw Fault("expected a target: 'all' or a mapping with one of id, kind, group, top, random, each"),
        };

        private static JsonNode Node(Target target) => target switch
        {
            Target.All => "all",
            Target.Ids { Names: [var one] } => new JsonObject { ["id"] = one },
            Target.Ids ids => new JsonObject { ["id"] = new JsonArray([.. ids.Names.Select(id => (JsonNode)id)]) },
            Target.OfKind kind => new JsonObject { ["kind"] = Words.Of(kind.Kind) },
            Target.OfGroup group => new JsonObject { ["group"] = group.Group },
            Target.Top top => new JsonObject { ["top"] = top.Count, ["by"] = Words.Of(top.By), ["among"] = Node(top.Among) },
            Target.Random random => new JsonObject { ["random"] = random.Count, ["among"] = Node(random.Among) },
            Target.Each each => new JsonObject { ["each"] = Node(each.Of) },
            _ => throw new ArgumentOutOfRangeException(nameof(target), target, "Not a form of target."),
        };

        private static string[] Ids(JsonObject map, JsonNode? ids) => Only(map, "id") is var _ && ids is JsonArray list
            ? list.Count > 0 ? [.. list.Select(Text)] : throw Fault("'id' lists nobody; expected at least one id")
            : [Text(ids)];

        private static string Text(JsonObject map, string key) => Text(Only(map, key)[key]);

        private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Fault("expected a text");

        private static int Count(JsonObject map, string key, params string[] others) =>
            Only(map, [key, .. others])[key] is JsonValue value && value.TryGetValue<int>(out var count) && count > 0 ? count : throw Fault($"'{key}' is no whole number above 0");

        private static JsonObject Only(JsonObject map, params string[] keys) =>
            map.Select(pair => pair.Key).FirstOrDefault(key => !keys.Contains(key)) is { } other ? throw Fault($"unknown key '{other}'; expected {string.Join(", ", keys)}") : map;
    }

    private sealed class SizeConverter : JsonConverter<ShockSize>
    {
        private const string Key = "distribution";

        public override ShockSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
            {
                return new ShockSize.Fixed(JsonSerializer.Deserialize<double>(ref reader, options));
            }

            if (JsonNode.Parse(ref reader) is not JsonObject map || map[Key] is not JsonValue value || !value.TryGetValue<string>(out var name))
            {
                throw Fault("expected a size: a number, or a mapping such as { \"distribution\": \"uniform\", \"low\": 0, \"high\": 1 }");
            }

            var distribution = Distributions.All.FirstOrDefault(one => one.Name == name)
                ?? throw Fault($"unknown distribution '{name}'; expected one of {string.Join(", ", Distributions.All.Select(one => one.Name))}");
            map.Remove(Key);
            return (ShockSize)map.Deserialize(distribution.GetType(), options)!;
        }

        public override void Write(Utf8JsonWriter writer, ShockSize value, JsonSerializerOptions options)
        {
            if (value is ShockSize.Fixed size)
            {
                JsonSerializer.Serialize(writer, size.Value, options);
                return;
            }

            var map = JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject();
            map.Remove("name");
            map.Insert(0, Key, ((Distribution)value).Name);
            map.WriteTo(writer, options);
        }
    }

    private sealed class NumbersConverter : JsonConverter<NamedNumbers>
    {
        public override NamedNumbers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, double>>(ref reader, options) ?? throw Fault("expected a mapping of names to numbers"));

        public override void Write(Utf8JsonWriter writer, NamedNumbers value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ByName.ToDictionary(one => one.Key, one => one.Value), options);
    }
}
