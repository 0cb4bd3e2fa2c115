using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>Metrics through the command line.</summary>
public sealed class MetricCommandTests
{
    /// <summary>The reference network N4 of models.md 0.4, after its shock.</summary>
    private const string FourNodes =
        """
        id,kind,external_assets,external_liabilities
        A,bank,4,4
        B,bank,16,6
        C,bank,4,0
        D,bank,8,8

        """;

    // L[i,j] is what i owes j.
    private const string FourDebts =
        """
        creditor,debtor,amount
        C,A,1
        D,A,5
        A,B,6
        C,B,2
        D,C,4
        A,D,2
        C,D,4

        """;

    // Source: models.md TV-CWC.
    [Fact]
    public void The_integrated_example_has_the_centrality_weighted_contagion_of_models()
    {
        using var folder = new TestFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folders.Root, "scenarios", "integrated-example"), "*.*").Where(file => !file.EndsWith(".md", StringComparison.Ordinal)))
        {
            File.Copy(file, folder.At(Path.GetFileName(file)));
        }

        // c: claims held, of H2 those that somebody guarantees.
        var weights = new Dictionary<string, string> { ["H1"] = "20", ["H2"] = "10", ["B"] = "5", ["id"] = "weight" };
        folder.Write("institutions.csv", string.Concat(folder.Read("institutions.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{line},{weights.GetValueOrDefault(line.Split(',')[0], "")}\n")));

        Command.Run(folder.Path, "run", "with-lender-of-last-resort.yaml", "--out", "run", "--quiet", "--set", "metrics={ centralityWeighted: { by: [weight] }, impact: {} }").Expect(0);

        var (replications, impact) = (Table.Read(folder.At("run", "replications.csv")), Table.Read(folder.At("run", "impact.csv")));
        Near.Equal([0.3068027211], replications.Numbers("cwc_weight"), Near.Printed, "TV-CWC, TV-INT-1");
        Near.Equal(
            [0.3214285714, 0.1333333333, 0.5952380952], [.. new[] { "H1", "H2", "B" }.Select(id => impact.Number(Array.IndexOf(impact.Texts("id"), id), "vulnerability"))], Near.Printed, "TV-CWC, ℓ");
        using var summary = JsonDocument.Parse(folder.Read("run", "summary.json"));
        Near.Equal([0.3068027211], [summary.RootElement.GetProperty("metrics").GetProperty("cwc_weight").GetProperty("mean").GetDouble()], Near.Printed, "TV-CWC in summary.json");
    }

    // Source: models.md TV-CWC, TV-N4.
    [Fact]
    public void N4_has_the_centrality_weighted_contagion_of_models()
    {
        using var folder = new TestFolder().Write("institutions.csv", FourNodes).Write("exposures.csv", FourDebts).Write(
            "scenario.yaml",
            """
            name: N4
            network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
            shocks:
              - { kind: asset-loss, target: { id: A }, amount: 2 }
              - { kind: asset-loss, target: { id: B }, amount: 15 }
              - { kind: asset-loss, target: { id: D }, amount: 3 }
            channels:
              solvency: { mechanism: eisenberg-noe }
            metrics:
              centralityWeighted: { by: [network-assets, network-liabilities], variants: [equity, others] }

            """);

        var told = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "run").Expect(0);

        var table = Table.Read(folder.At("run", "centrality-weighted.csv"));
        Near.Equal([0.1380952381, 0.0789115646], [table.Number(0, "value"), table.Number(2, "value")], Near.Printed, "TV-CWC");
        // ℓ = (0, 0, 116/245, 0): of those whom no shock hits there is C alone.
        Near.Equal([116.0 / 245, 116.0 / 245 / 4, 1], [table.Number(1, "value"), table.Number(0, "mean"), table.Number(1, "concentration_ratio")], Near.Exact, "TV-CWC, C alone and the plain mean");
        Assert.Contains("Contagion is concentrated at the centre: institutions weighted by network-assets lose 1.17 times the plain mean.", told.Out.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("metrics.json, centrality-weighted.csv, rings.csv", told.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_partitions_and_vector_width_do_not_change_a_byte() => AssertSame("{ mechanism: joint, alpha: 0.8, beta: 0.7 }");

    [LongTheory]
    [InlineData("{ mechanism: furfine, lossGivenDefault: 0.9 }")]
    [InlineData("{ mechanism: debtrank-linear, recovery: 0.1 }")]
    public void Nor_do_they_under_other_mechanisms(string mechanism) => AssertSame(mechanism);

    private static void AssertSame(string mechanism)
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 30, debtors: 5, leverage: 1.1)
            .Write("each.yaml", RandomNetwork.Scenario("{ kind: default, target: { each: all } }", mechanism) + "metrics: all\n")
            .Write("random.yaml", RandomNetwork.Scenario("{ kind: asset-loss, target: { random: 9 }, fraction: 0.08 }", mechanism, "{ seed: 11, replications: 37 }") + "metrics: all\n");
        foreach (var (scenario, environment, options) in new (string, string, string[])[] { ("each", "DOTNET_EnableHWIntrinsic=0", ["--threads", "2", "--partitions", "4"]), ("random", "DOTNET_EnableAVX512=0", ["--threads", "3"]) })
        {
            Command.Run(folder.Path, "run", $"{scenario}.yaml", "--out", scenario, "--threads", "1", "--quiet").Expect(0);
            Command.RunWith(folder.Path, [environment], ["run", $"{scenario}.yaml", "--out", $"{scenario}-other", "--quiet", .. options]).Expect(0);
            SameBytesTests.AssertSame(folder, scenario, $"{scenario}-other", $"{mechanism}, {string.Join(' ', options)}, {environment}");
        }
    }

    [Fact]
    public void A_comparison_has_the_numbers_of_replications()
    {
        using var folder = PolicyFolder.New();

        Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out", "--quiet", "--set", "metrics=[centralityWeighted, concentration]").Expect(0);

        var table = Table.Read(folder.At("out", "comparison.csv"));
        Assert.Superset(new HashSet<string> { "cwc_plain", "cwc_pagerank_vulnerability", "loss_gini" }, table.Texts("metric").ToHashSet());
    }
}
