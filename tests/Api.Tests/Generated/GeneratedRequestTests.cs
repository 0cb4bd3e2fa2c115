using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Contagion.Tests;

namespace Contagion.Api.Tests;

/// <summary>Whatever is asked, the answer is one that the description has: its status, its type, its shape; and never a fault of the server.</summary>
public sealed class GeneratedRequestTests
{
    private static readonly Limits Small = new()
    {
        Institutions = 300, Exposures = 3_000, Replications = 64, RunsQueued = 1_000_000, Worlds = 1_000_000, Networks = 1_000_000,
        ReadsPerSecond = 1_000_000, ReadsBurst = 1_000_000, WritesPerSecond = 1_000_000, WritesBurst = 1_000_000,
    };

    [Fact]
    public Task Every_answer_is_described() => Ask(requests: 1_500, seed: 1);

    [LongFact]
    public Task Every_one_of_a_hundred_thousand_answers_is_described() => Ask(100_000, int.TryParse(Environment.GetEnvironmentVariable("CONTAGION_SEED"), out var seed) ? seed : 2);

    private static async Task Ask(int requests, int seed)
    {
        await using var server = await TestServer.Start(settings => settings with { Limits = Small });
        var document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var schemas = new SchemaCheck(document);
        var maker = new RequestMaker(Operation.In(document), schemas, seed);
        var faults = new Dictionary<string, string>();
        var done = new HashSet<string>();
        for (var number = 0; number < requests; number++)
        {
            var (operation, request) = maker.Next();
            var told = await RequestMaker.Told(request);
            try
            {
                using var soon = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                using var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, soon.Token);
                var body = await Read(answer, soon.Token);
                if (Fault(operation, answer, body, schemas, server.Data) is { } fault)
                {
                    faults.TryAdd(fault, $"seed {seed}, request {number}: {fault}\n{told}\n{(body.Length > 1000 ? body[..1000] : body)}\n");
                    Assert.True(faults.Count < 30, string.Join('\n', faults.Values));
                }

                if (answer.IsSuccessStatusCode)
                {
                    done.Add(operation.Name);
                }

                maker.Learn(operation, answer, TypeOf(answer) == "application/json" ? JsonDocument.Parse(body).RootElement : null);
            }
            catch (Exception failure) when (failure is OperationCanceledException or HttpRequestException or UriFormatException)
            {
                Assert.Fail($"seed {seed}, request {number}: no answer: {failure}\n{told}");
            }
        }

        Assert.True(faults.Count == 0, $"{string.Join('\n', faults.Values)}\n{server.Log}");
        // Requests that are all refused would prove little.
        var never = Operation.In(document).Select(one => one.Name).Except([.. done, "AddKey", "RemoveKey"]).ToArray();
        Assert.True(never.Length <= done.Count / 4, $"never done: {string.Join(", ", never)}");
    }

    private static string? Fault(Operation operation, HttpResponseMessage answer, string body, SchemaCheck schemas, string folder)
    {
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
        {
            return $"{operation.Name}: {status}";
        }

        if (!operation.Parts.GetProperty("responses").TryGetProperty(status, out var described))
        {
            return $"{operation.Name}: {status} is not described";
        }

        described = described.TryGetProperty("$ref", out var reference) ? schemas.Resolve(reference.GetString()!) : described;
        if (body.Contains(folder, StringComparison.Ordinal) || body.Contains("   at Contagion.", StringComparison.Ordinal))
        {
            return $"{operation.Name}: {status} tells the server's own folders";
        }

        if (!answer.Headers.Contains("X-Content-Type-Options") || !answer.Headers.Contains("Content-Security-Policy"))
        {
            return $"{operation.Name}: {status} lacks its headers";
        }

        if (!described.TryGetProperty("content", out var content))
        {
            return body.Length == 0 ? null : $"{operation.Name}: {status} has a body";
        }

        if (!content.TryGetProperty(TypeOf(answer), out var type))
        {
            return $"{operation.Name}: {status} is of the type {TypeOf(answer)}, expected one of {content}";
        }

        return TypeOf(answer).EndsWith("json", StringComparison.Ordinal) && type.TryGetProperty("schema", out var schema) && operation.Name is not ("GetSchema" or "GetResult" or "GetNetworkFile" or "GetComparisonResult")
            && schemas.Faults(JsonDocument.Parse(body).RootElement, schema).FirstOrDefault() is { } fault ? $"{operation.Name}: {status}: {fault}" : null;
    }

    private static string TypeOf(HttpResponseMessage answer) => answer.Content.Headers.ContentType?.MediaType ?? "";

    /// <summary>The body; of events no more than the first, since they go on.</summary>
    private static async Task<string> Read(HttpResponseMessage answer, CancellationToken stop)
    {
        if (TypeOf(answer) != "text/event-stream")
        {
            return await answer.Content.ReadAsStringAsync(stop);
        }

        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        return await events.ReadLineAsync(stop) ?? "";
    }
}
