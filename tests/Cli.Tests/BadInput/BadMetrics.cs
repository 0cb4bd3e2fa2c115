using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with metrics, and what a scenario cannot give.</summary>
internal static class BadMetrics
{
    private const string Many = "run: { seed: 7, replications: 9 }";

    private const string Each = "run: { seed: 7 }";

    public static IReadOnlyList<BadCase> All { get; } = [.. Forms(), .. Settings(), .. NotGiven(), .. Limits()];

    private static IEnumerable<BadCase> Forms() =>
    [
        Metrics("metrics that are a number", "§7", "'metrics' is '7'", "expected 'all', a list of names or a mapping"),
        Metrics("metrics that are a word", "§al", "'metrics' is 'al'", "'all'"),
        Metrics("metrics that are a text", "§\"all\"", "'metrics' is the text 'all'"),
        Metrics("no metrics in a list", "§[]", "'metrics' is an empty list", "centralityWeighted, tail"),
        Metrics("an unknown name", "[ moran, §shaply ]", "unknown metric 'shaply'", "did you mean 'shapley'?"),
        Metrics("a metric twice", "[ moran, §moran ]", "'moran' is given twice"),
        Metrics("a list in a list", "[ §[ moran ] ]", "a metric is a list", "expected its name"),
        Metrics("a mapping in a list", "[ §{ tail: {} } ]", "a metric is a mapping", "in place of the list"),
        Metrics("an unknown metric", "{ §morans: {} }", "unknown key 'morans'", "did you mean 'moran'?"),
        Metrics("an unknown key of a metric", "{ moran: { §permutation: 99 } }", "unknown key 'permutation'", "did you mean 'permutations'?"),
        Metrics("a metric that is true", "{ impact: §true }", "'impact' is 'true'", "expected a mapping"),
        Metrics("settings where there are none", "{ impact: { §by: kind } }", "unknown key 'by'"),
    ];

    private static IEnumerable<BadCase> Settings() =>
    [
        Metrics("an unknown measure", "{ centralityWeighted: { by: [ pagerank, §pagerang ] } }", "unknown measure 'pagerang'", "did you mean 'pagerank'?"),
        Metrics("an unknown variant", "{ centralityWeighted: { variants: [ §asset ] } }", "unknown variant 'asset'", "did you mean 'assets'?"),
        Metrics("no measures", "{ centralityWeighted: { by: §[] } }", "'by' is an empty list"),
        Metrics("a measure twice", "{ centralityWeighted: { by: §[ assets, assets ] } }", "'assets' is listed twice in 'by'"),
        Metrics("a level twice", "{ tail: { levels: §[ 0.9, 0.9 ] } }", "'0.9' is listed twice in 'levels'"),
        Metrics("a level of one", "{ tail: { levels: [ 0.9, §1 ] } }", "'levels' is '1'", "from 0.01 to 0.9999"),
        Metrics("an unknown unit", "{ tail: { by: §kinds } }", "unknown unit 'kinds'", "did you mean 'kind'?"),
        Metrics("too few resamples", "{ tail: { bootstrap: §10 } }", "'bootstrap' is '10'", "from 100 to 100000"),
        Metrics("capital above all assets", "{ tail: { minimumCapital: §1.5 } }", "'minimumCapital' is '1.5'", "from 0 to 1"),
        Metrics("an unknown loss", "{ moran: { loss: §direct } }", "unknown loss 'direct'", "total, contagion"),
        Metrics("no permutations", "{ moran: { permutations: §0 } }", "'permutations' is '0'"),
        Metrics("an odd number of orders", "{ shapley: { permutations: §99 } }", "'permutations' is 99", "an even number"),
        Metrics("nobody to attribute to", "{ shapley: { by: §system } }", "'by' is 'system'", "expected institution, group or kind"),
        Metrics("a weight that nobody has", "{ centralityWeighted: { by: §[ weight ] } }", "needs a column weight"),
        Metrics("a leverage without equity", "{ concentration: { by: §[ leverage ] } }", "'leverage' of institution 'B1' is infinite") with
        {
            Files = [.. With("{ concentration: { by: §[ leverage ] } }", Many), ("institutions.csv", TestFolder.Institutions.Replace("B1,bank,north,100,10", "B1,bank,north,100,0", StringComparison.Ordinal))],
        },
    ];

    private static IEnumerable<BadCase> NotGiven() =>
    [
        Metrics("a spillover table without turns", "{ spillover: §{} }", "'spillover' needs a target that says each"),
        Metrics("a spillover table by name without turns", "[ moran, §spillover ]", "'spillover' needs a target that says each"),
        Alone("a tail of one", "{ tail: §{} }", "'tail' is about the worst of several replications, and there is one"),
        Alone("an attribution of one", "[ §shapley ]", "'shapley' is about the worst of several replications"),
        new BadCase("metrics of institutions on networks drawn anew", ["'moran' goes by institutions", "redraw: true"])
        {
            Files =
            [
                ("scenario.yaml", BadCase.WithLine(7, $"{Many}\nmetrics: [ tail, §moran ]").Replace(
                    "network: { files: { institutions: institutions.csv, exposures: exposures.csv } }",
                    "network: { generate: { model: erdos-renyi, redraw: true, institutions: 9, meanDegree: 3, balance: { rule: nier } } }",
                    StringComparison.Ordinal).Replace("id: B1", "random: 1", StringComparison.Ordinal)),
            ],
        },
    ];

    private static IEnumerable<BadCase> Limits() =>
    [
        new BadCase("more losses than memory", ["10000000 replications of 12 institutions", "4.5 GB of memory", "expected at most 8947848 replications"])
        {
            Files =
            [
                .. With("§{ impact: {} }", "run: { seed: 7, replications: 10000000 }"),
                ("institutions.csv", TestFolder.Institutions + string.Concat(Enumerable.Range(5, 8).Select(bank => $"B{bank},bank,,100,10\n"))),
            ],
        },
        new BadCase("more resamples than memory", ["100000 resamples of 1000000 replications", "93.1 GB", "expected at most 4294 resamples"])
        {
            Files = [.. With("{ tail: { by: system, bootstrap: §100000 } }", "run: { seed: 7, replications: 1000000 }")],
        },
    ];

    private static BadCase Metrics(string name, string metrics, params string[] words) => new(name, words) { Files = [.. With(metrics, Many)] };

    private static BadCase Alone(string name, string metrics, params string[] words) => new(name, words) { Files = [.. With(metrics, Each)] };

    private static IEnumerable<(string Name, string Text)> With(string metrics, string run) => [("scenario.yaml", BadCase.WithLine(7, $"{run}\nmetrics: {metrics}"))];
}
