using System.Diagnostics;
using Contagion.Tests;

namespace Contagion.QuikGraphs.Tests;

/// <summary><c>contagion network</c>, which loads the bridge from where it is.</summary>
public sealed class CommandTests : IDisposable
{
    private static readonly string Program = Path.Combine(Folders.Root, "src", "Cli", "bin", "Release", "net10.0", "contagion.dll");
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-network-");

    // The network of docs/quikgraph.md: South lent North 20, the platform lent South 10, North lent the platform 8; East owes nobody.
    public CommandTests() => File.WriteAllText(
        Path.Combine(_folder.FullName, "small.dot"),
        """
        digraph {
          node [kind=bank]
          North [external_assets=70, equity=4]
          South [external_assets=80, equity=6]
          East [external_assets=9]
          Platform [kind=platform, external_assets=30]
          South -> North [amount=20]
          Platform -> South [amount=10]
          North -> Platform [amount=8]
          East -> Platform [amount=3]
        }
        """);

    [Fact]
    public void Groups_chains_and_flows_are_told()
    {
        Assert.Equal((0, "3 of 4 institutions can be hit by their own failure through others, in 1 group.\n3: North, South, Platform\n", ""), Run("network", "components", "small.dot"));
        Assert.Equal((0, "East -(3)-> Platform -(10)-> South -(20)-> North\n", ""), Run("network", "chain", "small.dot", "East", "North"));
        Assert.Equal((0, "No chain of claims leads from North to East.\n", ""), Run("network", "chain", "small.dot", "North", "East"));
        Assert.Equal((0, "Of what Platform is owed, 10 rests on North, directly or through others.\n", ""), Run("network", "flow", "small.dot", "Platform", "North"));
    }

    [Fact]
    public void What_is_exported_reads_back_and_nothing_is_written_over()
    {
        Assert.Equal((0, "small.graphml: 4 institutions, 4 exposures.\n", ""), Run("network", "export", "small.dot", "--to", "small.graphml"));
        Assert.Equal((0, "again.dot: 4 institutions, 4 exposures.\n", ""), Run("network", "export", "small.graphml", "--to", "again.dot"));
        Assert.Equal(2, Run("network", "export", "small.dot", "--to", "again.dot").Code);

        SameNetwork.Assert(GraphFile.Read(Path.Combine(_folder.FullName, "small.dot")), GraphFile.Read(Path.Combine(_folder.FullName, "again.dot")));
    }

    [Fact]
    public void The_network_of_a_scenario_is_meant_by_its_file()
    {
        var scenario = Path.Combine(Folders.Root, "scenarios", "european-debt-2011", "european-debt.yaml");

        Assert.Equal((0, "europe.graphml: 6 institutions, 30 exposures.\n", ""), Run("network", "export", scenario, "--to", "europe.graphml"));
    }

    [Theory]
    [InlineData("CREDITOR:1:1: unknown institution 'Nort'; expected an id of the network; did you mean 'North'?\nDEBTOR:1:1: unknown institution 'Q'; expected an id of the network\n", "network", "chain", "small.dot", "Nort", "Q")]
    [InlineData("DEBTOR:1:1: is the creditor itself; expected another institution\n", "network", "flow", "small.dot", "North", "North")]
    [InlineData("--to:1:1: 'small.csv' is of no known format; expected a name that ends in .graphml, .xml, .dot or .gv\n", "network", "export", "small.dot", "--to", "small.csv")]
    [InlineData("small.csv:1:1: is of no known format; expected a scenario (.yaml, .yml), a folder or a graph (.graphml, .xml, .dot, .gv)\n", "network", "components", "small.csv")]
    [InlineData("none.dot:1:1: no such file\n", "network", "components", "none.dot")]
    public void Wrong_input_is_told(string expected, params string[] arguments) => Assert.Equal((2, "", expected), Run(arguments));

    public void Dispose() => _folder.Delete(recursive: true);

    private (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        start.Environment["CONTAGION_BRIDGE"] = AppContext.BaseDirectory;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(EndsWithin), $"contagion {string.Join(' ', arguments)} did not end within {EndsWithin}.");
        return (process.ExitCode, output.Result.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }
}
