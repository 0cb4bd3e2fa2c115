using Contagion.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Contagion.Grains;

/// <summary>What a silo needs to carry runs and worlds.</summary>
public static class GrainsServices
{
    /// <summary>Adds the grains' services. The silo adds an <see cref="IBlockStore"/>, an <see cref="IScenarioSource"/>, grain storage under <see cref="GrainStorage.Name"/> and reminders.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="processors">How many blocks the silo computes at a time.</param>
    /// <param name="version">Version of the program.</param>
    public static ISiloBuilder AddContagion(this ISiloBuilder silo, int processors, string version)
    {
        silo.Services.AddSingleton(new SiloVersion(version));
        silo.Services.AddSingleton<SharedScenarios>();
        silo.Services.AddSingleton(services => new Workshop(services.GetRequiredService<SharedScenarios>(), services.GetRequiredService<WorkMeter>(), processors));
        silo.Services.AddSingleton<WorkMeter>();
        silo.Services.AddSingleton<Sweeps>();
        silo.Services.AddSingleton<IClusterSize, LivingSilos>();
        silo.Services.AddHostedService<RunWatch>();
        return silo.AddPlacementDirector<DealtPlacement, DealtPlacementDirector>();
    }
}
