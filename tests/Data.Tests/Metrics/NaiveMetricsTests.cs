using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Data.Tests.Metrics;

/// <summary>Every number in the files of metrics, computed again by the formulas of models.md 9 from replications that were run one by one.</summary>
public sealed class NaiveMetricsTests : IDisposable
{
    /// <summary>A few dozen sums of numbers near 1, each rounded.</summary>
    private const double Rounding = 1e-11;

    private static readonly Measure[] By = [Measure.PagerankVulnerability, Measure.NetworkAssets];

    private readonly MetricStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData(MetricStudy.AtRandom, "run.replications=33")]
    [InlineData(MetricStudy.InTurn, "run.seed=1")]
    public void Weighted_contagion_and_rings(string shocks, string run)
    {
        var file = Run(shocks, run, "metrics.centralityWeighted.by=[pagerank-vulnerability, network-assets]");
        var (singles, network) = (MetricStudy.OneByOne(file), file.Network);
        var (replications, table, rings) = (Read("replications.csv"), Read("centrality-weighted.csv"), Read("rings.csv"));

        foreach (var row in table.Rows)
        {
            var (by, variant) = (By.Single(one => Words.Of(one) == table.Text(row, "by")), table.Text(row, "variant"));
            var c = Measures.Of(by, network);
            double[] cwc = [.. singles.Select(single => Weighted(single, network, variant, c))];
            double[] plain = [.. singles.Select(single => Weighted(single, network, variant, [.. c.Select(_ => 1.0)]))];
            var name = Words.Of(by).Replace('-', '_');
            var prefix = variant == "equity" ? "cwc_" : $"cwc_{variant}_";
            Near.Equal(cwc, replications.Numbers($"{prefix}{name}"), Rounding, $"{variant} by {name}");
            Near.Equal(plain, replications.Numbers($"{prefix}plain"), Rounding, $"{variant}, plain");
            Near.Equal([cwc.Average(), plain.Average()], [table.Number(row, "value"), table.Number(row, "mean")], Rounding, $"means of {variant} by {name}");
            Near.Equal([cwc.Average() / plain.Average()], [table.Number(row, "concentration_ratio")], 1e-9, $"ratio of {variant} by {name}");
        }

        foreach (var row in rings.Rows)
        {
            var by = By.Single(one => Words.Of(one) == rings.Text(row, "by"));
            var hops = Hops(network, Array.IndexOf(Measures.Of(by, network), Measures.Of(by, network).Max()));
            int[] ring = [.. All(network).Where(one => singles[0].Equity[one] > 0 && hops[one] == (rings.Text(row, "ring").Length == 0 ? int.MaxValue : rings.Number(row, "ring")))];
            Assert.Equal(ring.Length, rings.Number(row, "institutions"));
            Near.Equal([singles.Average(single => ring.Average(single.Share))], [rings.Number(row, "mean_loss")], Rounding, $"ring {rings.Text(row, "ring")} by {by}");
        }

        // Else the test would prove little.
        Assert.All(table.Rows.GroupBy(row => table.Text(row, "variant")), rows => Assert.All(rows, row => Assert.True(table.Number(row, "value") > 0, $"{rows.Key}: nothing is lost")));

        // The institution without exposures is in no ring around anybody else.
        Assert.Contains("", rings.Texts("ring"));
    }

    [Theory]
    [InlineData("total", "institution")]
    [InlineData("contagion", "kind")]
    public void Tails(string part, string by)
    {
        var file = Run(MetricStudy.AtRandom, "run.replications=60", $"metrics.tail={{ levels: [0.8, 0.93], loss: {part}, by: {by}, minimumCapital: 0.2 }}");
        var (singles, network) = (MetricStudy.OneByOne(file), file.Network);
        double Lost(MetricStudy.Single single, int one) => part == "total" ? single.Loss[one] : single.Contagion[one];
        double[] system = [.. singles.Select(single => All(network).Sum(one => Lost(single, one)))];
        var (table, units) = (Read("tail.csv"), Read($"tail-{by}s.csv"));

        foreach (var row in table.Rows)
        {
            var level = table.Number(row, "level");
            Near.Equal([Var(system, level), Es(system, level)], [table.Number(row, "value_at_risk"), table.Number(row, "expected_shortfall")], Rounding, $"the system at {level}");
            Assert.True(table.Number(row, "value_at_risk_ci95_low") <= table.Number(row, "value_at_risk") && table.Number(row, "value_at_risk") <= table.Number(row, "value_at_risk_ci95_high"));
        }

        foreach (var row in units.Rows)
        {
            var (level, name) = (units.Number(row, "level"), units.Text(row, by == "institution" ? "id" : by));
            int[] members = [.. All(network).Where(one => by == "institution" ? network.Ids[one] == name : Words.Of(network.KindOf(one)) == name)];
            double[] own = [.. singles.Select(single => members.Sum(one => Lost(single, one)))];
            double[] lacking = [.. singles.Select(single => members.Sum(one => Math.Max(0, (0.2 * network.Sheets[one].TotalAssets) - single.Final[one])))];
            int[] beyond = [.. Enumerable.Range(0, system.Length).Where(place => system[place] > Var(system, level))];
            var median = own.Order().ElementAt((own.Length - 1) / 2);
            var covar = Var([.. Where(system, place => own[place] >= Var(own, level))], level);
            var calm = Var([.. Where(system, place => own[place] <= median)], level);
            Near.Equal(
                [Var(own, level), Es(own, level), beyond.Average(place => own[place]), beyond.Average(place => lacking[place]), covar, covar - calm],
                [.. new[] { "value_at_risk", "expected_shortfall", "mes", "ses", "covar", "delta_covar" }.Select(column => units.Number(row, column))], Rounding, $"{name} at {level}");
        }
    }

    [Theory]
    [InlineData("institution")]
    [InlineData("group")]
    public void Shapley_values(string by)
    {
        var file = Run(MetricStudy.AtRandom, "run.replications=40", $"metrics.shapley={{ by: {by}, level: 0.85 }}");
        var (singles, network) = (MetricStudy.OneByOne(file), file.Network);
        var table = Read("shapley.csv");
        string NameOf(int one) => by == "institution" ? network.Ids[one] : network.GroupOf(one) ?? $"kind:{Words.Of(network.KindOf(one))}";
        var names = table.Texts(by == "institution" ? "id" : by);
        Assert.Equal(All(network).Select(NameOf).Distinct(), names);
        double Value(int set) => Es([.. singles.Select(single => All(network).Where(one => ((set >> Array.IndexOf(names, NameOf(one))) & 1) == 1).Sum(one => single.Loss[one]))], 0.85);
        double[] values = [.. Enumerable.Range(0, 1 << names.Length).Select(Value)];

        var expected = names.Select((_, player) => Enumerable.Range(0, values.Length).Where(set => ((set >> player) & 1) == 0)
            .Sum(set => Factorial(int.PopCount(set)) * Factorial(names.Length - int.PopCount(set) - 1) / Factorial(names.Length) * (values[set | (1 << player)] - values[set])));
        Near.Equal([.. expected], table.Numbers("value"), Rounding, $"Shapley by {by}");
        Near.Equal([.. table.Numbers("value").Select(value => value / values[^1])], table.Numbers("share"), Rounding, "shares");
    }

    [Theory]
    [InlineData("total")]
    [InlineData("contagion")]
    public void Moran(string part)
    {
        var file = Run(MetricStudy.AtRandom, "run.replications=33", $"metrics.moran={{ loss: {part}, permutations: 199 }}");
        var (singles, network) = (MetricStudy.OneByOne(file), file.Network);
        double Of(MetricStudy.Single single, int one) => part == "total" ? single.Distress(one) : single.Share(one);
        int[] members = [.. All(network).Where(one => singles[0].Equity[one] > 0 && one < network.Count - 1)];
        var local = Read("moran-local.csv");

        var each = singles.Select(single => MoranOf(network, members, [.. members.Select(one => Of(single, one))]));
        var mean = MoranOf(network, members, [.. members.Select(one => singles.Average(single => Of(single, one)))]);
        Near.Equal([.. each.Select(one => one.I)], Read("replications.csv").Numbers("moran"), Rounding, "replications");
        Near.Equal(mean.Local, [.. members.Select(one => local.Number(one, "local_i"))], 1e-9, "local");
        Near.Equal([double.NaN, double.NaN], [local.Number(3, "local_i"), local.Number(network.Count - 1, "local_i")], 0, "without equity, and without neighbours");
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_study.At("run", "metrics.json")));
        var value = json.RootElement.GetProperty("moran").GetProperty("values")[0];
        Near.Equal([mean.I, -1.0 / (members.Length - 1), members.Length], [.. new[] { "i", "expected", "institutions" }.Select(key => value.GetProperty(key).GetDouble())], Rounding, "the system");
    }

    [Theory]
    [InlineData(false, "all")]
    [InlineData(true, "all")]
    [InlineData(false, "{ kind: bank }")]
    public void The_spillover_table(bool isNormalised, string turns)
    {
        var file = Run(
            $"shocks=[{{ kind: asset-loss, target: {{ each: {turns} }}, fraction: 0.4 }}, {{ kind: equity-loss, target: {{ id: B1 }}, fraction: 0.1 }}]", "run.seed=1",
            $"metrics.spillover={{ normalise: {(isNormalised ? "true" : "false")} }}");
        var (singles, network) = (MetricStudy.OneByOne(file), file.Network);
        int[] seeds = [.. singles.Select(single => single.Shocked[0])];
        var table = new double[network.Count, network.Count];
        for (var place = 0; place < seeds.Length; place++)
        {
            foreach (var one in All(network).Where(one => singles[place].Equity[one] > 0))
            {
                table[one, seeds[place]] = one == seeds[place] ? singles[place].Distress(one) : singles[place].Share(one);
            }
        }

        double Sum(int one) => isNormalised && All(network).Sum(seed => table[one, seed]) is > 0 and var sum ? sum : 1;
        double[] from = [.. All(network).Select(one => All(network).Where(seed => seed != one).Sum(seed => table[one, seed] / Sum(one)))];
        double[] to = [.. All(network).Select(seed => seeds.Contains(seed) ? All(network).Where(one => seed != one).Sum(one => table[one, seed] / Sum(one)) : double.NaN)];
        var written = Read("spillover-table.csv");
        Near.Equal(from, written.Numbers("from"), Rounding, "FROM");
        Near.Equal(to, written.Numbers("to"), Rounding, "TO");
        Near.Equal([.. to.Zip(from, (given, taken) => given - taken)], written.Numbers("net"), Rounding, "NET");
        Near.Equal([.. All(network).Select(one => seeds.Contains(one) ? table[one, one] : double.NaN)], written.Numbers("own"), Rounding, "own");
        Assert.Contains(from, taken => taken > 0);
    }

    [Theory]
    [InlineData(MetricStudy.AtRandom, "run.replications=33")]
    [InlineData(MetricStudy.InTurn, "run.seed=1")]
    public void Impact_and_concentration(string shocks, string run)
    {
        var file = Run(shocks, run, "metrics={ impact: {}, concentration: { by: [assets, network-liabilities] } }");
        var (singles, network, isInTurn) = (MetricStudy.OneByOne(file), file.Network, shocks == MetricStudy.InTurn);
        var (impact, concentration, replications) = (Read("impact.csv"), Read("concentration.csv"), Read("replications.csv"));
        foreach (var one in All(network))
        {
            MetricStudy.Single[] of = [.. singles.Where(single => !isInTurn || single.Shocked[0] != one)];
            MetricStudy.Single[] hit = [.. singles.Where(single => single.Shocked.Contains(one))];
            double Outside(MetricStudy.Single single, Func<int, double> number) => All(network).Where(other => !single.Shocked.Contains(other) && single.Equity[other] > 0).Sum(number);
            var cost = hit.Length == 0 ? double.NaN : hit.Average(single => Outside(single, other => single.Contagion[other]) / Outside(single, other => single.Equity[other]));
            Near.Equal(
                [singles[0].Equity[one] > 0 ? of.Average(single => single.Share(one)) : double.NaN, of.Average(single => single.IsContagious(one) ? 1.0 : 0), cost, hit.Length],
                [.. new[] { "vulnerability", "contagious_default_share", "impact", "cases" }.Select(column => impact.Number(one, column))], Rounding, $"B{one}");
        }

        Near.Equal([.. singles.Select(single => Hhi(single.Loss))], replications.Numbers("loss_hhi"), Rounding, "HHI");
        Near.Equal([.. singles.Select(single => Gini(single.Loss))], replications.Numbers("loss_gini"), Rounding, "Gini");
        foreach (var row in concentration.Rows)
        {
            double[] x = concentration.Text(row, "of") switch
            {
                "loss" => [.. All(network).Select(one => singles.Average(single => single.Loss[one]))],
                "contagion_loss" => [.. All(network).Select(one => singles.Average(single => single.Contagion[one]))],
                "caused_loss" => [.. singles.Select(single => All(network).Where(one => one != single.Shocked[0]).Sum(one => single.Contagion[one]))],
                "assets" => [.. All(network).Select(one => network.Sheets[one].TotalAssets)],
                _ => [.. All(network).Select(one => network.Sheets[one].NetworkLiabilities)],
            };
            Near.Equal([Hhi(x), Gini(x)], [concentration.Number(row, "hhi"), concentration.Number(row, "gini")], Rounding, concentration.Text(row, "of"));
        }

        Assert.Equal(isInTurn, concentration.Texts("of").Contains("caused_loss"));
    }

    private static IEnumerable<int> All(Network network) => Enumerable.Range(0, network.Count);

    private static IEnumerable<double> Where(double[] numbers, Func<int, bool> isMeant) => numbers.Where((_, place) => isMeant(place));

    private static double Weighted(MetricStudy.Single single, Network network, string variant, double[] c)
    {
        int[] counted = [.. All(network).Where(one => (variant == "assets" ? network.Sheets[one].TotalAssets : single.Equity[one]) > 0 && !(variant == "others" && single.Shocked.Contains(one)))];
        double Loss(int one) => variant switch
        {
            "assets" => Math.Clamp(single.Contagion[one] / network.Sheets[one].TotalAssets, 0, 1),
            "defaults" => single.IsContagious(one) ? 1 : 0,
            _ => single.Share(one),
        };
        return counted.Sum(one => c[one] * Loss(one)) / counted.Sum(one => c[one]);
    }

    private static int[] Hops(Network network, int centre)
    {
        var hops = Enumerable.Repeat(int.MaxValue, network.Count).ToArray();
        hops[centre] = 0;
        bool Touch(int one, int other) => network.Claims.Column[network.Claims.Start[one]..network.Claims.Start[one + 1]].Contains(other);
        for (var step = 0; step < network.Count; step++)
        {
            foreach (var (one, other) in All(network).SelectMany(one => All(network).Select(other => (one, other))).Where(pair => hops[pair.one] == step && hops[pair.other] > step + 1))
            {
                hops[other] = Touch(one, other) || Touch(other, one) ? step + 1 : hops[other];
            }
        }

        return hops;
    }

    private static double Var(double[] losses, double level) => losses.Order().ElementAt((int)Math.Ceiling(Math.Round(level * losses.Length, 9)) - 1);

    private static double Es(double[] losses, double level)
    {
        var place = Math.Round(level * losses.Length, 9);
        var k = (int)Math.Ceiling(place);
        double[] sorted = [.. losses.Order()];
        return (sorted[k..].Sum() + ((k - place) * sorted[k - 1])) / (losses.Length - place);
    }

    private static (double I, double[] Local) MoranOf(Network network, int[] members, double[] x)
    {
        var weights = new double[members.Length, members.Length];
        for (var one = 0; one < members.Length; one++)
        {
            double Between(int creditor, int debtor)
            {
                var (start, end) = (network.Claims.Start[creditor], network.Claims.Start[creditor + 1]);
                return Enumerable.Range(start, end - start).Where(entry => network.Claims.Column[entry] == debtor).Sum(entry => network.Claims.Amount[entry]);
            }

            for (var other = 0; other < members.Length; other++)
            {
                weights[one, other] = Between(members[one], members[other]) + Between(members[other], members[one]);
            }

            var sum = Enumerable.Range(0, members.Length).Sum(other => weights[one, other]);
            for (var other = 0; other < members.Length; other++)
            {
                weights[one, other] /= sum;
            }
        }

        double[] z = [.. x.Select(number => number - x.Average())];
        var squares = z.Sum(number => number * number);
        if (squares == 0)
        {
            return (double.NaN, [.. x.Select(_ => double.NaN)]);
        }

        double[] lag = [.. z.Select((_, one) => z.Select((number, other) => weights[one, other] * number).Sum())];
        // Rows sum to 1, so that S₀ is n.
        return (z.Zip(lag, (number, around) => number * around).Sum() / squares, [.. z.Zip(lag, (number, around) => number * around / (squares / z.Length))]);
    }

    private static double Hhi(double[] x) => x.Sum() > 0 ? x.Sum(one => one / x.Sum() * (one / x.Sum())) : double.NaN;

    private static double Gini(double[] x) => x.Sum() > 0
        ? (2 * x.Order().Select((one, rank) => (rank + 1) * one).Sum() / (x.Length * x.Sum())) - ((x.Length + 1.0) / x.Length)
        : double.NaN;

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    private ScenarioFile Run(params string[] overrides)
    {
        _study.Run("run", new RunOptions { Threads = 2 }, overrides);
        return _study.Load(overrides);
    }

    private Table Read(string file) => Table.Read(_study.At("run", file));
}
