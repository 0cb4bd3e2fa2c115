using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Yaml;

/// <summary>Every model and every rule in YAML: read, written, and told what is wrong where.</summary>
public sealed class ModelReadingTests
{
    private const string Balance = "balance: { rule: nier }";

    public static TheoryData<string> Models =>
    [
        $"model: core-periphery, institutions: 40, core: 5, coreToPeriphery: 0.1, peripheryToCore: 0.2, {Balance}",
        $"model: core-periphery, institutions: 40, core: 5, coreToCore: 0.9, coreToPeriphery: 0, peripheryToCore: 0, peripheryToPeriphery: 0.01, {Balance}",
        $"model: barabasi-albert, institutions: 40, linksPerArrival: 3, {Balance}",
        $"model: barabasi-albert, institutions: 40, linksPerArrival: 3, direction: small-lends, redraw: true, {Balance}",
        $"model: scale-free, institutions: 40, alpha: 0.1, beta: 0.2, gamma: 0.7, deltaIn: 1, deltaOut: 0.5, {Balance}",
        $"model: stochastic-block, groups: [{{ name: a, institutions: 20, lendsTo: {{ a: 0.2, b: 0.1 }} }}, {{ name: b, institutions: 20, lendsTo: {{}} }}], {Balance}",
        "model: tripartite, platforms: 3, lenders: 9, borrowers: 20, amount: 100",
        "model: tripartite, platforms: 3, lenders: 9, borrowers: 20, amount: { distribution: log-normal, median: 5 }, shares: { P1: 2, P3: 1 }, overlap: 0.5, lendersPerLoan: 3, maturity: 4, mode: "
            + "third-party-guaranteed, guarantors: 2, coverage: 0.5, guarantorCash: 0.3, platformCash: { distribution: uniform, high: 0.5 }, quality: 0.5, lenderCash: 1, borrowerAssets: 2, "
            + "defaultProbability: { distribution: beta, a: 2, b: 30 }, recovery: 0.4",
        "model: tripartite, platforms: 3, lenders: 9, borrowers: 20, amount: { distribution: pareto }, concentration: 1, mode: pooled",
        "model: erdos-renyi, institutions: 40, meanDegree: 3, balance: { rule: target-ratios }",
        "model: erdos-renyi, institutions: 40, meanDegree: 20, balance: { rule: target-ratios, assets: 50, size: { distribution: log-normal, deviation: 0.2 }, interbankShare: 0.3, capitalRatio: 0.08, "
            + "weights: log-normal, weightDeviation: 0.5, totals: by-size, totalsTolerance: 1e-6 }",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_read_drawn_and_written_so_that_it_reads_back(string model)
    {
        using var folder = new SmallFolder();

        var file = folder.Load($"network={{ generate: {{ {model} }} }}", "run.seed=3", "shocks.0.target={ random: 1 }");

        var again = YamlReadingTests.Read(ScenarioWriter.Write(file.Scenario));
        Assert.Equal(file.Scenario.Network, again.Network);
        Assert.Equal(((NetworkModel)again.Network.Generate!).Draw(3, 0).Claims.Amount.ToArray(), file.Network.Claims.Amount.ToArray());
        Assert.True(file.Network.Claims.Count > 0);
    }

    [Theory]
    [InlineData("model: core-periphery, institutions: 40, core: 40, coreToPeriphery: 0.1, peripheryToCore: 0.2", "core", "'core' is 40; expected fewer than there are institutions, 40")]
    [InlineData("model: core-periphery, institutions: 40, core: 5, coreToPeriphery: 1.1, peripheryToCore: 0.2", "coreToPeriphery", "'coreToPeriphery' is '1.1'; expected a number from 0 to 1")]
    [InlineData("model: core-periphery, institutions: 40, core: 5, peripheryToCore: 0.2", "", "has no 'coreToPeriphery'; expected a number")]
    [InlineData("model: core-periphery, institutions: 1000000, core: 500000, coreToPeriphery: 0.1, peripheryToCore: 0.2", "coreToCore", "about 324,999,500,000 exposures; expected at most 200,000,000")]
    [InlineData("model: barabasi-albert, institutions: 40, linksPerArrival: 40", "linksPerArrival", "'linksPerArrival' is 40; expected fewer than there are institutions, 40")]
    [InlineData("model: barabasi-albert, institutions: 40, linksPerArrival: 0", "linksPerArrival", "'linksPerArrival' is '0'; expected a whole number from 1")]
    [InlineData("model: barabasi-albert, institutions: 10000000, linksPerArrival: 30", "linksPerArrival", "about 299,999,535 exposures")]
    [InlineData("model: barabasi-albert, institutions: 40, linksPerArrival: 2, direction: small", "direction", "unknown direction 'small'; expected one of coin, small-lends, large-lends")]
    [InlineData("model: scale-free, institutions: 40, alpha: 0.5, beta: 0.4, gamma: 0.2", "gamma", "'alpha', 'beta' and 'gamma' add up to 1.1; expected 1")]
    [InlineData("model: scale-free, institutions: 40, alpha: 0, beta: 1, gamma: 0", "beta", "'beta' is '1'; expected a number from 0 to below 1")]
    [InlineData("model: scale-free, institutions: 10000000, alpha: 0.01, beta: 0.98, gamma: 0.01", "beta", "about 500,000,000 exposures")]
    [InlineData("model: scale-free, institutions: 40, alpha: 0.3, beta: 0.4, gamma: 0.3, deltaIn: -1", "deltaIn", "'deltaIn' is '-1'; expected a number from 0 to 1000000")]
    [InlineData("model: stochastic-block, groups: []", "groups", "there are 0 groups; expected 1 to 200")]
    [InlineData("model: stochastic-block, groups: [{ name: a, institutions: 1, lendsTo: {} }]", "groups", "have 1 institutions together; expected 2 to 10,000,000")]
    [InlineData("model: stochastic-block, groups: [{ name: a, institutions: 9, lendsTo: { north: 0.1 } }]", "north", "unknown group 'north'; expected some of a")]
    [InlineData("model: stochastic-block, groups: [{ name: a, institutions: 9, lendsTo: {} }, { name: a, institutions: 9, lendsTo: {} }]", "groups.1.name", "the group 'a' is listed twice; expected each once")]
    [InlineData("model: stochastic-block, groups: [{ name: a, institutions: 9, lendsTo: { a: 2 } }]", "a", "'a' is '2'; expected a number from 0 to 1")]
    [InlineData("model: stochastic-block, groups: [{ name: a, institutions: 9 }]", "groups.0", "an item of 'groups' has no 'lendsTo'")]
    [InlineData("model: stochastic-block, groups: [{ name: a, institutions: 1000000, lendsTo: { a: 0.5 } }]", "groups", "about 499,999,500,000 exposures")]
    [InlineData("model: erdos-renyi, institutions: 9, meanDegree: 2, balance: { rule: target-ratios, size: { distribution: normal } }", "size", "'size' can be 0; expected a number, or a distribution, from 1E-30 to 1E+30")]
    [InlineData("model: erdos-renyi, institutions: 9, meanDegree: 2, balance: { rule: target-ratios, size: { distribution: log-normal, deviation: 50 } }", "size", "'size' can be 5.39")]
    [InlineData("model: erdos-renyi, institutions: 9, meanDegree: 2, balance: { rule: target-ratios, capitalRatio: 1 }", "capitalRatio", "'capitalRatio' is '1'; expected a number from 0 to below 1")]
    [InlineData("model: erdos-renyi, institutions: 9, meanDegree: 2, balance: { rule: target-ratios, weights: random }", "weights", "unknown weights 'random'; expected one of equal, log-normal, size-product")]
    [InlineData("model: barabasi-albert, institutions: 30, linksPerArrival: 1, balance: { rule: target-ratios, totals: by-size }", "balance", "amounts cannot be scaled to totals: what bank")]
    public void What_is_wrong_with_a_model_of_banks_is_told_at_its_key(string model, string key, string message) =>
        AssertTold(model.Contains("balance", StringComparison.Ordinal) ? model : $"{model}, {Balance}", key, message);

    [Theory]
    [InlineData("lenders: 0, borrowers: 9, amount: 1", "lenders", "'lenders' is '0'; expected a whole number from 1 to 10000000")]
    [InlineData("lenders: 9, borrowers: 9", "", "has no 'amount'; expected a number, or a mapping such as")]
    [InlineData("lenders: 9, borrowers: 9, amount: 0", "amount", "'amount' can be 0; expected a number, or a distribution, from 1E-100 to 1E+100")]
    [InlineData("lenders: 9, borrowers: 9, amount: { distribution: bernoulli }", "amount", "'amount' can be 0;")]
    [InlineData("lenders: 9, borrowers: 9, amount: { distribution: pareto, exponent: 0.01 }", "amount", "expected a number, or a distribution, from 1E-100 to 1E+100")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, lendersPerLoan: 10", "lendersPerLoan", "'lendersPerLoan' is 10; expected at most 9: so many lenders there are")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, overlap: 1.5", "overlap", "'overlap' is '1.5'; expected a number from 0 to 1")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, shares: { P1: 1, P4: 1 }", "P4", "unknown platform 'P4'; expected one from P1 to P3")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, shares: { P1: 0 }", "shares", "all 'shares' are 0; expected one above 0")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, shares: { P1: 1 }, concentration: 1", "concentration", "both 'shares' and 'concentration' are given")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, coverage: 0.5", "coverage", "'coverage' needs a mode that guarantees, not unsecured; leave it out")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, guarantors: 2", "guarantors", "'guarantors' needs the mode third-party-guaranteed, not unsecured; leave it out")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, mode: third-party-guaranteed", "mode", "has no 'guarantors'; expected how many there are")]
    [InlineData("lenders: 9, borrowers: 9, amount: 1, defaultProbability: { distribution: log-normal }", "defaultProbability", "expected a number, or a distribution, from 0 to 1")]
    [InlineData("lenders: 9000000, borrowers: 9000000, amount: 1", "borrowers", "there are 18,000,003 institutions; expected at most 10,000,000")]
    [InlineData("lenders: 900000, borrowers: 900000, amount: 1, lendersPerLoan: 1000", "borrowers", "about 900,000,000 exposures")]
    public void What_is_wrong_with_platforms_lenders_and_borrowers_is_told_at_its_key(string model, string key, string message) => AssertTold($"model: tripartite, platforms: 3, {model}", key, message);

    [Fact]
    public void All_that_is_wrong_with_a_model_is_told_at_once()
    {
        using var folder = new SmallFolder();

        var faults = Assert.Throws<InputException>(() => folder.Load(
            "network={ generate: { model: tripartite, platforms: 3, lenders: 9, borrowers: 9, amount: 0, lendersPerLoan: 10, coverage: 0.5, guarantors: 1, quality: 2, shares: { Q: 1 }, concentration: 1 } }")).Faults;

        Assert.Equal(7, faults.Count);
    }

    // Where the mechanism asks for terms, loans between the same two on several platforms stay apart.
    [Fact]
    public void Terms_are_kept_for_the_mechanism_that_asks_for_them()
    {
        using var folder = new SmallFolder();
        const string Drawn = "network={ generate: { model: tripartite, platforms: 3, lenders: 2, borrowers: 50, amount: 1, overlap: 1 } }";
        const string All = "shocks.0.target=all";

        var (joint, furfine) = (folder.Load(Drawn, All, "channels.solvency={ mechanism: joint }").Network, folder.Load(Drawn, All).Network);

        Assert.Equal((150, true), (joint.Claims.Count, joint.Terms is not null));
        Assert.True(furfine.Claims.Count <= 100 && furfine.Terms is null);
        Assert.Equal(3, furfine.PlatformsOf(furfine.Count - 1));
    }

    private static void AssertTold(string model, string key, string message)
    {
        // The key at the end of a path that names it alone in the text.
        var text = $"network: {{ generate: {{ {model} }} }}";
        using var folder = new SmallFolder().Write("scenario.yaml", SmallFolder.Scenario.Replace("network: { files: { institutions: institutions.csv, exposures: exposures.csv } }", text, StringComparison.Ordinal).Replace("{ id: B1 }", "all", StringComparison.Ordinal));

        var fault = Assert.Single(Assert.Throws<InputException>(() => folder.Load()).Faults);

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal((2, ColumnOf(text, key)), (fault.Line, fault.Column));
    }

    /// <summary>Where a fault is told: at the value of a key, at an item of a list, or at the model as a whole, where the key is not given.</summary>
    private static int ColumnOf(string text, string key)
    {
        var model = text.IndexOf("{ model", StringComparison.Ordinal) + 1;
        if (key == "groups.0")
        {
            return text.IndexOf("[{", StringComparison.Ordinal) + 2;
        }

        var name = key[(key.LastIndexOf('.') + 1)..];
        var at = key == "groups.1.name" ? text.LastIndexOf("name: ", StringComparison.Ordinal) : key.Length == 0 ? -1 : text.IndexOf($" {name}: ", StringComparison.Ordinal) + 1;
        return at <= 0 ? model : at + name.Length + 3;
    }
}
