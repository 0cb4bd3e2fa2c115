using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Contagion.Api.Tests;

/// <summary>A route of the server.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The address, as the description writes it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Who may use it; null where it does not say.</param>
public sealed record Route(string Method, string Path, string Name, RouteRule? Rule)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The routes of a server.</summary>
public static class Routes
{
    public static IReadOnlyList<Route> Of(TestServer server) =>
    [
        .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
           let path = $"/{endpoint.RoutePattern.RawText!.Trim('/').Replace("**", "", StringComparison.Ordinal)}"
           orderby path, method
           select new Route(method, path, endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "", endpoint.Metadata.GetMetadata<RouteRule>()),
    ];
}

/// <summary>One server for the tests of a class.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
