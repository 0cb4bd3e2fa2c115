using System.Diagnostics;
using Contagion.Api.Tests;
using Contagion.Tests;

namespace Contagion.Page.Tests;

/// <summary>A client that is generated from the description does the main job: the description is what the server does.</summary>
public sealed class GeneratedClientTests
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    private static string Client => Path.Combine(Folders.Root, "src", "Web", "client-test");

    [ClientFact]
    public async Task A_generated_client_does_the_main_job()
    {
        await using var server = await TestServer.Start();
        var description = Path.Combine(server.Data, "description.json");
        await File.WriteAllTextAsync(description, await server.Client.GetStringAsync("/openapi/v1.json"));

        await Npm(server, "run", "types", "--", description);
        await Npm(server, "run", "check");
        await Npm(server, "run", "job");
    }

    private static async Task Npm(TestServer server, params string[] arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["--silent", .. arguments])
        {
            WorkingDirectory = Client,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CONTAGION_SERVER"] = server.Client.BaseAddress!.ToString(), ["NO_COLOR"] = "1" },
        })!;
        using var late = new CancellationTokenSource(Most);
        try
        {
            var (told, wrong) = (npm.StandardOutput.ReadToEndAsync(late.Token), npm.StandardError.ReadToEndAsync(late.Token));
            await npm.WaitForExitAsync(late.Token);
            Assert.True(npm.ExitCode == 0, $"npm {string.Join(' ', arguments)} ended with {npm.ExitCode}\n{await told}\n{await wrong}\n{server.Log}");
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            Assert.Fail($"npm {string.Join(' ', arguments)} did not end within {Most}");
        }
    }

    /// <summary>A test that needs the packages of the client, skipped where they are not installed.</summary>
    private sealed class ClientFactAttribute : FactAttribute
    {
        // A package of the client's own: it is there once `npm ci` has been.
        public ClientFactAttribute() => Skip = Directory.Exists(Path.Combine(Client, "node_modules", "openapi-typescript")) ? null : "needs the packages of the page: npm ci in src/Web";
    }
}
