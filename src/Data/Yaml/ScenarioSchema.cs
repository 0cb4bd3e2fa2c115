using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>The JSON Schema (draft 7) of a scenario file, generated from the types, for editors that complete and check while one writes.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as indented JSON, ending in a line break.</summary>
    public static string Write()
    {
        var schema = Mapping(typeof(Scenario));
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "Contagion scenario");
        schema["definitions"] = new JsonObject
        {
            ["target"] = TargetSchema(),
            ["mechanism"] = VariantSchema(typeof(SolvencyMechanism)),
            ["size"] = SizeSchema(),
            ["model"] = VariantSchema(typeof(NetworkGenerator)),
            ["method"] = VariantSchema(typeof(NetworkReconstruction)),
            ["rule"] = VariantSchema(typeof(BalanceRule)),
            ["policies"] = Mapping(typeof(PolicySet)),
        };
        return schema.ToJsonString(Written) + "\n";
    }

    private static JsonObject Mapping(Type type, (string Key, string Name)? besides = null)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        if (besides is var (variant, name))
        {
            properties[variant] = new JsonObject { ["const"] = name };
            required.Add(variant);
        }

        foreach (var key in ScenarioShape.KeysOf(type))
        {
            properties[key.Name] = KeySchema(type, key);
            if (key.IsRequired)
            {
                required.Add(key.Name);
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        if (type == typeof(NetworkSource))
        {
            (schema["minProperties"], schema["maxProperties"]) = (1, 1);
        }

        return schema;
    }

    private static JsonObject KeySchema(Type owner, Key key)
    {
        var schema = ValueSchema(Nullable.GetUnderlyingType(key.Property.PropertyType) ?? key.Property.PropertyType);
        if (schema.ContainsKey("$ref"))
        {
            // Draft 7 ignores what stands beside a $ref.
            return new JsonObject { ["description"] = key.Description, ["allOf"] = new JsonArray(schema) };
        }

        schema.Insert(0, "description", key.Description);
        if (key.Range is { } range)
        {
            // Of a mapping with free keys it is the numbers under them that have bounds, of a list those in it.
            var number = schema["additionalProperties"] as JsonObject ?? schema["items"] as JsonObject ?? schema;
            number["minimum"] = Bound(range.Minimum);
            number[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Bound(range.Maximum);
        }

        if (!key.IsRequired && !key.IsNullable && Default(owner, key) is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    private static JsonObject ValueSchema(Type type)
    {
        if (type == typeof(Target))
        {
            return new JsonObject { ["$ref"] = "#/definitions/target" };
        }

        if (type == typeof(ShockSize))
        {
            return new JsonObject { ["$ref"] = "#/definitions/size" };
        }

        if (type == typeof(PolicySet))
        {
            return new JsonObject { ["$ref"] = "#/definitions/policies" };
        }

        if (type == typeof(NamedNumbers))
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "number" } };
        }

        if (type == typeof(MetricSettings))
        {
            return MetricsSchema();
        }

        if (ScenarioShape.VariantsOf(type) is { } variants)
        {
            return new JsonObject { ["$ref"] = $"#/definitions/{variants.Key}" };
        }

        if (type.IsGenericType)
        {
            return new JsonObject { ["type"] = "array", ["items"] = ValueSchema(type.GetGenericArguments()[0]) };
        }

        return Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => Words(type),
            TypeCode.Boolean => new JsonObject { ["type"] = "boolean" },
            TypeCode.String => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            TypeCode.Int32 => new JsonObject { ["type"] = "integer" },
            TypeCode.UInt64 => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            TypeCode.Double => new JsonObject { ["type"] = "number" },
            _ => Mapping(type),
        };
    }

    private static JsonObject Words(Type type) => new() { ["enum"] = new JsonArray([.. ScenarioShape.WordsOf(type).Select(word => (JsonNode)word)]) };

    private static JsonNode Bound(object bound) => bound is int whole ? whole : Convert.ToDouble(bound, CultureInfo.InvariantCulture);

    private static JsonNode? Default(Type owner, Key key) => owner.GetConstructor(Type.EmptyTypes)?.Invoke(null) is { } bare ? key.Property.GetValue(bare) switch
    {
        bool yes => yes,
        int whole => whole,
        ulong natural => natural,
        double number => number,
        Enum member => Model.Words.Kebab(member.ToString()),
        _ => null,
    } : null;

    private static JsonObject VariantSchema(Type type)
    {
        var variants = ScenarioShape.VariantsOf(type)!;
        var names = new JsonArray([.. variants.ByName.Keys.Select(name => (JsonNode)name)]);
        var rules = new JsonArray();
        foreach (var (name, variant) in variants.ByName)
        {
            // One rule a name: an editor then tells what is wrong with this one, not with all of them.
            rules.Add(new JsonObject
            {
                ["if"] = new JsonObject { ["properties"] = new JsonObject { [variants.Key] = new JsonObject { ["const"] = name } } },
                ["then"] = Mapping(variant, (variants.Key, name)),
            });
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray(variants.Key),
            ["properties"] = new JsonObject { [variants.Key] = new JsonObject { ["description"] = variants.Description, ["enum"] = names } },
            ["allOf"] = rules,
        };
    }

    private static JsonObject MetricsSchema() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["const"] = ScenarioShape.AllMetrics, ["description"] = "Every metric that the scenario can give." },
            new JsonObject
            {
                ["description"] = "These metrics, as they are measured unless told otherwise.",
                ["type"] = "array",
                ["minItems"] = 1,
                ["items"] = new JsonObject { ["enum"] = new JsonArray([.. ScenarioShape.KeysOf(typeof(MetricSettings)).Select(key => (JsonNode)key.Name)]) },
            },
            Mapping(typeof(MetricSettings))),
    };

    private static JsonObject SizeSchema() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["type"] = "number", ["minimum"] = 0 },
            VariantSchema(typeof(ShockSize))),
    };

    private static JsonObject TargetSchema()
    {
        var forms = new JsonArray(new JsonObject { ["const"] = "all", ["description"] = "Every institution." });
        foreach (var form in TargetShape.Forms)
        {
            var properties = new JsonObject();
            foreach (var key in form.Keys)
            {
                properties[key] = TargetKey(form, key);
            }

            forms.Add(new JsonObject
            {
                ["description"] = form.Description,
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray([.. form.Keys.Where(key => key != "among").Select(key => (JsonNode)key)]),
                ["properties"] = properties,
            });
        }

        return new JsonObject { ["oneOf"] = forms };
    }

    private static JsonObject TargetKey(TargetForm form, string key) => (form.Key, key) switch
    {
        (_, "id") => new JsonObject
        {
            ["oneOf"] = new JsonArray(Id(), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Id() }),
        },
        (_, "kind") => Words(typeof(InstitutionKind)),
        (_, "group") => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (_, "by") => Words(typeof(Measure)),
        ("top", "top") or ("random", "random") => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = int.MaxValue },
        _ => new JsonObject { ["$ref"] = "#/definitions/target" },
    };

    private static JsonObject Id() => new() { ["type"] = new JsonArray("string", "number"), };
}
