using Contagion.Data;

namespace Contagion.Api;

/// <summary>Scenarios of runs in memory, those asked for last, so that looking at a large network again does not read it again.</summary>
/// <param name="settings">How much of them is kept.</param>
public sealed class LoadedScenarios(ServerSettings settings)
{
    private readonly Recent<string, ScenarioFile> _small = new(64);
    private readonly Recent<string, ScenarioFile> _large = new((int)Math.Max(1, settings.Limits.ExposuresInMemory / settings.Limits.Exposures));

    /// <summary>The scenario of a run, as it was asked for.</summary>
    internal ScenarioFile Of(Job run) => (IsLarge(run) ? _large : _small).Get(run.Key, () => ScenarioFile.Load(Path.Combine(run.Request, "scenario.yaml")));

    private bool IsLarge(Job run) => run.Record.Institutions + (long)run.Record.Exposures > settings.Limits.ExposuresInMemory / 100;
}
