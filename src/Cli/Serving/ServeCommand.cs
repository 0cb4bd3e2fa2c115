using System.CommandLine;
using Contagion.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Contagion.Cli;

/// <summary><c>contagion serve</c>: the HTTP API and the page, until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>Where the page was built, and where shipped scenarios are: the script in the repository says so.</summary>
    private static readonly string? Page = Environment.GetEnvironmentVariable("CONTAGION_PAGE");
    private static readonly string? Scenarios = Environment.GetEnvironmentVariable("CONTAGION_SCENARIOS");

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen; several with ';' between them.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var data = CommonOptions.ServerData();
        var config = new Option<string?>("--config") { Description = "A JSON file with settings: { \"limits\": { ... } }.", HelpName = "FILE" };
        var (cluster, granularity) = (CommonOptions.Cluster(), CommonOptions.Granularity());
        var command = new Command("serve", "Serve the HTTP API and the page that people open in a browser.") { urls, data, config, cluster, granularity };
        command.SetAction(parsed =>
        {
            var address = parsed.GetValue(cluster) is { } text ? ClusterAddress.Parse(text) : null;
            using var runs = address is null ? null : new HttpRuns(address, parsed.GetValue(granularity) ?? 0);
            return Serve(new ServerSettings
            {
                Urls = parsed.GetRequiredValue(urls),
                Data = parsed.GetRequiredValue(data),
                Limits = parsed.GetValue(config) is { } file ? ServerConfig.Read(file) : new Limits(),
                Scenarios = Scenarios ?? Beside("scenarios"),
                Page = Page ?? Beside("page"),
            }, runs);
        });
        return command;
    }

    private static int Serve(ServerSettings settings, HttpRuns? runs)
    {
        using var app = ApiServer.Build(settings, runs);
        app.Start();
        Console.Error.WriteLine($"Contagion listens on {string.Join(", ", app.Urls)}; results are kept in {settings.Data}. Ctrl-C ends it; what is under way then goes on at the next start.");
        app.WaitForShutdown();
        return ExitCode.Done;
    }

    private static string Beside(string folder) => Path.Combine(AppContext.BaseDirectory, folder);
}
