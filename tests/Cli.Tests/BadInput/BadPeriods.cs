using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with a scenario over periods: its channels, policies and their shocks, and what its files say for them.</summary>
internal static class BadPeriods
{
    public static IReadOnlyList<BadCase> All { get; } = [.. Channels(), .. Markets(), .. Policies(), .. ReserveFunds(), .. Dates(), .. Sets(), .. Shocks(), .. Rows()];

    private static IEnumerable<BadCase> Channels() =>
    [
        Channel("liquidity for a random institution", "liquidity: { among: §{ random: 1 }, baseRate: 0.1 }", "a channel is for the same institutions throughout"),
        Channel("liquidity for nobody", "liquidity: { among: §{ group: x } }", "no institution is in group 'x'"),
        Channel("hoarding in turn", "liquidity: { hoarding: { among: §{ each: all } } }", "a channel is for the same institutions throughout"),
        Channel("hoarding of an unknown institution", "liquidity: { hoarding: { among: §{ id: [B, C] } } }", "unknown institution 'C'"),
        Channel("coordination of nobody", "operations: { coordination: { among: §{ kind: authority }, earlyCost: 1, lateCost: 2 } }", "no institution is of kind 'authority'"),
        Channel("a calm above panic", "liquidity: { baseRate: §0.5, maxRate: 0.2 }", "'baseRate' is 0.5, above 'maxRate', 0.2"),
        Channel("a negative threshold", "liquidity: { thresholds: [ 0.5, §-0.5 ] }", "'thresholds' is '-0.5'", "from 0 to 1"),
        Channel("a threshold .nan", "liquidity: { thresholds: [ §.nan ] }", "'thresholds' is '.nan'"),
        Channel("no thresholds", "liquidity: { thresholds: §[] }", "'thresholds' is an empty list"),
        Channel("a negative share of load", "operations: { shape: [ 1, §-1 ] }", "'shape' is '-1'", "from 0 to 1"),
        Channel("more load than there is", "operations: { shape: §[ 0.75, 0.75 ] }", "'shape' adds up to 1.5", "expected shares that add up to 1"),
        Channel("no load", "operations: { shape: §[] }", "'shape' adds up to 0"),
        Channel("an unknown channel", "§confidence: {}", "unknown key 'confidence'", "liquidity"),
        Channel("an unknown key of panic", "liquidity: { panic: { §decai: 0.5 } }", "unknown key 'decai'", "did you mean 'decay'?"),
    ];

    private static IEnumerable<BadCase> Markets() =>
    [
        Market("an asset twice", "{ name: securities }, { name: §securities }", "the asset 'securities' is listed twice"),
        Market("a negative impact", "{ name: securities, impact: §-1 }", "'impact' is '-1'"),
        Market("impact and depth", "{ name: securities, impact: 1, depth: §3 }", "both 'impact' and 'depth'"),
        Market("an asset of no name", "§{ impact: 0.1 }", "has no 'name'"),
    ];

    private static IEnumerable<BadCase> Policies() =>
    [
        Policy("an unknown policy", "§gatte: {}", "unknown key 'gatte'", "did you mean 'gate'?"),
        Policy("a gate that pays more than all", "gate: { share: §1.5 }", "'share' is '1.5'", "from 0 to 1"),
        Policy("a gate for nobody", "gate: { among: §{ kind: authority } }", "no institution is of kind 'authority'"),
        Policy("a gate by accounts that nobody counts", "gate: { accountCap: §5 }", "'accountCap' needs a column accounts in institutions.csv"),
        Policy("a haircut above the price", "lenderOfLastResort: { haircut: §1.5 }", "'haircut' is '1.5'", "from 0 to 1"),
        Policy("a loan with a negative cap", "lenderOfLastResort: { cap: §-1 }", "'cap' is '-1'"),
        Policy("a layer of the waterfall twice", "waterfall: { order: §[ platform, guarantor, platform ] }", "'order' names 'platform' twice"),
        Policy("an unknown layer", "waterfall: { order: [ §reserve-fond ] }", "unknown layer 'reserve-fond'", "did you mean 'reserve-fund'?"),
        Policy("scores that nobody has", "admission: { minScore: §0.5 }", "'minScore' needs a column score"),
        Policy("licences that nobody has", "admission: { licence: §true }", "'licence' needs a column licence"),
        Policy("an unknown bureau", "informationSharing: { bureau: §C }", "unknown institution 'C'", "expected an id of the network"),
        new BadCase("policies in a list", ["'policies' is a list", "expected a mapping"]) { Files = [.. Files("policies: §[ gate ]\n")] },
        Alone("a gate without platforms", "gate: §{ share: 0.5 }", "'gate' is for every platform, but no institution is of kind 'platform'", "'among'"),
        Alone("a guarantee fund without platforms", "guaranteeFund: §{ size: 5 }", "'guaranteeFund' is for every platform"),
        Alone("a lender of last resort without banks", "lenderOfLastResort: §{}", "'lenderOfLastResort' is for every bank"),
    ];

    private static IEnumerable<BadCase> ReserveFunds() =>
    [
        Policy("a negative ratio", "reserveFund: { ratio: §-0.1 }", "'ratio' is '-0.1'", "from 0 to 1"),
        Policy("an unknown base", "reserveFund: { ratio: 0.1, of: §loans }", "unknown base 'loans'", "loans-outstanding"),
        Policy("an unknown base among several", "reserveFund: { ratios: { debts: 0.1, §asets: 0.1 } }", "unknown base 'asets'", "did you mean 'assets'?"),
        Policy("more than all of a base", "reserveFund: { ratios: { debts: §7 } }", "'debts' is '7'", "from 0 to 1"),
        Policy("a ratio beside several", "reserveFund: { ratio: §0.1, ratios: { debts: 0.1 } }", "'ratio' is given beside 'ratios'"),
        Policy("a sum of nothing", "reserveFund: { ratio: 0.1, sum: §true }", "'sum' adds up 'ratios', and there are none"),
        Policy("transactions that nobody counts", "reserveFund: { ratio: 0.1, of: §daily-transactions }", "'of' needs a column daily_transactions"),
        Policy("transactions that nobody counts among several", "reserveFund: { ratios: §{ daily-transactions: 0.1 } }", "'ratios' needs a column daily_transactions"),
    ];

    private static IEnumerable<BadCase> Dates() =>
    [
        Policy("a policy after the end", "gate: { share: 0.5, from: §2 }", "'from' is 2, but the run has 2 periods; expected 0 to 1"),
        Policy("a policy before the start", "gate: { share: 0.5, from: §-1 }", "'from' is '-1'"),
        Shock("regulation of a policy that there is not", "{ kind: regulation, policy: §failover }", "the scenario has no policy 'failover'"),
        Shock("regulation of what has no date", "{ kind: regulation, policy: §waterfall }", "'policy' is 'waterfall'; expected one of reserveFund"),
        Shock("an end before the start", "{ at: 1, until: §0, kind: outage, target: { id: B } }", "'until' is 0, before 'at'"),
        Shock("no duration", "{ kind: outage, target: { id: B }, duration: §0 }", "'duration' is '0'", "from 1"),
        new BadCase("no periods", ["'periods' is '0'", "from 1"]) { Files = [.. Files("", run: "{ periods: §0 }")] },
    ];

    private static IEnumerable<BadCase> Sets() =>
    [
        Set("an unknown key of a policy set", "{ name: A, §polcies: {} }", "unknown key 'polcies'", "did you mean 'policies'?"),
        Set("an unknown policy of a policy set", "{ name: A, policies: { §gatte: {} } }", "unknown key 'gatte'", "did you mean 'gate'?"),
        Set("a policy set that pays more than all", "{ name: A, policies: { gate: { share: §1.5 } } }", "'share' is '1.5'"),
        Set("a policy set after the end", "{ name: A }, { name: B, policies: { gate: { from: §9 } } }", "'from' is 9, but the run has 2 periods"),
    ];

    private static IEnumerable<BadCase> Shocks() =>
    [
        Shock("a fall of an unknown price", "{ kind: price-drop, asset: §securites, fraction: 0.1 }", "unknown asset 'securites'", "did you mean 'securities'?"),
        Shock("interest on what has no duration", "{ kind: §rate-shock, amount: 0.01 }", "'duration' of 'securities' is 0"),
        new BadCase("a fall of prices that there are not", ["'price-drop' needs a price to change", "channels.market.assets"])
        {
            Files = [.. Files("", "{ kind: §price-drop, fraction: 0.1 }", market: "", holdings: "institution,asset,amount\n")],
        },
        Shock("a recovery above all", "{ kind: credit, target: { kind: borrower }, probability: 0.1, recovery: §2 }", "'recovery' is '2'", "from 0 to 1"),
    ];

    private static IEnumerable<BadCase> Rows() =>
    [
        Row("a mode of a bank", "institutions.csv", "B,bank,,,5", "B,bank,,§pooled,5", "mode pooled is that of a bank", "expected modes of platforms alone"),
        Row("a guarantor of its own claim", "exposures.csv", "H2,R3,10,P,G", "H2,R3,10,P,§H2", "'H2' stands for a debt to itself"),
        Row("a guarantor of its own debt", "exposures.csv", "H2,R3,10,P,G", "H2,R3,10,P,§R3", "'R3' stands for its own debt"),
        Row("a platform that is none", "exposures.csv", "H1,R1,10,P", "H1,R1,10,§B", "platform 'B' is of kind bank"),
        Row("infinitely many units", "holdings.csv", "B,securities,20", "B,securities,§inf", "amount is 'inf'"),
        Row("a holding of an unknown asset", "holdings.csv", "B,securities,20", "B,§securites,20", "unknown asset 'securites'", "did you mean 'securities'?"),
    ];

    private static BadCase Channel(string name, string channel, params string[] words) => new(name, words) { Files = [.. Files("", channel: $"  {channel}\n")] };

    private static BadCase Market(string name, string assets, params string[] words) => new(name, words) { Files = [.. Files("", market: $"  market: {{ assets: [ {assets} ] }}\n")] };

    private static BadCase Policy(string name, string policy, params string[] words) => new(name, words) { Files = [.. Files($"policies: {{ {policy} }}\n")] };

    private static BadCase Shock(string name, string shock, params string[] words) => new(name, words) { Files = [.. Files("", shock)] };

    private static BadCase Set(string name, string sets, params string[] words) => new(name, words) { Files = [.. Files($"policySets: [ {sets} ]\n")], Arguments = ["compare", "scenario.yaml"] };

    /// <summary>A policy where there is nobody but a borrower and a lender.</summary>
    private static BadCase Alone(string name, string policy, params string[] words) => new(name, words)
    {
        Files =
        [
            ("institutions.csv", "id,kind,external_assets\nB1,borrower,9\nB2,lender,9\nB3,lender,9\nP1,lender,9\n"),
            ("scenario.yaml", BadCase.WithLine(6, "  solvency: { mechanism: joint }") + $"policies: {{ {policy} }}\n"),
        ],
    };

    private static BadCase Row(string name, string file, string right, string wrong, params string[] words) => new(name, words)
    {
        Files = [.. Files("").Select(one => one.Name == file ? (one.Name, one.Text.Replace(right, wrong, StringComparison.Ordinal)) : one)],
    };

    /// <summary>The files of the study of policies, over two periods, with something changed.</summary>
    private static IEnumerable<(string Name, string Text)> Files(
        string policies,
        string shock = "{ kind: credit, target: { kind: borrower }, probability: 0.3 }",
        string channel = "",
        string market = "  market: { assets: [ { name: securities, impact: 0.02 } ] }\n",
        string run = "{ periods: 2 }",
        string? holdings = null) =>
    [
        .. PolicyStudy.Network().Select(file => file.Name == "holdings.csv" && holdings is not null ? (file.Name, holdings) : file),
        ("scenario.yaml",
            "name: Small\nnetwork: { files: { institutions: institutions.csv, exposures: exposures.csv, holdings: holdings.csv } }\nshocks:\n"
            + $"  - {shock}\nchannels:\n  solvency: {{ mechanism: joint }}\n{market}{channel}{policies}run: {run}\n"),
    ];
}
