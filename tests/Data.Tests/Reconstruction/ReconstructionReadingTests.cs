using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Reconstruction;

/// <summary>Scenarios whose network is made of totals: what is read, what is wrong, and what a replication gets.</summary>
public sealed class ReconstructionReadingTests
{
    /// <summary>The seven banks of Anand, Craig and von Peter (2015), with equity.</summary>
    private const string Marginals =
        """
        id,kind,network_assets,network_liabilities,external_assets,equity
        a,bank,7,4,20,5
        b,bank,5,5,20,5
        c,bank,3,5,20,5
        d,bank,1,0,20,5
        e,bank,3,0,20,5
        f,bank,0,2,20,5
        g,bank,1,4,20,5

        """;

    private const string Gibbs = "network={ reconstruct: { marginals: m.csv, method: gibbs, density: 0.4, burnIn: 3 } }";

    private static readonly string[] Methods = ["method: maximum-entropy", "method: minimum-density", "method: fitness, density: 0.4", "method: gibbs, density: 0.4, burnIn: 3"];

    public static TheoryData<string> Methods_ => [.. Methods];

    [Theory]
    [MemberData(nameof(Methods_))]
    public void Balance_sheets_are_completed_with_the_claims_made(string method)
    {
        using var folder = Folder();

        var network = Load(folder, $"network={{ reconstruct: {{ marginals: m.csv, {method} }} }}").Network;

        Assert.Equal(7, network.Count);
        Assert.All(network.Sheets.ToArray(), sheet =>
        {
            Assert.Equal(5, sheet.Equity);
            Assert.True(sheet.ExternalAssets == 20 || (sheet is { ExternalAssets: > 20, ExternalLiabilities: 0 } && method.Contains("fitness", StringComparison.Ordinal)));
            Assert.Equal(sheet.TotalAssets, sheet.TotalLiabilities + sheet.Equity, 1e-12);
        });
        var claims = network.Claims.RowSums();
        Assert.All(Enumerable.Range(0, 7), one => Assert.True(method.Contains("fitness", StringComparison.Ordinal) || Math.Abs(claims[one] - new[] { 7, 5, 3, 1, 3, 0, 1 }[one]) < 1e-11));
    }

    [Fact]
    public void Each_replication_gets_the_network_of_its_index()
    {
        using var folder = Folder();
        var file = Load(folder, Gibbs, "run.seed=5", "run.replications=6");
        var plan = new ReplicationPlan(file.Scenario, file.Network);

        Assert.True(plan.HasOwnNetworks);
        var amounts = Enumerable.Range(0, 6).Select(replication => plan.NetworkOf(replication).Claims.Amount.ToArray()).ToArray();
        Assert.Equal(file.Network.Claims.Amount.ToArray(), amounts[0]);
        Assert.Equal(6, amounts.DistinctBy(one => string.Join(' ', one)).Count());
        // The same whoever asks, and another with another seed.
        Assert.Equal(amounts[4], Load(folder, Gibbs, "run.seed=5", "run.replications=6").Network.Reconstructed!.Draw(5, 4).Claims.Amount.ToArray());
        Assert.NotEqual(amounts[4], file.Network.Reconstructed!.Draw(6, 4).Claims.Amount.ToArray());
    }

    [Fact]
    public void Samples_come_round_again()
    {
        using var folder = Folder();
        var file = Load(folder, Gibbs, "network.reconstruct.samples=3", "run.replications=7");
        var plan = new ReplicationPlan(file.Scenario, file.Network);

        var amounts = Enumerable.Range(0, 7).Select(replication => plan.NetworkOf(replication).Claims.Amount.ToArray()).ToArray();

        Assert.All(Enumerable.Range(0, 7), replication => Assert.Equal(amounts[replication % 3], amounts[replication]));
        Assert.NotEqual(amounts[0], amounts[1]);
        Assert.NotEqual(amounts[1], amounts[2]);
    }

    [Theory]
    [InlineData("method: maximum-entropy")]
    [InlineData("method: maximum-entropy, samples: 5")]
    [InlineData("method: gibbs, density: 0.4, burnIn: 3, samples: 1")]
    public void One_network_for_all_takes_any_target(string method)
    {
        using var folder = Folder();

        var file = Load(folder, $"network={{ reconstruct: {{ marginals: m.csv, {method} }} }}", "shocks.0.target={ each: { top: 3, by: assets } }");

        Assert.False(new ReplicationPlan(file.Scenario, file.Network).HasOwnNetworks);
    }

    [Theory]
    [InlineData("shocks.0.target={ top: 1, by: assets }", "'top' is found on one network, but each replication draws its own")]
    [InlineData("shocks.0.target={ each: all }", "'each' is found on one network, but each replication draws its own")]
    [InlineData("network.reconstruct.density=0.9", "'density' 0.9 asks for 37.8 links; expected at most 26")]
    [InlineData("network.reconstruct.density=0.1", "'density' 0.1 asks for 4.2 links; expected at least 10")]
    [InlineData("network.reconstruct.density=2", "'density' is '2'; expected a number from 0 to 1")]
    [InlineData("network.reconstruct.samples=0", "'samples' is '0'; expected a whole number from 1 to 1000000")]
    [InlineData("network.reconstruct.prior=uniform", "unknown prior 'uniform'; expected one of erdos-renyi, fitness")]
    [InlineData("network.reconstruct.method=ras", "unknown method 'ras'; expected one of configuration, fitness, gibbs, maximum-entropy, minimum-density")]
    [InlineData("network.reconstruct.marginals=../m.csv", "leaves the folder of the scenario")]
    [InlineData("network.reconstruct.marginals=n.csv", "n.csv:1:1: no such file")]
    [InlineData("network.files={ institutions: institutions.csv, exposures: exposures.csv }", "'network' has both 'files' and 'reconstruct'; expected one of them")]
    [InlineData("network={ reconstruct: { marginals: m.csv, method: configuration } }", "the method configuration needs the columns debtors and creditors")]
    [InlineData("network={ reconstruct: { marginals: m.csv, method: fitness, density: 0.15, exact: true } }", "cannot carry the totals")]
    public void What_is_wrong_is_told(string setting, string expected)
    {
        using var folder = Folder();

        var failure = Assert.Throws<InputException>(() => Load(folder, Gibbs, setting));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,kind,network_assets,network_liabilities,debtors\na,bank,1,0,1\nb,bank,0,1,0\n", "m.csv:1:1: column 'creditors' is missing; expected debtors and creditors, or neither")]
    [InlineData("id,kind,network_assets,network_liabilities,debtors,creditors\na,bank,1,0,1,0\nb,bank,0,1,0,2\n", "m.csv:3:1: creditors of 'b' is 2; expected a whole number from 0 to 1")]
    [InlineData("id,kind,network_assets,network_liabilities,debtors,creditors\na,bank,1,0,x,0\nb,bank,0,1,0,1\n", "m.csv:2:12: debtors is 'x'")]
    [InlineData("id,kind,network_assets\na,bank,1\n", "m.csv:1:1: column 'network_liabilities' is missing")]
    [InlineData("id,kind,network_assets,network_liabilities,network_asset\na,bank,1,1,1\n", "m.csv:1:44: unknown column 'network_asset'")]
    [InlineData("id,kind,network_assets,network_liabilities\na,bank,,0\nb,bank,0,x\n", "m.csv:2:8: network_assets is empty")]
    [InlineData("id,kind,network_assets,network_liabilities\na,bank,,0\nb,bank,0,x\n", "m.csv:3:10: network_liabilities is 'x'")]
    [InlineData("id,kind,network_assets,network_liabilities\na,bank,-1,0\nb,bank,0,1\n", "m.csv:2:8: network_assets is '-1'")]
    [InlineData("id,kind,network_assets,network_liabilities\na,bank,1,0\nb,bank,0,2\n", "m.csv:1:1: network_assets add up to 1 and network_liabilities to 2")]
    [InlineData("id,kind,network_assets,network_liabilities\na,bank,10,5\nb,bank,1,4\nc,bank,1,3\n", "m.csv:2:1: 'a' has network_assets 10 and network_liabilities 5")]
    [InlineData("id,kind,network_assets,network_liabilities,equity,external_assets,external_liabilities\na,bank,1,0,5,9,9\nb,bank,0,1,5,9,3\n", "m.csv:2:1: the balance sheet of 'a' does not balance")]
    public void What_is_wrong_with_totals_is_told_with_its_line(string marginals, string expected)
    {
        using var folder = Folder();
        folder.Write("m.csv", marginals);

        var failure = Assert.Throws<InputException>(() => Load(folder, "network={ reconstruct: { marginals: m.csv, method: minimum-density } }"));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    // The columns of totals are none of a network in files.
    [Fact]
    public void Totals_beside_exposures_are_an_error()
    {
        using var folder = Folder();
        folder.Write("institutions.csv", "id,kind,network_assets\nB1,bank,1\nB2,bank,1\n");

        Assert.Contains("unknown column 'network_assets'", Assert.Throws<InputException>(() => folder.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_covers_totals_and_method_and_not_where_they_lie()
    {
        using var folder = Folder();
        var hash = Load(folder, Gibbs).Hash;
        string[] others = [Load(folder, Gibbs, "run.seed=1").Hash, Load(folder, Gibbs, "network.reconstruct.density=0.5").Hash, Load(folder, Gibbs, "network.reconstruct.samples=4").Hash];

        folder.Write("n.csv", Marginals);
        Assert.Equal(hash, Load(folder, Gibbs, "network.reconstruct.marginals=n.csv").Hash);
        folder.Write("m.csv", Marginals.Replace("20,5", "21,5", StringComparison.Ordinal));
        Assert.Equal(5, others.Append(hash).Append(Load(folder, Gibbs).Hash).Distinct().Count());
    }

    // A cluster gets the packed scenario: the same networks come of it there.
    [Fact]
    public void A_packed_scenario_draws_the_same_networks()
    {
        using var folder = Folder();
        var file = Load(folder, Gibbs, "run.seed=3");

        var unpacked = ScenarioContent.Unpack(ScenarioContent.Pack(file).Bytes);

        Assert.Equal(file.Hash, unpacked.Hash);
        Assert.Equal(file.Network.Reconstructed!.Draw(3, 9).Claims.Amount.ToArray(), unpacked.Network.Reconstructed!.Draw(3, 9).Claims.Amount.ToArray());
    }

    [Fact]
    public void A_written_scenario_reads_back_to_the_same()
    {
        using var folder = Folder();
        var scenario = Load(folder, Gibbs, "network.reconstruct.prior=fitness", "network.reconstruct.samples=12").Scenario;

        var read = folder.Write("again.yaml", ScenarioWriter.Write(scenario));

        Assert.Equal(scenario.Network, ScenarioFile.Load(read.At("again.yaml")).Scenario.Network);
        Assert.Equal(new Contagion.Networks.Gibbs { Marginals = "m.csv", Density = 0.4, BurnIn = 3, Prior = GibbsPrior.Fitness, Samples = 12 }, scenario.Network.Reconstruct);
    }

    private static SmallFolder Folder() => new SmallFolder().Write("m.csv", Marginals);

    private static ScenarioFile Load(SmallFolder folder, params string[] settings) => folder.Load(["shocks.0.target={ id: a }", .. settings]);
}
