namespace Contagion.Tests;

/// <summary>A folder with the study of policies, in one period.</summary>
internal static class PolicyFolder
{
    /// <summary>A new folder with scenario.yaml, three policy sets in it.</summary>
    /// <param name="replications">How many replications it has.</param>
    public static TestFolder New(int replications = 20) =>
        Write(new TestFolder(), "scenario.yaml", $"{PolicyStudy.Scenario("Platform")}{PolicyStudy.Sets}run: {{ replications: {replications}, seed: 7 }}\n");

    /// <summary>A new folder with a scenario in each of two files, <c>a.yaml</c> and <c>b.yaml</c>, called A and B; B has a guarantee fund.</summary>
    public static TestFolder NewPair() => Write(
        Write(new TestFolder(), "a.yaml", PolicyStudy.Scenario("A") + "run: { replications: 20, seed: 7 }\n"),
        "b.yaml", PolicyStudy.Scenario("B") + "policies: { guaranteeFund: { size: 5 } }\nrun: { replications: 20, seed: 7 }\n");

    private static TestFolder Write(TestFolder folder, string name, string scenario)
    {
        foreach (var (file, text) in PolicyStudy.Network())
        {
            folder.Write(file, text);
        }

        return folder.Write(name, scenario);
    }
}
