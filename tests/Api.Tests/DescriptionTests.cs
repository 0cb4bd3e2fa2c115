using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Contagion.Api.Tests;

/// <summary>The description of the API is valid, whole, and true.</summary>
public sealed class DescriptionTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task The_description_is_valid_OpenApi_3_1()
    {
        using var answer = await Server.Client.GetAsync("/openapi/v1.json");
        Assert.True(answer.IsSuccessStatusCode, Server.Log.ToString());
        await using var text = await answer.Content.ReadAsStreamAsync();

        var read = await OpenApiDocument.LoadAsync(text, "json");

        Assert.Empty(read.Diagnostic!.Errors.Concat(read.Diagnostic.Warnings).Select(one => one.ToString()));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Every_route_is_in_the_description_with_a_name_and_a_summary()
    {
        var paths = (await Server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        string[] others = ["GET /", "GET /openapi/{documentName}.json"];

        foreach (var route in Routes.Of(Server).Where(route => !others.Contains(route.ToString())))
        {
            Assert.True(paths.TryGetProperty(route.Path, out var path) && path.TryGetProperty(route.Method.ToLowerInvariant(), out _), $"{route} is not described");
            var operation = path.GetProperty(route.Method.ToLowerInvariant());
            Assert.NotEmpty(operation.GetProperty("operationId").GetString()!);
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
        }
    }

    [Fact]
    public async Task Every_parameter_and_property_says_what_it_means()
    {
        var document = await Server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var silent =
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Value.TryGetProperty("parameters", out _)
            from parameter in operation.Value.GetProperty("parameters").EnumerateArray()
            where !parameter.TryGetProperty("description", out _)
            select $"{operation.Name} {path.Name}: {parameter.GetProperty("name")}";
        var mute =
            from schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from property in schema.Value.GetProperty("properties").EnumerateObject()
            where !property.Value.TryGetProperty("description", out _) && !property.Value.TryGetProperty("$ref", out _)
            select $"{schema.Name}.{property.Name}";

        Assert.Empty(silent.Concat(mute));
    }

    [Fact]
    public async Task Examples_of_requests_are_right()
    {
        var run = await Server.Made("/runs", Examples.OfRequests.First(one => one is { Operation: "StartRun", Name: "object" }).Json);
        await Server.Ended($"/runs/{run.GetProperty("id")}");
        var world = await Server.Made("/worlds", Examples.OfRequests.First(one => one is { Operation: "OpenWorld", Name: "object" }).Json);
        var routes = Routes.Of(Server).Where(route => route.Name.Length > 0).ToDictionary(route => route.Name);

        foreach (var (operation, name, _, json) in Examples.OfRequests.Where(one => one.Operation != "AddKey"))
        {
            var id = operation == "MeasureRun" ? run.GetProperty("id").GetString() : world.GetProperty("id").GetString();

            using var answer = await Server.Post(routes[operation].Path.Replace("{id}", id, StringComparison.Ordinal), json);

            Assert.True(answer.IsSuccessStatusCode, $"{operation} {name}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task The_page_of_the_description_takes_nothing_from_elsewhere()
    {
        var page = await Server.Client.GetStringAsync("/docs/index.html");
        var script = await Server.Client.GetStringAsync("/docs/index.js");

        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", page, StringComparison.Ordinal);
        // Our policy lets no script run that stands in the page itself.
        Assert.DoesNotMatch("<script(?![^>]*src=)", page);
        Assert.Contains("openapi/v1.json", script, StringComparison.Ordinal);
    }
}
