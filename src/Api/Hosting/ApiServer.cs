using Contagion.Data;
using Contagion.Engine;
using Microsoft.AspNetCore.Http.Features;

namespace Contagion.Api;

/// <summary>The HTTP API and the page, in a process of their own or in one that has more to do.</summary>
public static class ApiServer
{
    /// <summary>A server that computes what it is asked for, and keeps it in a folder.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="elsewhere">Computes runs elsewhere; null for in this process.</param>
    public static WebApplication Build(ServerSettings settings, IBlockSources? elsewhere = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Addresses);
        builder.WebHost.ConfigureKestrel(kestrel => ServerLimits.Apply(kestrel, settings.Limits));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        AddServices(builder.Services, settings);
        if (elsewhere is not null)
        {
            builder.Services.AddSingleton(elsewhere);
        }

        builder.Services.AddSingleton<ContentFolder>();
        builder.Services.AddSingleton<IContents>(services => services.GetRequiredService<ContentFolder>());
        // Owned by the server, so that their logs are free once it ends.
        builder.Services.AddSingleton(services => new WorldFolders(services.GetRequiredService<ServerFolders>().Of("worlds")));
        builder.Services.AddSingleton<IWorlds>(services => new InProcessWorlds(services.GetRequiredService<ContentFolder>().Find, services.GetRequiredService<WorldFolders>()));
        var app = builder.Build();
        Use(app, settings);
        ServerRoutes.MapHealth(app);
        return app;
    }

    /// <summary>What the API needs. Whoever has worlds and contents elsewhere brings its own <see cref="IWorlds"/> and <see cref="IContents"/>.</summary>
    public static void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<KeyStore>();
        services.AddSingleton<LoadTurns>();
        services.AddSingleton<ServerMetrics>();
        services.AddSingleton<MetricsText>();
        services.AddSingleton<ServerFolders>();
        services.AddSingleton<ShippedScenarios>();
        services.AddSingleton<NetworkStore>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<LoadedScenarios>();
        services.AddSingleton<JobWork>();
        services.AddSingleton<RunMaker>();
        services.AddSingleton<ComparisonMaker>();
        services.AddSingleton<RunLook>();
        services.AddSingleton<WorldStore>();
        services.AddHostedService<JobQueue>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.AddExceptionHandler<ProblemAnswer>();
        services.Configure<FormOptions>(form => ServerLimits.Apply(form, settings.Limits));
        RateLimits.Add(services, settings.Limits);
        ApiDescription.Add(services);
    }

    /// <summary>The routes of the API, the page, and what stands before them.</summary>
    public static void Use(WebApplication app, ServerSettings settings)
    {
        Listening.Check(settings, app.Services.GetRequiredService<KeyStore>());
        // Asked for now, so that a folder that another server has is told before anything listens.
        app.Services.GetRequiredService<ServerFolders>();
        // Made before anything is counted.
        app.Services.GetRequiredService<MetricsText>();
        app.Use(AnswerHeaders.Add);
        app.Use(app.Services.GetRequiredService<ServerMetrics>().Measure);
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(ProblemAnswer.Write);
        app.Use(Gate.CheckOrigin);
        app.Use(Gate.Recognize);
        app.UseRateLimiter();
        app.Use(Gate.Check);
        app.Use(ServerLimits.Apply);
        var api = app.MapGroup("").AddEndpointFilter(Tags.Filter);
        ServerRoutes.Map(api);
        ScenarioRoutes.Map(api);
        NetworkRoutes.Map(api);
        RunRoutes.Map(api);
        LookRoutes.Map(api);
        ComparisonRoutes.Map(api);
        WorldRoutes.Map(api);
        KeyRoutes.Map(api);
        ApiDescription.Use(app);
        PageFiles.Use(app, settings);
    }
}
