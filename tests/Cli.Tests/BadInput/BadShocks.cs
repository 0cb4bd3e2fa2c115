namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with shocks and targets.</summary>
internal static class BadShocks
{
    public static IReadOnlyList<BadCase> All { get; } = [.. Shocks(), .. Sizes(), .. Forms(), .. Names(), .. Counts(), .. Turns()];

    private static IEnumerable<BadCase> Shocks() =>
    [
        BadCase.Shock("an unknown kind of shock", "{ kind: §defualt, target: { id: B1 } }", "unknown kind 'defualt'", "default, asset-loss, equity-loss", "did you mean 'default'?"),
        BadCase.Shock("a kind of shock with an underscore", "{ kind: §asset_loss, target: all, fraction: 0.1 }", "unknown kind 'asset_loss'", "did you mean 'asset-loss'?"),
        BadCase.Shock("a shock without a kind", "§{ target: { id: B1 } }", "'kind'"),
        BadCase.Shock("a shock without a target", "§{ kind: default }", "'target'"),
        BadCase.Shock("an unknown key of a shock", "{ kind: default, §taget: all, target: all }", "unknown key 'taget'", "did you mean 'target'?"),
        BadCase.Shock("a shock that is a word", "§default", "'default'", "expected a mapping"),
        BadCase.Line("a shock that is empty", 4, "  -§", "empty", "expected a mapping"),
        BadCase.Line("shocks that are a mapping", 4, "  §{ kind: default, target: all }", "'shocks' is a mapping", "expected a list"),
        BadCase.Shock("a shock in a period that there is not", "{ at: §1, kind: default, target: all }", "'at' is 1", "one period", "0"),
    ];

    private static IEnumerable<BadCase> Sizes() =>
    [
        BadCase.Shock("both fraction and amount", "{ kind: equity-loss, target: all, fraction: §0.1, amount: 5 }", "both 'fraction' and 'amount'"),
        BadCase.Shock("neither fraction nor amount", "§{ kind: asset-loss, target: all }", "'asset-loss' needs a size", "'fraction' or 'amount'"),
        BadCase.Shock("more than all assets lost", "{ kind: asset-loss, target: all, fraction: §1.5 }", "'fraction' is 1.5", "at most 1"),
        BadCase.Shock("a default with a fraction", "{ kind: default, target: all, fraction: §0.5 }", "default", "'fraction'"),
        BadCase.Shock("a negative fraction", "{ kind: equity-loss, target: all, fraction: §-0.1 }", "'fraction'", "'-0.1'", "from 0"),
        BadCase.Shock("a negative amount", "{ kind: asset-loss, target: all, amount: §-5 }", "'amount'", "'-5'", "from 0"),
        BadCase.Shock("a fraction in quotes", "{ kind: equity-loss, target: all, fraction: §\"0.1\" }", "'fraction'", "the text '0.1'", "expected a number"),
        BadCase.Shock("a fraction .nan", "{ kind: equity-loss, target: all, fraction: §.nan }", "'fraction'", "'.nan'", "expected a number"),
        BadCase.Shock("an empty fraction and no amount", "§{ kind: equity-loss, target: all, fraction: }", "'fraction' or 'amount'"),
    ];

    private static IEnumerable<BadCase> Forms() =>
    [
        BadCase.Target("an unknown word for a target", "§everybody", "'everybody'", "expected 'all'"),
        BadCase.Target("an unknown form of target", "{ §ids: [B1] }", "unknown target 'ids'", "did you mean 'id'?"),
        BadCase.Target("a target without anything", "§{}", "expected 'all'"),
        BadCase.Target("a list for a target", "§[B1, B2]", "a list", "expected 'all'"),
        BadCase.Target("a target of two forms", "{ id: B1, §kind: bank }", "unknown key 'kind'", "'id'"),
        BadCase.Target("a mistyped key of a target", "{ top: 1, by: equity, §amog: all }", "unknown key 'amog'", "did you mean 'among'?"),
    ];

    private static IEnumerable<BadCase> Names() =>
    [
        BadCase.Target("an unknown institution", "§{ id: B7 }", "unknown institution 'B7'", "did you mean 'B1'?"),
        BadCase.Target("an unknown institution in a list", "§{ id: [B1, Q] }", "unknown institution 'Q'"),
        BadCase.Target("an empty list of institutions", "{ id: §[] }", "'id'", "empty list"),
        BadCase.Target("an id that is a mapping", "{ id: §{ name: B1 } }", "'id'", "a mapping"),
        BadCase.Target("an empty id", "{ id: §'' }", "'id'"),
        BadCase.Target("an unknown kind of institution", "{ kind: §bnak }", "unknown kind 'bnak'", "did you mean 'bank'?"),
        BadCase.Target("a kind that nobody is of", "§{ kind: lender }", "no institution is of kind 'lender'"),
        BadCase.Target("a group that nobody is in", "§{ group: nroth }", "no institution is in group 'nroth'", "did you mean 'north'?"),
    ];

    private static IEnumerable<BadCase> Counts() =>
    [
        BadCase.Target("top 0", "{ top: §0, by: equity }", "'top'", "'0'", "from 1"),
        BadCase.Target("more on top than there are", "§{ top: 4, by: equity, among: { kind: bank } }", "4 institutions", "has 3"),
        BadCase.Target("top without a measure", "§{ top: 1 }", "'by'", "expected one of"),
        BadCase.Target("an unknown measure", "{ top: 1, by: §page-rank }", "unknown measure 'page-rank'", "did you mean 'pagerank'?"),
        BadCase.Target("a weight that nobody gives", "§{ top: 1, by: weight }", "weight", "institutions.csv"),
        BadCase.Target("an unknown institution among which to choose", "§{ top: 1, by: equity, among: { id: [B1, X9] } }", "unknown institution 'X9'"),
        BadCase.Target("more at random than there are", "§{ random: 9 }", "9 institutions", "has 4"),
        BadCase.Target("a target among which is empty", "{ random: 1, among: §}", "target is empty", "expected 'all'"),
    ];

    private static IEnumerable<BadCase> Turns() =>
    [
        BadCase.Target("random inside each", "§{ each: { random: 2 } }", "'random'", "outermost"),
        BadCase.Target("each inside each", "§{ each: { each: all } }", "'each'", "outermost"),
        BadCase.Target("each inside top", "§{ top: 1, by: equity, among: { each: all } }", "'each'", "outermost"),
        BadCase.Target("each of nobody", "§{ each: { kind: guarantor } }", "no institution is of kind 'guarantor'"),
        BadCase.Line("two targets that say each", 4, "  - { kind: default, target: { each: all } }\n  - { kind: equity-loss, fraction: 0.1, target: §{ each: all } }", "'each'", "at most one"),
        BadCase.Line("each with a number of replications", 4, "  - { kind: default, target: { each: all } }", "'replications'", "'each'") with
        {
            Files = [("scenario.yaml", BadCase.WithLine(4, "  - { kind: default, target: { each: all } }").Replace("run: { seed: 7 }", "run: { seed: 7, replications: §4 }", StringComparison.Ordinal))],
        },
    ];
}
