using Contagion.Data;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>What the description says of the API as a whole.</summary>
internal static class DocumentDescription
{
    private const string KeyScheme = "key";

    public static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Contagion",
            Version = RunDirectory.Version,
            Description = "How distress travels on a network of exposures, and what softens it: bring or draw networks, run scenarios, follow them, "
                + "look into results, compare policies, keep worlds open. Times are ISO 8601 in UTC, amounts are in the scenario's currency unit, undefined numbers are null. "
                + "Every error is a problem (RFC 9457).",
            License = new OpenApiLicense { Name = "See LICENSE in the repository" },
        };
        // Addresses are relative to where the description was read, whatever stands before the server.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        SchemaDescription.Complete(document.Components);
        ProblemDescription.AddTo(document.Components);
        if (context.ApplicationServices.GetRequiredService<KeyStore>().IsOn)
        {
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key that the operator of the server made: contagion keys add." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        }

        return Task.CompletedTask;
    }
}
