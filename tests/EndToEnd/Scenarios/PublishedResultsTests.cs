using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>Shipped scenarios against numbers that other programs computed or papers printed.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class PublishedResultsTests(ScenarioRuns runs)
{
    // NetworkRiskMeasures 0.1.4 with abs.tol = 1e-12; tolerances of tests/reference/nrm-sim125-mindensity/README.md: stress 1e-9, losses relative
    // (the peer stops after 5000 of 6581 rounds, which costs it 4e-8), defaults exact.
    [Fact]
    public void Each_of_125_banks_under_linear_DebtRank_is_as_NetworkRiskMeasures_has_it()
    {
        var (expected, actual) = (Expected125(), Table.Read(runs.Of("banks-125/linear-debtrank"), "replications.csv"));

        Assert.Equal(expected.Texts("scenario"), actual.Texts("shocked"));
        foreach (var row in actual.Rows)
        {
            var bank = actual.Text(row, "shocked");
            AssertNear(expected.Number(row, "dr_additional_stress"), actual.Number(row, "debtrank"), 1e-9, $"stress of {bank}");
            AssertNear(expected.Number(row, "dr_additional_losses_capped"), actual.Number(row, "contagion_loss"), 1e-7 * Math.Max(1e-3, expected.Number(row, "dr_additional_losses_capped")), $"losses of {bank}");
            AssertNear(expected.Number(row, "original_losses"), actual.Number(row, "first_round_loss"), 1e-9, $"equity of {bank}");
            Assert.Equal(expected.Text(row, "dr_additional_defaults"), actual.Text(row, "contagious_defaults"));
            Assert.Equal("true", actual.Text(row, "converged"));
        }
    }

    // The same source, its threshold method. It counts what the others lose, which is caused_loss here; contagion_loss has in it what falls back on
    // the failed bank as well.
    [Fact]
    public void Each_of_125_banks_in_a_default_cascade_is_as_NetworkRiskMeasures_has_it()
    {
        var expected = Expected125();
        var (replications, banks) = (Table.Read(runs.Of("banks-125/threshold"), "replications.csv"), Table.Read(runs.Of("banks-125/threshold"), "institutions.csv"));

        Assert.Equal(expected.Texts("scenario"), replications.Texts("shocked"));
        Assert.Equal(expected.Texts("scenario"), banks.Texts("id"));
        Assert.Equal(expected.Texts("th_additional_defaults"), replications.Texts("contagious_defaults"));
        Assert.Equal(expected.Texts("th_additional_defaults"), banks.Texts("caused_defaults"));
        foreach (var row in banks.Rows)
        {
            AssertNear(expected.Number(row, "th_additional_losses_capped"), banks.Number(row, "caused_loss"), 1e-7 * Math.Max(1e-3, expected.Number(row, "th_additional_losses_capped")), $"losses by {banks.Text(row, "id")}");
        }
    }

    // scenarios/banks-125/README.md, from the package itself run to convergence.
    [Fact]
    public void A_loss_of_1_percent_of_all_125_banks_grows_to_four_times_as_much()
    {
        var actual = Table.Read(runs.Of("banks-125/uniform-shock"), "replications.csv");

        AssertNear(0.13451266648164034, actual.Number(0, "debtrank"), 1e-9, "additional stress");
        AssertNear(7.907, actual.Number(0, "first_round_loss"), 5e-4, "direct loss");
        AssertNear(24.18, actual.Number(0, "contagion_loss"), 5e-3, "additional losses");
        Assert.Equal("3", actual.Text(0, "contagious_defaults"));
    }

    // scenarios/european-debt-2011/README.md, from a separate plain program.
    [Theory]
    [InlineData("european-debt", "GR|PT|ES|FR|DE+IT", "6.211292 7.620026 0.551665 4.727018 0.507122 3.028944")]
    [InlineData("threshold-0.93", "GR", "12.635647 14.714620 0.585330 9.287228 0.962612 5.545651")]
    [InlineData("threshold-0.95", "GR+PT+ES|FR+DE+IT", "6.107191 7.505226 0.545918 4.653597 0.499633 2.988434")]
    public void European_countries_fail_in_the_published_waves(string name, string waves, string values)
    {
        var actual = Table.Read(runs.Of($"european-debt-2011/{name}"), "institutions.csv");

        var failed = actual.Rows.Where(row => actual.Text(row, "default_round").Length > 0).GroupBy(row => actual.Number(row, "default_round")).OrderBy(wave => wave.Key)
            .Select(wave => wave.Select(row => actual.Text(row, "id")).ToHashSet());
        Assert.Equal(waves.Split('|').Select(wave => wave.Split('+').ToHashSet()), failed);
        var expected = values.Split(' ').Select(double.Parse).ToArray();
        Assert.Equal(["FR", "DE", "GR", "IT", "PT", "ES"], actual.Texts("id"));
        foreach (var row in actual.Rows)
        {
            AssertNear(expected[row], actual.Number(row, "mean_final_equity"), 5.1e-7, $"final value of {actual.Text(row, "id")}");
        }
    }

    // scenarios/eba-2018/README.md, from a separate plain program, rounded there to a million euros.
    [Fact]
    public void Each_of_48_banks_in_turn_is_as_a_plain_program_has_it()
    {
        var actual = Table.Read(runs.Of("eba-2018/each-bank-in-turn"), "replications.csv");
        (string Bank, double Stress, double Loss)[] expected =
        [
            ("UK46", 0.09786, 114_704), ("FR09", 0.08666, 103_528), ("ES39", 0.07746, 91_649), ("FR12", 0.07671, 90_413), ("DE17", 0.06625, 79_640),
            ("FR11", 0.06504, 77_162), ("PL35", 0.00288, 3_407), ("HU23", 0.00270, 3_199),
        ];

        foreach (var (bank, stress, loss) in expected)
        {
            var row = Array.IndexOf(actual.Texts("shocked"), bank);
            AssertNear(stress, actual.Number(row, "debtrank"), 5.1e-6, $"stress of {bank}");
            AssertNear(loss, actual.Number(row, "contagion_loss"), 0.51, $"loss by {bank}");
        }

        AssertNear(31_951, actual.Numbers("contagion_loss").Average(), 0.51, "average loss");
        Assert.All(actual.Texts("contagious_defaults"), defaults => Assert.Equal("0", defaults));
    }

    // The same source.
    [Theory]
    [InlineData("market-shock", 1_013_746, 12_362, "DK05 FR14 DE15 DE17 DE21 NL30 NL33", "")]
    [InlineData("market-shock-default-costs", 1_031_106, 376_744, "DK05 FR14 DE15 DE17 DE21 NL30 NL33", "FR13 SE43")]
    public void A_market_shock_fells_the_banks_that_a_plain_program_says(string name, double equity, double outside, string first, string second)
    {
        var (replication, banks) = (Table.Read(runs.Of($"eba-2018/{name}"), "replications.csv"), Table.Read(runs.Of($"eba-2018/{name}"), "institutions.csv"));

        AssertNear(equity, replication.Number(0, "total_loss"), 0.51, "loss of equity");
        AssertNear(outside, replication.Number(0, "external_creditor_loss"), 0.51, "loss of creditors outside");
        Assert.Equal(first, string.Join(' ', banks.Rows.Where(row => banks.Text(row, "default_round") == "0").Select(row => banks.Text(row, "id"))));
        Assert.Equal(second, string.Join(' ', banks.Rows.Where(row => banks.Text(row, "default_round") == "1").Select(row => banks.Text(row, "id"))));
    }

    // The same source: a direct loss of 102,611 becomes 242,820, and half of Italy's equity costs 62,121 more.
    [Theory]
    [InlineData("small-shock", 102_611, 242_820)]
    [InlineData("country-shock", 52_032.5, 52_032.5 + 62_121)]
    public void A_shock_grows_as_a_plain_program_says(string name, double direct, double total)
    {
        var replication = Table.Read(runs.Of($"eba-2018/{name}"), "replications.csv");

        AssertNear(direct, replication.Number(0, "first_round_loss"), 0.51, "direct loss");
        AssertNear(total, replication.Number(0, "total_loss"), 0.51, "loss in all");
        Assert.Equal("0", replication.Text(0, "defaults"));
    }

    // The recipe of scenarios/eba-2018/README.md, steps 1 to 5; sums in another order may change the last of six decimals.
    [Fact]
    public void The_exposures_of_48_banks_are_what_their_cash_and_maximum_entropy_give()
    {
        var folder = Path.Combine(Folders.Root, "scenarios", "eba-2018");
        var (banks, exposures) = (Table.Read(folder, "institutions.csv"), Table.Read(folder, "exposures.csv"));
        var debt = MaximumEntropy(banks.Numbers("cash"));
        var index = banks.Rows.ToDictionary(row => banks.Text(row, "id"));

        Assert.Equal(48 * 47, exposures.Count);
        foreach (var row in exposures.Rows)
        {
            var (creditor, debtor) = (index[exposures.Text(row, "creditor")], index[exposures.Text(row, "debtor")]);
            AssertNear(debt[debtor, creditor], exposures.Number(row, "amount"), 1.0000001e-6, $"debt of {debtor} to {creditor}");
        }
    }

    private static Table Expected125() => Table.Read(Folders.Reference("nrm-sim125-mindensity"), "expected.csv");

    /// <summary>Debts between banks that lend and borrow as much each, spread evenly: rows and columns scaled in turn (RAS).</summary>
    private static double[,] MaximumEntropy(double[] total)
    {
        var count = total.Length;
        var debt = new double[count, count];
        for (var sweep = 0; sweep < 50; sweep++)
        {
            for (var row = 0; row < count; row++)
            {
                for (var column = 0; column < count && sweep == 0; column++)
                {
                    debt[row, column] = row == column ? 0 : total[row] * total[column];
                }

                Scale(debt, total[row], Enumerable.Range(0, count).Select(column => (row, column)));
            }

            for (var column = 0; column < count; column++)
            {
                Scale(debt, total[column], Enumerable.Range(0, count).Select(row => (row, column)));
            }
        }

        return debt;
    }

    private static void Scale(double[,] debt, double total, IEnumerable<(int Row, int Column)> cells)
    {
        var factor = total / cells.Sum(cell => debt[cell.Row, cell.Column]);
        foreach (var (row, column) in cells)
        {
            debt[row, column] *= factor;
        }
    }

    private static void AssertNear(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{what}: expected {expected:R}, got {actual:R}, off by {Math.Abs(expected - actual):R}, tolerance {tolerance:R}");
}
