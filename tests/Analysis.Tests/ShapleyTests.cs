using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Shapley values against published and enumerated ones, and by what they must fulfil.</summary>
public sealed class ShapleyTests
{
    // Source: models.md TV-SHAP. Sets in the order of bits: none, 1, 2, 12, 3, 13, 23, 123.
    [Fact]
    public void Values_of_sets_are_split_as_models_md_says() =>
        Near.Equal([22 / 3.0, 53 / 6.0, 23 / 6.0], Shapley.Of([0, 4, 6, 14, 2, 8, 9, 20]), Near.Exact, "TV-SHAP");

    // Source: models.md TV-SHAP: v of a set is the worst of four sums of its members' losses.
    [Fact]
    public void The_worst_case_of_losses_is_split_as_models_md_says()
    {
        double[][] losses = [[10, 0, 0], [0, 8, 0], [4, 4, 6], [0, 0, 0]];

        var shapley = Shapley.Of([.. Enumerable.Range(0, 8).Select(set => losses.Max(scenario => Enumerable.Range(0, 3).Sum(one => ((set >> one) & 1) * scenario[one])))]);

        Near.Equal([17 / 3.0, 14 / 3.0, 11 / 3.0], shapley, Near.Exact, "TV-SHAP, worst case");
    }

    // Whoever adds nothing gets nothing; two who add the same get the same; all get what there is. models.md 11.14.
    [Fact]
    public void Values_add_up_and_dummies_get_nothing_and_equals_get_the_same()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var players = 2 + random.Next(6);
            var values = new double[1 << players];
            // The last player is a dummy, and the first two count by how many of them are there.
            var drawn = Enumerable.Range(0, 1 << players).Select(_ => random.NextDouble()).ToArray();
            for (var set = 0; set < values.Length; set++)
            {
                var both = int.PopCount(set & 3);
                values[set] = drawn[(set & ~3 & ((values.Length / 2) - 1)) | ((1 << both) - 1)];
            }

            var shapley = Shapley.Of(values);

            // A sum of 2ⁿ numbers below 1, rounded at each step.
            Assert.Equal(values[^1] - values[0], shapley.Sum(), 1e-12);
            if (players > 2)
            {
                Assert.Equal(0, shapley[^1], 1e-12);
                Assert.Equal(shapley[0], shapley[1], 1e-12);
            }
        }
    }

    // Source: tests/reference/shapley8, by enumeration of all 256 coalitions.
    [Fact]
    public void The_loss_of_eight_banks_under_linear_DebtRank_is_split_as_enumeration_does() =>
        AssertSplit("debtrank_loss_capped", (network, set) =>
            Run(network, new LinearDebtRank(), Shocks(set, ShockKind.EquityLoss, 0.4)).Replications[0].TotalLoss);

    [Fact]
    public void What_eight_banks_leave_unpaid_under_Eisenberg_and_Noe_is_split_as_enumeration_does() =>
        AssertSplit("eisenberg_noe_shortfall", (network, set) =>
            Enumerable.Range(0, network.Count).Sum(bank => network.Sheets[bank].TotalLiabilities)
            - Run(network, new EisenbergNoe(), Shocks(set, ShockKind.AssetLoss, 0.2)).Totals.Payment.Sum());

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1 << 13)]
    public void What_is_no_value_for_each_set_is_refused(int count) => Assert.Throws<ArgumentException>(() => Shapley.Of(new double[count]));

    private static void AssertSplit(string value, Func<Network, int, double> valueOf)
    {
        var folder = Folders.Reference("shapley8");
        var (network, expected) = (Read(folder), Table.Read(folder, "expected.csv"));
        double[] values = [.. Enumerable.Range(0, 1 << network.Count).Select(set => valueOf(network, set))];

        Near.EqualRelative(expected.Numbers($"{value}_shapley"), Shapley.Of(values), 1e-9, value);
        Near.EqualRelative(expected.Numbers($"{value}_alone"), [.. Enumerable.Range(0, network.Count).Select(bank => values[1 << bank])], 1e-9, $"{value}, alone");
    }

    internal static Network Read(string folder)
    {
        var (institutions, exposures) = (Table.Read(folder, "institutions.csv"), Table.Read(folder, "exposures.csv"));
        var ids = institutions.Texts("id");
        var builder = new NetworkBuilder();
        foreach (var row in institutions.Rows)
        {
            builder.Add(new Institution(ids[row], InstitutionKind.Bank)
            {
                ExternalAssets = institutions.Number(row, "external_assets"),
                ExternalLiabilities = institutions.Number(row, "external_liabilities"),
                Equity = institutions.Number(row, "equity"),
            });
        }

        foreach (var row in exposures.Rows)
        {
            builder.Add(new Exposure(Array.IndexOf(ids, exposures.Text(row, "creditor")), Array.IndexOf(ids, exposures.Text(row, "debtor")), exposures.Number(row, "amount")));
        }

        return builder.Build();
    }

    internal static Shock[] Shocks(int set, ShockKind kind, double fraction) =>
        [.. Enumerable.Range(0, 8).Where(bank => ((set >> bank) & 1) == 1).Select(bank => new Shock { Kind = kind, Target = new Target.Ids([$"B{bank + 1}"]), Fraction = fraction })];

    private static RunResult Run(Network network, Mechanism mechanism, Shock[] shocks) => TestRun.Of(network, mechanism, new RunSettings { Tolerance = 0 }, 1, shocks);
}
