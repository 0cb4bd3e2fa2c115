using System.Net;
using System.Net.Http.Headers;

namespace Contagion.Api.Tests;

/// <summary>Every route against every caller. A new route fails here until it says who may use it and has its line.</summary>
public sealed class RouteTableTests(KeyedServer shared) : IClassFixture<KeyedServer>
{
    /// <summary>Who may use what: everybody, a reader, a writer, an administrator.</summary>
    private static readonly Dictionary<string, Role?> Table = new()
    {
        ["GET /"] = null,
        ["GET /about"] = null,
        ["GET /comparisons"] = Role.Reader,
        ["POST /comparisons"] = Role.Writer,
        ["DELETE /comparisons/{id}"] = Role.Writer,
        ["GET /comparisons/{id}"] = Role.Reader,
        ["GET /comparisons/{id}/events"] = Role.Reader,
        ["DELETE /comparisons/{id}/results"] = Role.Writer,
        ["GET /comparisons/{id}/results/{file}"] = Role.Reader,
        ["GET /health/live"] = null,
        ["GET /health/ready"] = null,
        ["GET /keys"] = Role.Admin,
        ["POST /keys"] = Role.Admin,
        ["DELETE /keys/{id}"] = Role.Admin,
        ["GET /metrics"] = Role.Reader,
        ["GET /networks"] = Role.Reader,
        ["POST /networks"] = Role.Writer,
        ["DELETE /networks/{id}"] = Role.Writer,
        ["GET /networks/{id}"] = Role.Reader,
        ["GET /networks/{id}/files/{file}"] = Role.Reader,
        ["GET /networks/{id}/map"] = Role.Reader,
        ["GET /openapi/{documentName}.json"] = null,
        ["GET /runs"] = Role.Reader,
        ["POST /runs"] = Role.Writer,
        ["DELETE /runs/{id}"] = Role.Writer,
        ["GET /runs/{id}"] = Role.Reader,
        ["GET /runs/{id}/events"] = Role.Reader,
        ["GET /runs/{id}/institutions"] = Role.Reader,
        ["GET /runs/{id}/institutions/{institution}"] = Role.Reader,
        ["GET /runs/{id}/map"] = Role.Reader,
        ["POST /runs/{id}/measures"] = Role.Writer,
        ["GET /runs/{id}/path"] = Role.Reader,
        ["DELETE /runs/{id}/results"] = Role.Writer,
        ["GET /runs/{id}/results"] = Role.Reader,
        ["GET /runs/{id}/results/{file}"] = Role.Reader,
        ["GET /runs/{id}/spillovers"] = Role.Reader,
        ["GET /scenarios"] = Role.Reader,
        ["POST /scenarios/check"] = Role.Reader,
        ["GET /scenarios/{id}"] = Role.Reader,
        ["GET /schema"] = Role.Reader,
        ["GET /worlds"] = Role.Reader,
        ["POST /worlds"] = Role.Writer,
        ["DELETE /worlds/{id}"] = Role.Writer,
        ["GET /worlds/{id}"] = Role.Reader,
        ["GET /worlds/{id}/counterparties/{institution}"] = Role.Reader,
        ["GET /worlds/{id}/history/{institution}"] = Role.Reader,
        ["GET /worlds/{id}/institutions/{institution}"] = Role.Reader,
        ["POST /worlds/{id}/rounds"] = Role.Writer,
        ["POST /worlds/{id}/shocks"] = Role.Writer,
    };

    [Fact]
    public void Every_route_has_its_line_and_its_rule()
    {
        var routes = Routes.Of(shared.Server);

        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), routes.Select(route => route.ToString()).Order(StringComparer.Ordinal));
        Assert.All(routes, route => Assert.True(route.Rule is not null && route.Rule.Role == Table[route.ToString()], $"{route}: {route.Rule}"));
    }

    [Fact]
    public async Task Every_route_lets_in_whom_it_should_and_nobody_else()
    {
        foreach (var route in Routes.Of(shared.Server))
        {
            foreach (var (who, key) in shared.Keys)
            {
                using var request = new HttpRequestMessage(new HttpMethod(route.Method), Filled(route.Path));
                request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
                using var answer = await shared.Server.Client.SendAsync(request);

                var needed = Table[route.ToString()];
                HttpStatusCode? refused = needed is null ? null
                    : who is null ? HttpStatusCode.Unauthorized
                    : who < needed ? HttpStatusCode.Forbidden
                    : null;
                Assert.True(
                    refused is { } status ? answer.StatusCode == status : answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden),
                    $"{route} for {who?.ToString() ?? "nobody"}: {answer.StatusCode}, expected {refused?.ToString() ?? "to be let in"}");
                Assert.Equal(answer.StatusCode == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
            }
        }
    }

    [Fact]
    public async Task What_belongs_to_a_tenant_is_not_there_for_another()
    {
        var (own, other, admin) = (shared.Keys.First(one => one.Who == Role.Writer).Key!, shared.Other, shared.Keys.First(one => one.Who == Role.Admin).Key!);
        var things = new Dictionary<string, string>
        {
            ["runs"] = await Made("/runs", Examples.OfRequests.First(one => one is { Operation: "StartRun", Name: "object" }).Json, own),
            ["networks"] = await Made("/networks", Examples.OfRequests.First(one => one.Operation == "AddNetwork").Json, own),
            ["worlds"] = await Made("/worlds", Examples.OfRequests.First(one => one is { Operation: "OpenWorld", Name: "object" }).Json, own),
            ["comparisons"] = await Made("/comparisons", Examples.OfRequests.First(one => one is { Operation: "StartComparison", Name: "alternatives" }).Json, own),
        };

        foreach (var route in Routes.Of(shared.Server).Where(route => route.Path.Contains("{id}", StringComparison.Ordinal) && things.ContainsKey(route.Path.Split('/')[1])))
        {
            var path = Filled(route.Path.Replace("{id}", things[route.Path.Split('/')[1]], StringComparison.Ordinal));
            var body = Examples.OfRequests.FirstOrDefault(one => one.Operation == route.Name).Json;

            using var answer = await Send(route.Method, path, other, body);

            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{route}: {answer.StatusCode}");
        }

        foreach (var (kind, id) in things)
        {
            using var list = await Send("GET", $"/{kind}", other, null);
            using var seen = await Send("GET", $"/{kind}/{id}", admin, null);
            Assert.DoesNotContain(id, await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        }
    }

    private static string Filled(string path) => path.Replace("{id}", "none", StringComparison.Ordinal).Replace("{institution}", "B1", StringComparison.Ordinal)
        .Replace("{file}", "summary.json", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal);

    private async Task<string> Made(string path, string json, string key)
    {
        using var answer = await Send("POST", path, key, json);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString.Split('/')[2];
    }

    private Task<HttpResponseMessage> Send(string method, string path, string key, string? json)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return shared.Server.Client.SendAsync(request);
    }
}

/// <summary>A server with a key of each role.</summary>
public sealed class KeyedServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    /// <summary>Keys of one tenant by role, and none.</summary>
    public IReadOnlyList<(Role? Who, string? Key)> Keys { get; private set; } = [];

    /// <summary>A writer of another tenant.</summary>
    public string Other { get; private set; } = "";

    public async Task InitializeAsync() => Server = await TestServer.Start(before: folder =>
    {
        var store = new KeyStore(folder);
        Keys = [(null, null), .. Enum.GetValues<Role>().Select(role => ((Role?)role, (string?)store.Add(role.ToString(), role, "ours").Key))];
        Other = store.Add("other", Role.Writer, "theirs").Key;
    });

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
