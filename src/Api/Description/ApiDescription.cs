using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>The description of the API: for programs (OpenAPI 3.1), and as a page for people.</summary>
internal static class ApiDescription
{
    /// <summary>Where the description is.</summary>
    public const string Address = "/openapi/v1.json";

    public static void Add(IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // What a silo has besides is for other silos.
        options.ShouldInclude = route => route.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Any();
        options.AddSchemaTransformer(SchemaDescription.Describe);
        options.AddOperationTransformer(OperationDescription.Describe);
        options.AddOperationTransformer(BodyDescription.Describe);
        options.AddDocumentTransformer(DocumentDescription.Describe);
    });

    public static void Use(WebApplication app)
    {
        app.MapOpenApi().ForEverybody();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Contagion: HTTP API";
            page.SwaggerEndpoint($"..{Address}", "Contagion");
        });
    }
}
