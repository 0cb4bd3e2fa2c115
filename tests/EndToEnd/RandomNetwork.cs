using System.Globalization;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>Writes networks of banks drawn at random, the same for the same seed.</summary>
internal static class RandomNetwork
{
    /// <summary>Writes institutions.csv and exposures.csv that every mechanism can run on.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="count">Number of banks.</param>
    /// <param name="debtors">How many others each bank lends to.</param>
    /// <param name="leverage">Claims of each bank over its equity: losses are passed on with this factor a round.</param>
    public static TestFolder Write(TestFolder folder, int count, int debtors, double leverage)
    {
        var random = new Random(20_260_101);
        var institutions = new List<string> { "id,kind,group,external_assets,equity,volatility,weight" };
        var exposures = new List<string> { "creditor,debtor,amount" };
        for (var bank = 0; bank < count; bank++)
        {
            var equity = 10 + (90 * random.NextDouble());
            institutions.Add(string.Create(CultureInfo.InvariantCulture, $"B{bank},bank,G{bank % 5},{12 * equity:R},{equity:R},{0.02 + (0.05 * random.NextDouble()):R},{random.NextDouble():R}"));
            var others = Enumerable.Range(0, count).Where(other => other != bank).ToArray();
            random.Shuffle(others);
            var parts = Enumerable.Range(0, debtors).Select(_ => 0.1 + random.NextDouble()).ToArray();
            exposures.AddRange(parts.Select((part, debtor) => string.Create(CultureInfo.InvariantCulture, $"B{bank},B{others[debtor]},{leverage * equity * part / parts.Sum():R}")));
        }

        return folder.Write("institutions.csv", string.Join('\n', institutions) + "\n").Write("exposures.csv", string.Join('\n', exposures) + "\n");
    }

    /// <summary>A scenario on that network.</summary>
    public static string Scenario(string shock, string mechanism, string run = "{ seed: 11 }") =>
        $$"""
        name: Banks at random
        network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
        shocks:
          - {{shock}}
        channels:
          solvency: {{mechanism}}
        run: {{run}}

        """;
}
