using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Contagion.Api.Tests;

/// <summary>Makes requests of the description: right ones, nearly right ones, and nonsense. The same seed makes the same requests of the same answers.</summary>
internal sealed class RequestMaker(IReadOnlyList<Operation> operations, SchemaCheck schemas, int seed)
{
    private static readonly string[] Nasty =
    [
        "x", " ", "null", "true", "-1", "0", "1e400", "9223372036854775808", "NaN", "Infinity", "á", "日本語", "\U0001F600", "\u0000", "\t\n", "'", "\"", "<script>", "%00", "..\\..", "a/b", "~",
        "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:1/", "{random: 1}", "{{}}", "[*a]", "&a [*a, *a]", "!!binary x", "- - - -", "? :", "{", "---", "%YAML 1.1", new('a', 1500),
    ];

    private static readonly string[] Settings =
    [
        "run.seed=18446744073709551615", "run.seed=-1", "run.replications=0", "run.replications=2", "run.replications=99999999", "run.maxRounds=1", "run.tolerance=0", "run={}", "run=", "=", "x", "a.b.c.d=1",
        "shocks.0.kind=outage", "shocks.0.target=all", "shocks.0.target={ each: all }", "shocks.0.target={ random: 99 }", "shocks.0.fraction=1e308", "shocks.999999999.kind=x", "shocks.-1=x", "shocks=[]", "shocks={ a: &x [*x] }",
        "channels.solvency.mechanism=debtrank", "channels.solvency={ mechanism: eisenberg-noe }", "channels.solvency={ mechanism: joint }", "channels.solvency.mechanism=nothing", "policies.reserveFund.ratio=0.1",
        "network.generate.institutions=1000000", "network.generate.institutions=2", "network.generate.meanDegree=0", "network.generate.redraw=true", "network={ files: { institutions: ../../etc/passwd, exposures: /etc/passwd } }",
        "network={ reconstruct: { marginals: ../x.csv, method: maximum-entropy } }", "metrics=all", "metrics={}", "name=", "name=&a", "policySets=[]", "description=x: y",
    ];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, List<string>> _seen = new(StringComparer.Ordinal)
    {
        ["institution"] = ["B01", "B02", "GR", "B99"],
        ["file"] = ["institutions.csv", "exposures.csv", "summary.json", "run.json", "replications.csv", "rounds.csv", "spillover.csv", "scenario.yaml", "inputs.zip", "comparison.json", "comparison.csv", "report.html", "journal", "job.json"],
        ["tag"] = ["*", "\"x\"", "W/\"y\""],
        ["cursor"] = ["0", "5", "99999999999"],
    };

    /// <summary>The next request, and the operation it is for.</summary>
    public (Operation Operation, HttpRequestMessage Request) Next()
    {
        var operation = operations[_random.Next(operations.Count)];
        var request = new HttpRequestMessage(operation.Method, AddressOf(operation));
        foreach (var header in operation.Parameters.Where(one => In(one, "header") && Chance(0.3)))
        {
            request.Headers.TryAddWithoutValidation(NameOf(header), HeaderOf(NameOf(header)));
        }

        if (Chance(0.15))
        {
            request.Headers.TryAddWithoutValidation("Accept", OneOf("text/csv", "application/json", "text/html", "*/*", "application/json;q=0.1, text/csv;q=0.9", "image/png", "text/*", ";;", "application/zip", "application/yaml", "text/event-stream"));
        }

        request.Content = operation.Bodies.Count > 0 ? BodyOf(operation) : null;
        return (operation, request);
    }

    /// <summary>Learns ids, files, cursors and tags of an answer, to ask for them later.</summary>
    public void Learn(Operation operation, HttpResponseMessage answer, JsonElement? body)
    {
        if (answer.Headers.ETag is { } tag)
        {
            Note("tag", tag.ToString());
        }

        if (answer.Headers.Location is { } place && place.OriginalString.Split('/') is [_, var kind, var id])
        {
            Note(kind, id);
        }

        if (body is { ValueKind: JsonValueKind.Object } told)
        {
            var items = told.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Take(5) : [];
            foreach (var known in items.Where(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("id", out _)))
            {
                Note(operation.Name == "ListInstitutions" ? "institution" : Root(operation.Path), known.GetProperty("id").GetString()!);
            }

            if (told.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String)
            {
                Note("cursor", next.GetString()!);
            }
        }
    }

    /// <summary>A request in words, to send it again.</summary>
    public static async Task<string> Told(HttpRequestMessage request) =>
        $"{request.Method} {request.RequestUri}\n{request.Headers}{request.Content?.Headers}\n{(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";

    private static bool In(JsonElement parameter, string place) => parameter.GetProperty("in").GetString() == place;

    private static string NameOf(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private static string Root(string path) => path.Split('/')[1];

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T OneOf<T>(params IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    private void Note(string kind, string id)
    {
        var known = Known(kind);
        known.Add(id);
        if (known.Count > 40)
        {
            known.RemoveAt(_random.Next(20));
        }
    }

    private List<string> Known(string kind) => _seen.TryGetValue(kind, out var known) ? known : _seen[kind] = [];

    private string AddressOf(Operation operation)
    {
        var address = operation.Path;
        foreach (var parameter in operation.Parameters.Where(one => In(one, "path")))
        {
            var known = Known(NameOf(parameter) == "id" ? Root(operation.Path) : NameOf(parameter));
            var value = known.Count > 0 && Chance(0.9) ? (Chance(0.7) ? known[^1] : OneOf(known)) : OneOf(Nasty);
            // What has a zero in it does not get as far as to us.
            value = value.Replace('\0', '0');
            address = address.Replace($"{{{NameOf(parameter)}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        var query = operation.Parameters.Where(one => In(one, "query") && Chance(0.3)).Select(one => $"{NameOf(one)}={Uri.EscapeDataString(QueryOf(one))}").ToList();
        if (Chance(0.03))
        {
            query.Add("unknown=1");
        }

        return query.Count == 0 ? address : $"{address}?{string.Join('&', query)}";
    }

    private string QueryOf(JsonElement parameter)
    {
        var schema = parameter.GetProperty("schema");
        return Chance(0.2) ? OneOf(Nasty)
            : Known(NameOf(parameter)) is { Count: > 0 } known ? OneOf(known)
            : schema.TryGetProperty("enum", out var words) ? OneOf([.. words.EnumerateArray()]).GetString()!
            : schema.GetProperty("type").ToString() == "integer" ? Integer(schema).ToString(CultureInfo.InvariantCulture)
            : OneOf("mean_loss", "initial_equity", "asc", "desc", "B", "core", "GR", "bank");
    }

    private long Integer(JsonElement schema)
    {
        var (low, high) = (schema.TryGetProperty("minimum", out var least) ? least.GetInt64() : int.MinValue, schema.TryGetProperty("maximum", out var most) ? most.GetInt64() : int.MaxValue);
        return OneOf(low, low + 1, low - 1, high, high - 1, high + 1, 0, 1, 2, 10);
    }

    private string HeaderOf(string name) => name switch
    {
        "If-Match" or "If-None-Match" => Chance(0.2) ? OneOf("x", "\"", "W/", ",,,", new string('a', 500)) : OneOf(_seen["tag"]),
        "Last-Event-ID" => OneOf("0", "1", "-1", "x", "99999999999999999999", "1790000000000000"),
        _ => OneOf("a", "b", "c", "key-1", new string('k', 200), new string('k', 201), "two words", "\"", "~"),
    };

    private HttpContent BodyOf(Operation operation)
    {
        if (operation.Bodies.Any(body => body.Name == "multipart/form-data") && Chance(0.4))
        {
            return Form();
        }

        var json = operation.Bodies.First(body => body.Name == "application/json").Value;
        var text = Chance(0.1)
            ? OneOf("", "{", "[]", "null", "1", "\"x\"", "{\"a\":", "{}", "{\"shipped\":1}", "\uFEFF{}", new string('[', 2000), $"{{\"scenario\": \"{new string('x', 20000)}\"}}", "{\"scenario\":\"a: &a [*a,*a]\"}", "{\"set\":[null]}", "{\"shipped\":\"a\",\"shipped\":\"b\"}")
            : Mutated(Chance(0.75) && json.TryGetProperty("examples", out var examples)
                ? JsonNode.Parse(OneOf([.. examples.EnumerateObject()]).Value.GetProperty("value").GetRawText())
                : Of(json.GetProperty("schema"), 0))?.ToJsonString() ?? "null";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", Chance(0.05) ? OneOf("text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=x", "x", "application/json; charset=utf-16", "application/x-www-form-urlencoded") : "application/json");
        return content;
    }

    private MultipartFormDataContent Form()
    {
        var form = new MultipartFormDataContent(Chance(0.9) ? "boundary" : new string('b', 60));
        (string Name, string Text)[] parts =
        [
            ("institutions", OneOf("id,kind,equity,external_assets\nB01,bank,5,50\nB02,bank,5,50\n", "id,kind\nB01,bank\nB02,bank\n", "id;kind\n", "", "id,kind\nB01,\"bank\n", "id,kind,equity\nB01,bank,1e999\n", "\0\0\0", "id,kind\nB01,bank\nB01,bank\n")),
            ("exposures", OneOf("creditor,debtor,amount\nB01,B02,10\n", "creditor,debtor,amount\n", "creditor,debtor,amount\nB01,B09,1\n", "creditor,debtor,amount\nB01,B02,-1\n", "x")),
            ("holdings", OneOf("institution,asset,amount\nB01,stocks,1\n", "institution,asset,amount\n")), ("name", OneOf("mine", "", "日本語", new string('n', 2000))), (OneOf("scorer", "Institutions", ""), "x"),
        ];
        foreach (var (name, text) in parts.Where((_, place) => Chance(place < 2 ? 0.95 : 0.15)))
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"", FileName = name == "name" || Chance(0.03) ? null : $"\"{OneOf("a.csv", "../../x.csv", "/etc/passwd", "")}\"" };
            form.Add(part);
        }

        return form;
    }

    private JsonNode? Of(JsonElement schema, int depth)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Of(schemas.Resolve(reference.GetString()!), depth);
        }

        if (schema.TryGetProperty("oneOf", out var forms))
        {
            return Of(OneOf([.. forms.EnumerateArray()]), depth);
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return JsonNode.Parse(OneOf([.. words.EnumerateArray()]).GetRawText());
        }

        var type = schema.TryGetProperty("type", out var types) ? types.ValueKind == JsonValueKind.Array ? OneOf([.. types.EnumerateArray()]).GetString()! : types.GetString()! : "null";
        return type switch
        {
            "object" => new JsonObject((schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default(IEnumerable<JsonProperty>) ?? [])
                .Where(_ => Chance(0.7)).Select(property => KeyValuePair.Create(property.Name, property.Name == "set" ? Set() : Of(property.Value, depth + 1)))),
            "array" => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Of(schema.GetProperty("items"), depth + 1))]),
            "integer" => Integer(schema),
            "number" => _random.NextDouble(),
            "boolean" => Chance(0.5),
            "string" => Text(),
            _ => null,
        };
    }

    private JsonArray Set() => new([.. Enumerable.Range(0, _random.Next(3)).Select(_ => (JsonNode)OneOf(Settings))]);

    private string Text() => Known("networks") is { Count: > 0 } ids && Chance(0.2) ? OneOf(ids) : Chance(0.3) ? OneOf("european-debt-2011.european-debt", "nier-2007.benchmark") : OneOf(Nasty);

    /// <summary>The same with some things changed; as often as not with none.</summary>
    private JsonNode? Mutated(JsonNode? whole)
    {
        if (whole is JsonObject root && Chance(0.4) && (root.ContainsKey("scenario") || root.ContainsKey("shipped")))
        {
            root["set"] = Set();
            if (Known("networks") is { Count: > 0 } ids && Chance(0.2))
            {
                root["network"] = OneOf(ids);
            }
        }

        for (var changes = OneOf(0, 0, 0, 1, 1, 2); changes > 0 && whole is not null; changes--)
        {
            Change(whole);
        }

        return whole;
    }

    private void Change(JsonNode node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                var name = OneOf([.. members.Select(member => member.Key)]);
                if (members[name] is { } inner and (JsonObject or JsonArray) && Chance(0.8))
                {
                    Change(inner);
                }
                else if (Chance(0.2))
                {
                    members.Remove(name);
                }
                else if (Chance(0.15))
                {
                    members[OneOf(Nasty)] = Value();
                }
                else
                {
                    members[name] = Value();
                }

                break;
            case JsonArray { Count: > 0 } items:
                var place = _random.Next(items.Count);
                if (items[place] is { } item and (JsonObject or JsonArray) && Chance(0.8))
                {
                    Change(item);
                }
                else
                {
                    items[place] = Value();
                }

                break;
        }
    }

    private JsonNode? Value() => _random.Next(9) switch
    {
        0 => null,
        1 => Chance(0.5),
        2 => OneOf(0, 1, -1, int.MaxValue, int.MinValue, 3),
        3 => OneOf(1e308, -1e308, 1e-320, 0.5, 1.5, 9007199254740993d),
        4 => long.MaxValue,
        5 => new JsonArray(),
        6 => new JsonObject { ["id"] = "B01" },
        _ => OneOf(Nasty),
    };
}
