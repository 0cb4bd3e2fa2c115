using Contagion.Tests;

namespace Contagion.Data.Tests;

/// <summary>The study of policies over two periods: credit events in the first, withdrawals and what is due in the second.</summary>
internal static class PolicyScenario
{
    /// <summary>Writes the scenario and its network.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="run">Further settings of the run, such as <c>attribution: shapley</c>.</param>
    public static SmallFolder Write(SmallFolder folder, string run = "path: true")
    {
        foreach (var (file, text) in PolicyStudy.Network(maturity: "1"))
        {
            folder.Write(file, text);
        }

        return folder.Write("scenario.yaml", $"{PolicyStudy.Scenario("Small", withdrawal: 1)}{PolicyStudy.Sets}run: {{ replications: 40, periods: 2, seed: 7, {run} }}\n");
    }
}
