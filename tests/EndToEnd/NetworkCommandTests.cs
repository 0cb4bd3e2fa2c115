using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary><c>contagion network describe</c>, <c>centrality</c> and <c>components</c>, none of which needs the bridge to QuikGraph.</summary>
public sealed class NetworkCommandTests
{
    private static readonly string Banks = Path.Combine(Folders.Root, "scenarios", "banks-125", "threshold.yaml");

    [Fact]
    public void A_network_is_described_as_text_json_and_tables()
    {
        using var folder = TestFolder.Small();

        var text = Command.Run(folder.Path, "network", "describe", "scenario.yaml", "--out", "all").Expect(0).Out;
        var json = Command.Run(folder.Path, "network", "describe", ".", "--json", "--out", "one.csv").Expect(0).Out;

        Assert.Contains("3 of 4 institutions can be hit by their own failure through others, in 1 group.", text, StringComparison.Ordinal);
        Assert.Contains("Small shocks die out: the spectral radius of the leverage matrix is 0.8, below 1.", text, StringComparison.Ordinal);
        Assert.Equal(json, folder.Read("all", "description.json"));
        Assert.Equal(folder.Read("one.csv"), folder.Read("all", "description.csv"));
        using var document = JsonDocument.Parse(json);
        Assert.Equal(0.8, document.RootElement.GetProperty("stability").GetProperty("spectral_radius").GetDouble(), 1e-14);
        Assert.Equal("B1", document.RootElement.GetProperty("most_central")[0].GetProperty("id").GetString());
        Assert.Equal("B1", document.RootElement.GetProperty("most_leveraged")[0].GetProperty("id").GetString());
        Assert.Contains("\nnetwork,exposures,4\n", folder.Read("one.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Centralities_are_written_row_by_row()
    {
        using var folder = new TestFolder();

        var text = Command.Run(folder.Path, "network", "centrality", Banks, "--by", "pagerank,betweenness", "--top", "2", "--out", "c.csv").Expect(0).Out;

        var table = Table.Read(folder.At("c.csv"));
        var expected = Table.Read(Folders.Reference("centrality-sim125"), "expected.csv");
        Assert.Equal(["id", "pagerank", "betweenness"], table.Columns);
        Near.Equal(expected.Numbers("pagerank_weighted_d085"), table.Numbers("pagerank"), 1e-8, "PageRank");
        Near.Equal([.. expected.Numbers("betweenness_distance_1_over_amount_raw").Select(raw => raw / (124 * 123))], table.Numbers("betweenness"), 1e-12, "betweenness");
        Assert.Contains("b55", text, StringComparison.Ordinal);
        Assert.DoesNotContain("b28", text, StringComparison.Ordinal);
    }

    // Chunks of work do not depend on how many threads there are to take them.
    [LongFact]
    public void The_number_of_threads_changes_no_bit()
    {
        using var folder = new TestFolder().Write(
            "drawn.yaml",
            """
            name: drawn
            network: { generate: { model: erdos-renyi, institutions: 2100, meanDegree: 40, balance: { rule: gai-kapadia, interbankShare: 0.2, capitalRatio: 0.04 } } }
            shocks: [ { kind: default, target: { random: 1 } } ]
            channels: { solvency: { mechanism: furfine } }
            """);
        string[] line = ["network", "centrality", "drawn.yaml", "--by", "pagerank,eigenvector,katz,betweenness,closeness,harmonic-vulnerability,hub,communicability", "--json", "--out"];

        var one = Command.RunWith(folder.Path, ["DOTNET_PROCESSOR_COUNT=1"], [.. line, "one.csv"]).Expect(0);
        var five = Command.RunWith(folder.Path, ["DOTNET_PROCESSOR_COUNT=5"], [.. line, "five.csv"]).Expect(0);

        Assert.Equal(one.Out, five.Out);
        Assert.Equal(folder.Read("one.csv"), folder.Read("five.csv"));
    }

    [Fact]
    public void Groups_are_told_without_the_bridge()
    {
        using var folder = TestFolder.Small();

        Assert.Equal(
            "3 of 4 institutions can be hit by their own failure through others, in 1 group.\n3: B1, B2, B3\n", Command.Run(folder.Path, "network", "components", "scenario.yaml").Expect(0).Out);
    }

    [Theory]
    [InlineData("--by:1:1: unknown measure 'page-rank'; expected some of ", "did you mean 'pagerank'?", "network", "centrality", ".", "--by", "page-rank")]
    [InlineData("--by:1:1: measure 'katz' is named twice", "", "network", "centrality", ".", "--by", "katz,katz")]
    [InlineData("--by:1:1: 'weight' cannot be told here: no institution has a weight", "", "network", "centrality", ".", "--by", "weight")]
    [InlineData("--out:1:1: 'scenario.yaml' is of no known format; expected a name that ends in .csv", "", "network", "centrality", ".", "--out", "scenario.yaml")]
    [InlineData("--out:1:1: 'exposures.csv' is there already; expected the name of a new file", "", "network", "centrality", ".", "--out", "exposures.csv")]
    [InlineData("--out:1:1: '.' is there already; expected the name of a new file that ends in .csv, or of a new or empty folder", "", "network", "describe", ".", "--out", ".")]
    [InlineData("contagion: --top is '0'; expected a whole number from 1", "", "network", "centrality", ".", "--top", "0")]
    [InlineData("nothing:1:1: no such file or folder", "", "network", "describe", "nothing")]
    public void Wrong_input_is_told_and_nothing_is_written(string expected, string hint, params string[] arguments)
    {
        using var folder = TestFolder.Small();
        var before = folder.Contents();

        var result = Command.RunBriefly(folder.Path, arguments).Expect(2);

        Assert.StartsWith(expected, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Contents());
    }

    // 'by: sinkrank' is for networks whose matrix can be inverted, and a target says so before anything is run.
    [Fact]
    public void A_target_by_what_cannot_be_computed_is_refused()
    {
        using var folder = new TestFolder().Write(
            "drawn.yaml",
            """
            name: drawn
            network: { generate: { model: erdos-renyi, institutions: 2001, meanDegree: 2, balance: { rule: gai-kapadia, interbankShare: 0.2, capitalRatio: 0.04 } } }
            shocks: [ { kind: default, target: { top: 1, by: sinkrank } } ]
            channels: { solvency: { mechanism: furfine } }
            """);

        Assert.Contains(
            "'by: sinkrank' cannot be told here: SinkRank of all institutions is computed up to 2000 of them; there are 2001",
            Command.Run(folder.Path, "validate", "drawn.yaml").Expect(2).Error, StringComparison.Ordinal);
    }
}
