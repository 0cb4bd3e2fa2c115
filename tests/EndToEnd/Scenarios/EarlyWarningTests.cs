using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/early-warning/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class EarlyWarningTests(ScenarioRuns runs)
{
    private static readonly string Folder = Path.Combine(Folders.Root, "scenarios", "early-warning");

    // CONTAGION_WRITE=1 writes them anew.
    [Fact]
    public void The_files_are_those_that_the_seed_makes()
    {
        var made = new SyntheticPlatforms();
        foreach (var (name, text) in new[] { ("history.csv", made.History), ("features.csv", made.Features), ("institutions.csv", made.Institutions), ("exposures.csv", made.Exposures) })
        {
            if (Environment.GetEnvironmentVariable("CONTAGION_WRITE") is "1")
            {
                File.WriteAllText(Path.Combine(Folder, name), text);
            }

            Assert.Equal(text, File.ReadAllText(Path.Combine(Folder, name)));
        }
    }

    private void Nothing() => runs.Dispose();
}
