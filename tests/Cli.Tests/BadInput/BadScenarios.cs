namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with a scenario besides its shocks.</summary>
internal static class BadScenarios
{
    public static IReadOnlyList<BadCase> All { get; } = [.. Keys(), .. Missing(), .. Types(), .. Mechanisms(), .. Parameters(), .. Needs(), .. Runs(), .. Models()];

    private static IEnumerable<BadCase> Keys() =>
    [
        BadCase.Line("an unknown key at the top", 1, "name: Small\n§descripton: none", "unknown key 'descripton'", "did you mean 'description'?"),
        BadCase.Line("a key in the singular", 3, "§shock:", "unknown key 'shock'", "did you mean 'shocks'?"),
        BadCase.Line("a key of a later version", 7, "§worlds: {}", "unknown key 'worlds'", "expected name, description, network"),
        BadCase.Run("a key in another style", "{ §max_rounds: 5 }", "unknown key 'max_rounds'", "did you mean 'maxRounds'?"),
        BadCase.Line("an unknown source of the network", 2, "network: { §file: { institutions: institutions.csv, exposures: exposures.csv }, files: { institutions: institutions.csv, exposures: exposures.csv } }", "unknown key 'file'", "did you mean 'files'?"),
        BadCase.Line("an unknown file of the network", 2, "network: { files: { institutions: institutions.csv, exposures: exposures.csv, §holding: h.csv } }", "unknown key 'holding'", "did you mean 'holdings'?"),
        BadCase.Line("an unknown channel", 6, "  solvency: { mechanism: furfine }\n  §liqudity: {}", "unknown key 'liqudity'", "solvency"),
        BadCase.Run("a key given twice", "{ seed: 7, §seed: 8 }", "'seed'", "twice"),
        BadCase.Line("a part given twice", 7, "§shocks: []", "'shocks'", "twice"),
    ];

    private static IEnumerable<BadCase> Missing() =>
    [
        BadCase.Line("no name", 1, "§description: A question", "no 'name'"),
        BadCase.Line("an empty name", 1, "name:§", "'name' is empty"),
        BadCase.Line("no network", 2, "", "no 'network'") with { Place = "scenario.yaml:1:1:" },
        BadCase.Line("no files", 2, "network: §{}", "no 'files', no 'generate' and no 'reconstruct'", "expected one of them"),
        BadCase.Line("no exposures", 2, "network: { files: §{ institutions: institutions.csv } }", "no 'exposures'"),
        BadCase.Line("an empty name of a file", 2, "network: { files: { institutions: §, exposures: exposures.csv } }", "'institutions' is empty"),
        BadCase.Scenario("no channels", "§name: Small\nnetwork: { files: { institutions: institutions.csv, exposures: exposures.csv } }\n", "no 'channels'"),
        BadCase.Line("no solvency", 6, "  §{}", "no 'solvency'"),
        BadCase.Solvency("no mechanism", "§{ lossGivenDefault: 1 }", "no mechanism", "furfine"),
        BadCase.Solvency("an empty mechanism", "{ mechanism: §}", "mechanism", "furfine"),
        BadCase.Solvency("a mechanism without a mapping", "§furfine", "'furfine'", "{ mechanism:"),
        BadCase.Line("nothing for the solvency", 6, "  solvency:§", "'solvency'"),
    ];

    private static IEnumerable<BadCase> Types() =>
    [
        BadCase.Scenario("a list at the top", "§- name: Small\n", "a list", "expected a mapping"),
        BadCase.Scenario("comments only", "§# nothing here\n", "empty"),
        BadCase.Line("a name that is a list", 1, "name: §[Small]", "'name' is a list", "expected a text"),
        BadCase.Line("a network that is a file", 2, "network: §institutions.csv", "'network' is 'institutions.csv'", "expected a mapping"),
        BadCase.Line("files in a list", 2, "network: { files: §[institutions.csv, exposures.csv] }", "'files' is a list", "expected a mapping"),
        BadCase.Solvency("a mechanism that is a list", "{ mechanism: §[furfine, debtrank] }", "mechanism"),
        BadCase.Solvency("yes for true", "{ mechanism: furfine, zeroEquityIsDefault: §yes }", "'zeroEquityIsDefault'", "'yes'", "true or false"),
        BadCase.Solvency("a mapping for a number", "{ mechanism: furfine, lossGivenDefault: §{ value: 1 } }", "'lossGivenDefault' is a mapping", "expected a number"),
    ];

    private static IEnumerable<BadCase> Mechanisms() =>
    [
        BadCase.Solvency("an unknown mechanism", "{ mechanism: §debt-rank }", "unknown mechanism 'debt-rank'", "eisenberg-noe", "did you mean 'debtrank'?"),
        BadCase.Solvency("a parameter of another mechanism", "{ mechanism: furfine, §alpha: 0.9 }", "unknown key 'alpha'", "'furfine'", "lossGivenDefault"),
        BadCase.Solvency("a recovery in the original DebtRank", "{ mechanism: debtrank, §recovery: 0.4 }", "unknown key 'recovery'", "'debtrank'"),
        BadCase.Solvency("a mistyped parameter", "{ mechanism: rogers-veraart, §alhpa: 0.9 }", "unknown key 'alhpa'", "did you mean 'alpha'?"),
        BadCase.Solvency("unknown weights", "{ mechanism: debtrank-linear, weights: §assests }", "unknown weights 'assests'", "did you mean 'assets'?"),
        BadCase.Solvency("an unknown rank of creditors", "{ mechanism: eisenberg-noe, externalCreditors: §junior }", "unknown external creditors 'junior'", "pari-passu, senior"),
    ];

    private static IEnumerable<BadCase> Parameters() =>
    [
        BadCase.Solvency("alpha above 1", "{ mechanism: rogers-veraart, alpha: §1.1 }", "'alpha'", "'1.1'", "from 0 to 1"),
        BadCase.Solvency("a loss of twice the claim", "{ mechanism: furfine, lossGivenDefault: §2 }", "'lossGivenDefault'", "'2'", "from 0 to 1"),
        BadCase.Solvency("a recovery of .nan", "{ mechanism: debtrank-linear, recovery: §.nan }", "'recovery'", "'.nan'", "from 0 to 1"),
        BadCase.Solvency("a negative exponent", "{ mechanism: debtrank-nonlinear, exponent: §-1 }", "'exponent'", "'-1'", "from 0"),
        BadCase.Solvency("everything held by others", "{ mechanism: cross-holdings, integration: §1 }", "'integration'", "'1'", "below 1"),
        BadCase.Solvency("a threshold above the value", "{ mechanism: cross-holdings, integration: 0.3, threshold: §2 }", "'threshold'", "'2'", "from 0 to 1"),
        BadCase.Solvency("an empty parameter", "{ mechanism: furfine, lossGivenDefault: §}", "'lossGivenDefault' is empty", "a number"),
    ];

    private static IEnumerable<BadCase> Needs() =>
    [
        BadCase.Solvency("valuation without volatility", "§{ mechanism: neva-merton }", "volatility"),
        BadCase.Solvency("weights that nobody gives", "§{ mechanism: debtrank-linear, weights: given }", "weight", "institutions.csv"),
        BadCase.Solvency("cross-holdings without shares", "§{ mechanism: cross-holdings }", "holdings", "integration"),
        BadCase.Holdings("an institution that others hold whole", "institution,asset,amount\nB1,B2,0.5\nB3,B2,0.5\n", "'B2'", "cross-holdings") with
        {
            Files =
            [
                ("holdings.csv", "institution,asset,amount\nB1,B2,0.5\nB3,B2,0.5\n"),
                ("scenario.yaml", BadCase.WithLine(6, "  solvency: §{ mechanism: cross-holdings }").Replace("exposures.csv }", "exposures.csv, holdings: holdings.csv }", StringComparison.Ordinal)),
            ],
        },
        BadCase.Solvency("volatility missing for one", "§{ mechanism: neva-merton }", "volatility", "'B3'") with
        {
            Files =
            [
                ("institutions.csv", "id,kind,external_assets,equity,volatility\nB1,bank,100,10,0.1\nB2,bank,100,10,0.1\nB3,bank,100,10,\nP1,platform,50,5,0.1\n"),
                ("scenario.yaml", BadCase.WithLine(6, "  solvency: §{ mechanism: neva-merton }")),
            ],
        },
    ];

    private static IEnumerable<BadCase> Models() =>
    [
        BadCase.Line("files and a model", 2, "network: { files: { institutions: institutions.csv, exposures: exposures.csv }, generate: §{ model: erdos-renyi, institutions: 9, meanDegree: 3, balance: { rule: nier } } }", "both 'files' and 'generate'", "expected one of them"),
        Model("an unknown model", "model: §erdos-reny, institutions: 9, meanDegree: 3, balance: { rule: nier }", "unknown model 'erdos-reny'", "did you mean 'erdos-renyi'?"),
        BadCase.Line("no model", 2, "network: { generate: §{ institutions: 9, meanDegree: 3, balance: { rule: nier } } }", "'generate' names no model", "erdos-renyi"),
        BadCase.Line("a model without a mapping", 2, "network: { generate: §erdos-renyi }", "'generate' is 'erdos-renyi'", "{ model: barabasi-albert }"),
        BadCase.Line("a model of no size", 2, "network: { generate: §{ model: erdos-renyi, meanDegree: 3, balance: { rule: nier } } }", "no 'institutions'", "a whole number"),
        BadCase.Line("a model of no balance sheets", 2, "network: { generate: §{ model: erdos-renyi, institutions: 9, meanDegree: 3 } }", "no 'balance'", "{ rule: gai-kapadia }"),
        Model("an unknown parameter of a model", "model: erdos-renyi, institutions: 9, §meanDegre: 3, linkProbability: 0.1, balance: { rule: nier }", "unknown key 'meanDegre'", "did you mean 'meanDegree'?"),
        Model("one institution", "model: erdos-renyi, institutions: §1, meanDegree: 0, balance: { rule: nier }", "'institutions' is '1'", "from 2 to 10000000"),
        Model("more institutions than a model draws", "model: erdos-renyi, institutions: §10000001, meanDegree: 3, balance: { rule: nier }", "'institutions' is '10000001'", "from 2 to 10000000"),
        Model("more exposures than a model draws", "model: erdos-renyi, institutions: 10000000, meanDegree: §21, balance: { rule: nier }", "about 210,000,000 exposures", "at most 200,000,000"),
        BadCase.Line("neither degree nor probability", 2, "network: { generate: §{ model: erdos-renyi, institutions: 9, balance: { rule: nier } } }", "neither 'meanDegree' nor 'linkProbability'", "expected one of them"),
        Model("degree and probability", "model: erdos-renyi, institutions: 9, meanDegree: 3, linkProbability: §0.2, balance: { rule: nier }", "both 'meanDegree' and 'linkProbability'", "expected one of them"),
        Model("a degree above that of a complete network", "model: erdos-renyi, institutions: 9, meanDegree: §8.5, balance: { rule: nier }", "'meanDegree' is 8.5", "at most 8"),
        Model("a probability above 1", "model: erdos-renyi, institutions: 9, linkProbability: §1.5, balance: { rule: nier }", "'linkProbability' is '1.5'", "from 0 to 1"),
        Model("an unknown rule", "model: erdos-renyi, institutions: 9, meanDegree: 3, balance: { rule: §neir }", "unknown rule 'neir'", "did you mean 'nier'?"),
        Model("a parameter of another rule", "model: erdos-renyi, institutions: 9, meanDegree: 3, balance: { rule: nier, §capitalRatio: 0.04 }", "unknown key 'capitalRatio'", "rule 'nier'", "netWorthRatio"),
        Model("everything lent to other banks", "model: erdos-renyi, institutions: 9, meanDegree: 3, balance: { rule: nier, interbankShare: §1 }", "'interbankShare' is '1'", "below 1"),
        Aimed("an id that is not drawn", 30, false, "§{ id: B1 }", "unknown institution 'B1'", "id of the network"),
        Aimed("top on networks drawn anew", 9, true, "§{ top: 1, by: equity }", "'top'", "'redraw: true'", "random"),
        Aimed("each on networks drawn anew", 9, true, "§{ each: all }", "'each'", "'redraw: true'", "random"),
        Aimed("random among the top on networks drawn anew", 9, true, "{ random: 1, among: §{ top: 3, by: equity } }", "'top'", "'redraw: true'"),
    ];

    private static BadCase Model(string name, string model, params string[] words) => BadCase.Line(name, 2, $"network: {{ generate: {{ {model} }} }}", words);

    /// <summary>A target that does not go with a model of nine banks, or of thirty where their ids are in question.</summary>
    private static BadCase Aimed(string name, int institutions, bool redraws, string target, params string[] words) => BadCase.Scenario(
        name,
        BadCase.WithLine(2, $"network: {{ generate: {{ model: erdos-renyi, institutions: {institutions}, meanDegree: 3, redraw: {(redraws ? "true" : "false")}, balance: {{ rule: nier }} }} }}")
            .Replace("{ id: B1 }", target, StringComparison.Ordinal),
        words);

    private static IEnumerable<BadCase> Runs() =>
    [
        BadCase.Run("no replications", "{ replications: §0 }", "'replications'", "'0'", "from 1"),
        BadCase.Run("too many replications", "{ replications: §100000000 }", "'replications'", "10000000"),
        BadCase.Run("half a replication", "{ replications: §1.5 }", "'replications'", "'1.5'", "whole number"),
        BadCase.Run("a negative seed", "{ seed: §-1 }", "'seed'", "'-1'", "whole number"),
        BadCase.Run("a seed of 65 bits", "{ seed: §18446744073709551616 }", "'seed'", "whole number"),
        BadCase.Run("a seed in quotes", "{ seed: §\"7\" }", "'seed'", "the text '7'"),
        BadCase.Run("a negative tolerance", "{ tolerance: §-1e-9 }", "'tolerance'", "'-1e-9'", "from 0"),
        BadCase.Run("no rounds", "{ maxRounds: §0 }", "'maxRounds'", "'0'", "from 1"),
        BadCase.Run("two periods", "{ periods: §2 }", "'periods' is 2", "expected 1"),
    ];
}
