using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Yaml;

/// <summary>From YAML to a scenario.</summary>
public sealed class YamlReadingTests
{
    [Fact]
    public void Block_and_flow_style_mean_the_same()
    {
        const string flow = "{ name: Small, network: { files: { institutions: institutions.csv, exposures: exposures.csv } }, shocks: [ { kind: default, target: { id: B1 } } ], channels: { solvency: { mechanism: furfine } } }";
        const string block = "name: Small\nnetwork:\n  files:\n    institutions: institutions.csv\n    exposures: exposures.csv\nshocks:\n- kind: default\n  target:\n    id: B1\nchannels:\n  solvency:\n    mechanism: furfine\n";

        Assert.Equal(ScenarioWriter.Write(Read(flow)), ScenarioWriter.Write(Read(block)));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("# a comment\n")]
    [InlineData("---\n")]
    [InlineData("%YAML 1.2\n---\n")]
    public void What_may_stand_before_a_document_does_not_matter(string start) => Assert.Equal("Small", Read(start + SmallFolder.Scenario).Name);

    [Fact]
    public void Line_ends_of_Windows_do_not_matter() => Assert.Equal("Small", Read(SmallFolder.Scenario.Replace("\n", "\r\n", StringComparison.Ordinal)).Name);

    [Theory]
    [InlineData("NO")]
    [InlineData("yes")]
    [InlineData("1e5")]
    [InlineData("2026-01-01")]
    [InlineData("0x1F")]
    public void A_name_is_a_text_whatever_it_looks_like(string name) => Assert.Equal(name, Read(SmallFolder.Scenario.Replace("Small", name, StringComparison.Ordinal)).Name);

    // ESC [ 2 J would clear the screen of whoever is told of the run.
    [Theory]
    [InlineData("\\e[2J")]
    [InlineData("\\u0007")]
    [InlineData("\\r")]
    [InlineData("\\x7f")]
    [InlineData("\\N")]
    public void A_text_that_would_steer_the_terminal_is_refused(string escape)
    {
        var fault = Assert.Single(Assert.Throws<InputException>(() => Read(SmallFolder.Scenario.Replace("Small", $"\"Small {escape}\"", StringComparison.Ordinal))).Faults);

        Assert.Equal((1, 7), (fault.Line, fault.Column));
        Assert.Contains("control character", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_takes_its_default()
    {
        var scenario = Read(SmallFolder.Scenario);

        Assert.Equal((1, null, 0UL, 10_000, 1e-12), (scenario.Run.Periods, scenario.Run.Replications, scenario.Run.Seed, scenario.Run.MaxRounds, scenario.Run.Tolerance));
        Assert.Equal(new Furfine(), scenario.Channels.Solvency);
        Assert.Equal(0, scenario.Shocks[0].At);
        Assert.Null(scenario.Description);
    }

    [Fact]
    public void Numbers_are_read_as_they_stand()
    {
        var scenario = Read(SmallFolder.Scenario + "run: { seed: 18446744073709551615, tolerance: 1.5e-7, replications: 12 }\n");

        Assert.Equal((ulong.MaxValue, 1.5e-7, 12), (scenario.Run.Seed, scenario.Run.Tolerance, scenario.Run.Replications));
    }

    public static TheoryData<string, Target> Targets => new()
    {
        { "all", new Target.All() },
        { "{ id: B1 }", new Target.Ids(["B1"]) },
        { "{ id: [B1, B2] }", new Target.Ids(["B1", "B2"]) },
        { "{ id: 007 }", new Target.Ids(["007"]) },
        { "{ id: \"null\" }", new Target.Ids(["null"]) },
        { "{ kind: bank }", new Target.OfKind(InstitutionKind.Bank) },
        { "{ group: 1 }", new Target.OfGroup("1") },
        { "{ top: 3, by: pagerank-vulnerability }", new Target.Top(3, Measure.PagerankVulnerability, new Target.All()) },
        { "{ top: 3, by: equity, among: { kind: lender } }", new Target.Top(3, Measure.Equity, new Target.OfKind(InstitutionKind.Lender)) },
        { "{ random: 2, among: { group: retail } }", new Target.Random(2, new Target.OfGroup("retail")) },
        { "{ among: all, random: 2 }", new Target.Random(2, new Target.All()) },
        { "{ each: { top: 5, by: weight, among: all } }", new Target.Each(new Target.Top(5, Measure.Weight, new Target.All())) },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_form_of_target_is_read(string text, Target target) =>
        Assert.Equal(target, Read(SmallFolder.Scenario.Replace("{ id: B1 }", text, StringComparison.Ordinal)).Shocks[0].Target);

    [Fact]
    public void A_scenario_that_nests_as_deep_as_it_may_is_read()
    {
        var text = string.Concat(Enumerable.Repeat("[", YamlReader.DepthMax)) + string.Concat(Enumerable.Repeat("]", YamlReader.DepthMax));

        Assert.IsType<YamlList>(YamlReader.Read(text, "x"));
        Assert.Throws<InputException>(() => YamlReader.Read($"[[{text}]]", "x"));
    }

    [Fact]
    public void The_same_inputs_have_the_same_hash_and_others_another()
    {
        using var folder = new SmallFolder();
        var hash = folder.Load().Hash;

        Assert.Equal(hash, folder.Load().Hash);
        Assert.Equal(hash, folder.Write("scenario.yaml", "# another comment\n" + SmallFolder.Scenario).Load().Hash);
        Assert.NotEqual(hash, folder.Load("run.seed=1").Hash);
        Assert.NotEqual(hash, folder.Write("exposures.csv", "creditor,debtor,amount\nB1,B2,9\n").Load().Hash);
    }

    [Fact]
    public void A_generated_network_is_read_with_its_defaults_and_drawn_for_replication_0()
    {
        using var folder = new SmallFolder();

        var file = folder.Load(SmallFolder.Generated, "run.seed=5");

        var model = new ErdosRenyi { Institutions = 9, MeanDegree = 3, Balance = new GaiKapadia { Assets = 100, InterbankShare = 0.2, CapitalRatio = 0.04 }, Redraw = false };
        Assert.Equal(new NetworkSource { Generate = model }, file.Scenario.Network);
        Assert.Equal(model.Draw(5, 0).Claims.Column.ToArray(), file.Network.Claims.Column.ToArray());
        Assert.NotEqual(model.Draw(6, 0).Claims.Column.ToArray(), file.Network.Claims.Column.ToArray());
        Assert.Empty(file.Inputs);
    }

    [Fact]
    public void The_hash_of_a_generated_network_covers_its_model_and_its_seed()
    {
        using var folder = new SmallFolder();
        string[] hashes =
        [
            folder.Load(SmallFolder.Generated).Hash, folder.Load(SmallFolder.Generated, "run.seed=1").Hash, folder.Load(SmallFolder.Generated, "network.generate.meanDegree=4").Hash,
            folder.Load(SmallFolder.Generated, "network.generate.balance={ rule: nier }").Hash, folder.Load(SmallFolder.Generated, "network.generate.redraw=true").Hash, folder.Load().Hash,
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], folder.Load(SmallFolder.Generated, "network.generate.balance.assets=100").Hash);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("{ id: [B1, B9] }")]
    [InlineData("{ kind: bank }")]
    [InlineData("{ random: 2, among: { kind: bank } }")]
    public void Targets_that_need_no_order_go_with_a_network_drawn_anew(string target)
    {
        using var folder = new SmallFolder();

        Assert.True(((ErdosRenyi)folder.Load(SmallFolder.Generated, "network.generate.redraw=true", $"shocks.0.target={target}").Scenario.Network.Generate!).Redraw);
    }

    [Theory]
    [InlineData("network={ generate: { model: erdos-renyi, institutions: 1, meanDegree: 50, redraw: 1 } }", new[] { "'institutions' is '1'", "no 'balance'", "'redraw' is '1'" })]
    [InlineData("network={ generate: { model: erdos-renyi, institutions: 9, meanDegree: 9, balance: { rule: nier, interbankShare: 1 } } }", new[] { "'interbankShare' is '1'" })]
    [InlineData("network={ generate: { model: erdos-renyi, institutions: 9, meanDegree: 9, balance: { rule: nier } } }", new[] { "'meanDegree' is 9; expected at most 8" })]
    public void All_that_is_wrong_with_a_model_is_told_at_once_and_its_network_is_not_drawn(string network, string[] words)
    {
        using var folder = new SmallFolder();

        var faults = Assert.Throws<InputException>(() => folder.Load(network)).Faults;

        Assert.Equal(words.Length, faults.Count);
        Assert.All(words, word => Assert.Contains(faults, fault => fault.Message.Contains(word, StringComparison.Ordinal)));
    }

    // A wrong mechanism leaves the network to be drawn and the target to be looked for.
    [Fact]
    public void Faults_elsewhere_do_not_hide_those_of_targets_on_a_generated_network()
    {
        using var folder = new SmallFolder();

        var faults = Assert.Throws<InputException>(() => folder.Load(SmallFolder.Generated, "channels.solvency.mechanism=furfnie", "shocks.0.target={ id: B10 }")).Faults;

        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, fault => fault.Message.StartsWith("unknown institution 'B10'; expected an id of the network", StringComparison.Ordinal));
    }

    /// <summary>Reads a scenario without its network.</summary>
    internal static Scenario Read(string text)
    {
        var faults = new Faults();
        var scenario = new ScenarioReader(faults).Read(YamlReader.Read(text.TrimStart('\uFEFF'), "scenario.yaml"));
        faults.ThrowIfAny();
        return scenario!;
    }
}
