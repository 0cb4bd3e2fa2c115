using Contagion.Engine;

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
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        AddServices(builder.Services, settings);
        if (elsewhere is not null)
        {
            builder.Services.AddSingleton(elsewhere);
        }

        builder.Services.AddSingleton<ContentFolder>();
        builder.Services.AddSingleton<IContents>(services => services.GetRequiredService<ContentFolder>());
        builder.Services.AddSingleton<IWorlds>(services => new InProcessWorlds(
            services.GetRequiredService<ContentFolder>().Find, new Data.WorldFolders(services.GetRequiredService<ServerFolders>().Of("worlds"))));
        var app = builder.Build();
        Use(app, settings);
        ServerRoutes.MapHealth(app);
        return app;
    }

    /// <summary>What the API needs. Whoever has worlds and contents elsewhere brings its own <see cref="IWorlds"/> and <see cref="IContents"/>.</summary>
    public static void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(settings);
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
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemAnswer>();
    }

    /// <summary>The routes of the API, the page, and what stands before them.</summary>
    public static void Use(WebApplication app, ServerSettings settings)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use((context, next) =>
        {
            context.Features.Set(Caller.Local);
            return next(context);
        });
        var api = app.MapGroup("").AddEndpointFilter(Tags.Filter);
        ServerRoutes.Map(api);
        ScenarioRoutes.Map(api);
        NetworkRoutes.Map(api);
        RunRoutes.Map(api);
        LookRoutes.Map(api);
        ComparisonRoutes.Map(api);
        WorldRoutes.Map(api);
        PageFiles.Use(app, settings);
    }
}
