using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>Networks that are made of what each institution lends and owes in all.</summary>
public sealed class ReconstructedNetworkTests
{
    private static readonly string[] Results = ["summary.json", "institutions.csv", "replications.csv", "rounds.csv", "spillover.csv", "report.html"];

    public static TheoryData<string> FewMethods => ["method: maximum-entropy", "method: fitness, density: 0.95, exact: true", "method: gibbs, density: 0.3, prior: fitness, burnIn: 20, samples: 5"];

    public static TheoryData<string> Methods =>
    [
        "method: maximum-entropy", "method: minimum-density", "method: fitness, density: 0.3", "method: fitness, density: 0.95, exact: true", "method: configuration", "method: gibbs, density: 0.3, burnIn: 20",
        "method: gibbs, density: 0.3, prior: fitness, burnIn: 20, samples: 5",
    ];

    [Theory]
    [MemberData(nameof(FewMethods))]
    public void Threads_and_partitions_do_not_change_a_byte_and_the_folder_repeats_the_run(string method)
    {
        using var folder = Folder(method, replications: 12);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "first", "--threads", "1", "--quiet").Expect(0);

        Command.Run(folder.Path, "run", "first/scenario.yaml", "--out", "second", "--threads", "2", "--partitions", "3", "--quiet").Expect(0);

        Assert.Equal(folder.Read("marginals.csv"), folder.Read("first", "inputs", "marginals.csv"));
        Assert.All(Results, file => Assert.Equal(folder.Read("first", file), folder.Read("second", file)));
    }

    [LongTheory]
    [MemberData(nameof(Methods))]
    public void Threads_vectors_and_partitions_do_not_change_a_byte_and_the_folder_repeats_the_run(string method)
    {
        using var folder = Folder(method, replications: 12);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "first", "--threads", "1", "--quiet").Expect(0);

        Command.RunWith(folder.Path, ["DOTNET_EnableAVX512=0"], "run", "scenario.yaml", "--out", "second", "--threads", "2", "--partitions", "3", "--quiet").Expect(0);
        Command.RunWith(folder.Path, ["DOTNET_EnableHWIntrinsic=0"], "run", "first/scenario.yaml", "--out", "third", "--threads", "2", "--quiet").Expect(0);

        Assert.Equal(folder.Read("marginals.csv"), folder.Read("first", "inputs", "marginals.csv"));
        Assert.All(Results, file => Assert.Equal(folder.Read("first", file), folder.Read("second", file)));
        Assert.All(Results, file => Assert.Equal(folder.Read("first", file), folder.Read("third", file)));
        Assert.Equal(!method.Contains("maximum", StringComparison.Ordinal), Table.Read(folder.At("first"), "replications.csv").Numbers("contagion_loss").Distinct().Count() > 1);
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_with_the_same_networks()
    {
        using var folder = Folder("method: gibbs, density: 0.3, burnIn: 300", replications: 40);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "undisturbed", "--quiet").Expect(0);

        using var command = RunningCommand.Start(folder, "stopped");
        command.Interrupt();
        command.End().Expect(130);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "stopped", "--resume", "--quiet", "--threads", "2").Expect(0);

        Assert.All(Results, file => Assert.Equal(folder.Read("undisturbed", file), folder.Read("stopped", file)));
    }

    [Fact]
    public void One_replication_alone_has_the_network_it_has_among_others()
    {
        using var folder = Folder("method: gibbs, density: 0.3, burnIn: 20", replications: 6);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "all", "--quiet").Expect(0);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "one", "--quiet", "--replication", "4").Expect(0);

        Assert.Equal(folder.Read("all", "replications.csv").Split('\n')[5], folder.Read("one", "replications.csv").Split('\n')[1]);
    }

    [Fact]
    public void A_sweep_over_densities_and_files_keeps_copies_of_both()
    {
        using var folder = Folder("method: fitness, density: 0.3", replications: 2);
        folder.Write("more.csv", folder.Read("marginals.csv").Replace(",30,", ",40,", StringComparison.Ordinal));

        Command.Run(folder.Path, "sweep", "scenario.yaml", "--over", "network.reconstruct.density=0.2,0.4", "--over", "network.reconstruct.marginals=marginals.csv,more.csv", "--out", "sweep", "--quiet").Expect(0);

        Assert.Equal(4, Table.Read(folder.At("sweep"), "sweep.csv").Count);
        Assert.Equal(folder.Read("marginals.csv"), folder.Read("sweep", "inputs", "marginals.csv"));
        Assert.Equal(folder.Read("more.csv"), folder.Read("sweep", "inputs", "1", "marginals.csv"));
    }

    // Several channels at once ask more of a network than one mechanism does.
    [Fact]
    public void Runs_over_periods_take_reconstructed_networks()
    {
        using var folder = Folder("method: gibbs, density: 0.3, burnIn: 20", replications: 4);

        Command.Run(
            folder.Path, "run", "scenario.yaml", "--out", "joint", "--quiet", "--audit", "--set", "channels.solvency={ mechanism: joint, alpha: 0.9, beta: 0.8 }",
            "--set", "channels.market={ assets: [{ name: bonds, impact: 0.1 }] }", "--set", "run.periods=3").Expect(0);

        Assert.Equal(4, Table.Read(folder.At("joint"), "replications.csv").Count);
    }

    [Fact]
    public void Reconstruct_writes_the_networks_that_replications_of_the_seed_have()
    {
        using var folder = Folder("method: gibbs, density: 0.3, burnIn: 20", replications: 3);
        var told = Command.Run(folder.Path, "network", "reconstruct", "marginals.csv", "--method", "gibbs", "--density", "0.3", "--burn-in", "20", "--seed", "7", "--samples", "3", "--out", "networks", "--json").Expect(0);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "reconstructed", "--quiet").Expect(0);
        folder.Write("networks/3/scenario.yaml", folder.Read("scenario.yaml").Replace(
            "reconstruct: { marginals: marginals.csv, method: gibbs, density: 0.3, burnIn: 20 }", "files: { institutions: institutions.csv, exposures: exposures.csv }", StringComparison.Ordinal));
        Command.Run(folder.Path, "run", "networks/3/scenario.yaml", "--out", "read", "--quiet").Expect(0);

        // From files the rows add up in the same order, so that the third network has the losses of the third replication to the last bit.
        Assert.Equal(
            Table.Read(folder.At("reconstructed"), "replications.csv").Text(2, "total_loss"), Table.Read(folder.At("read"), "replications.csv").Text(2, "total_loss"));
        using var json = JsonDocument.Parse(told.Out);
        Assert.Equal(3, json.RootElement.GetProperty("networks").GetArrayLength());
        Assert.All(json.RootElement.GetProperty("networks").EnumerateArray(), network => Assert.True(network.GetProperty("largest_error").GetDouble() < 1e-12));
        Assert.Equal(5, json.RootElement.GetProperty("diagnosis").GetProperty("measures").GetArrayLength());
        Assert.Equal(!json.RootElement.GetProperty("diagnosis").GetProperty("mixed").GetBoolean(), told.Error.Contains("R-hat", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--density:1:1: unknown key 'density' in method 'maximum-entropy'", "marginals.csv", "--method", "maximum-entropy", "--density", "0.3")]
    [InlineData("--method:1:1: method 'gibbs' has no 'density'", "marginals.csv", "--method", "gibbs")]
    [InlineData("--method:1:1: unknown method 'gips'; expected one of configuration, fitness, gibbs, maximum-entropy, minimum-density; did you mean 'gibbs'?", "marginals.csv", "--method", "gips")]
    [InlineData("--density:1:1: 'density' is 'x'; expected a number from 0 to 1", "marginals.csv", "--method", "fitness", "--density", "x")]
    [InlineData("wrong.csv:2:1: 'a' has network_assets 10 and network_liabilities 5", "wrong.csv", "--method", "minimum-density")]
    [InlineData("absent.csv:1:1: no such file", "absent.csv", "--method", "minimum-density")]
    public void Bad_input_of_reconstruct_is_told_and_nothing_written(string expected, params string[] arguments)
    {
        using var folder = Folder("method: minimum-density", replications: 1);
        folder.Write("wrong.csv", "id,kind,network_assets,network_liabilities\na,bank,10,5\nb,bank,1,4\nc,bank,1,3\n");

        var result = Command.RunBriefly(folder.Path, ["network", "reconstruct", .. arguments, "--out", "out"]).Expect(2);

        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("out")));
    }

    [Fact]
    public void A_folder_that_holds_something_is_not_written_to()
    {
        using var folder = Folder("method: minimum-density", replications: 1);

        var result = Command.RunBriefly(folder.Path, "network", "reconstruct", "marginals.csv", "--method", "minimum-density", "--out", ".").Expect(2);

        Assert.Contains("not empty", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Twenty banks whose claims and debts add up to 210 each.</summary>
    private static TestFolder Folder(string method, int replications) => new TestFolder()
        .Write("marginals.csv", "id,kind,network_assets,network_liabilities,external_assets,equity,debtors,creditors\n"
            + string.Concat(Enumerable.Range(1, 20).Select(bank => $"B{bank:D2},bank,{bank},{21 - bank},30,{2 + (bank % 3)},{2 + (bank % 4)},{2 + ((bank + 1) % 4)}\n")))
        .Write("scenario.yaml", $"""
            name: Unknown links
            network: {"{"} reconstruct: {"{"} marginals: marginals.csv, {method} {"}"} {"}"}
            shocks:
              - {"{"} kind: default, target: {"{"} id: [B05, B12] {"}"} {"}"}
            channels:
              solvency: {"{"} mechanism: debtrank-linear {"}"}
            run: {"{"} seed: 7, replications: {replications} {"}"}

            """);
}
