using System.Globalization;
using System.Text.RegularExpressions;
using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/reconstruction-error/README.md says of each method, read from the rows of its tables, with intervals computed here anew.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed partial class ReconstructionErrorTests(ScenarioRuns runs)
{
    /// <summary>Replications r and r + 50 share a network.</summary>
    private const int Networks = 50;

    /// <summary>97.5 % quantile of Student's t with 49 degrees of freedom.</summary>
    private const double StudentT = 2.00958;

    private static readonly string Study = Path.Combine(Folders.Root, "scenarios", "reconstruction-error");

    [Theory]
    [InlineData("banks", "maximum-entropy", "maximum-entropy")]
    [InlineData("banks", "minimum-density", "minimum-density, samples: 50")]
    [InlineData("banks", "fitness, density: 0.0161", "fitness, density: 0.0161, samples: 50")]
    [InlineData("banks", "fitness, density: 0.0322", "fitness, density: 0.0322, samples: 50")]
    [InlineData("core-periphery", "maximum-entropy", "maximum-entropy")]
    [InlineData("core-periphery", "minimum-density", "minimum-density, samples: 50")]
    [InlineData("core-periphery", "fitness, density: 0.0217", "fitness, density: 0.0217, samples: 50")]
    [InlineData("core-periphery", "fitness, density: 0.0433", "fitness, density: 0.0433, samples: 50")]
    [InlineData("core-periphery", "fitness, density: 0.0866", "fitness, density: 0.0866, samples: 50")]
    [InlineData("core-periphery", "gibbs, density: 0.0433", "gibbs, density: 0.0433, samples: 50, burnIn: 1000")]
    public void A_row_of_the_table_is_what_the_runs_give(string network, string label, string method) => AssertRow(network, label, method);

    [LongTheory]
    [InlineData("banks", "gibbs, density: 0.0161", "gibbs, density: 0.0161, samples: 50, burnIn: 5000")]
    [InlineData("banks", "gibbs, density: 0.0161, prior: fitness", "gibbs, density: 0.0161, prior: fitness, samples: 50, burnIn: 5000")]
    [InlineData("banks", "gibbs, density: 0.0322", "gibbs, density: 0.0322, samples: 50, burnIn: 2000")]
    [InlineData("core-periphery", "gibbs, density: 0.0433, prior: fitness", "gibbs, density: 0.0433, prior: fitness, samples: 50, burnIn: 1000")]
    [InlineData("core-periphery", "gibbs, density: 0.0866", "gibbs, density: 0.0866, samples: 50, burnIn: 1000")]
    public void A_row_of_the_table_that_takes_longer_is_what_the_runs_give(string network, string label, string method) => AssertRow(network, label, method);

    [Theory]
    [InlineData("banks")]
    [InlineData("core-periphery")]
    public void The_same_banks_fail_whatever_the_network(string network)
    {
        var (truth, even) = (runs.With($"reconstruction-error/{network}"), Reconstructed(network, "maximum-entropy"));

        Assert.Equal(Table.Read(truth.Folder, "replications.csv").Texts("shocked"), Table.Read(even.Folder, "replications.csv").Texts("shocked"));
    }

    [Fact]
    public void Totals_are_those_of_the_networks_and_the_simulated_banks_are_those_of_their_folder()
    {
        foreach (var network in (string[])["banks", "core-periphery"])
        {
            var (exposures, totals) = (Table.Read(Study, network, "exposures.csv"), Table.Read(Study, network, "marginals.csv"));
            foreach (var row in totals.Rows)
            {
                var id = totals.Text(row, "id");
                Near.Equal(
                    [Sum("creditor"), Sum("debtor")], [totals.Number(row, "network_assets"), totals.Number(row, "network_liabilities")], 1e-9, id);

                double Sum(string side) => exposures.Rows.Where(one => exposures.Text(one, side) == id).Sum(one => exposures.Number(one, "amount"));
            }
        }

        foreach (var file in (string[])["institutions.csv", "exposures.csv"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine(Folders.Root, "scenarios", "banks-125", file)), File.ReadAllText(Path.Combine(Study, "banks", file)));
        }
    }

    // What the README gives as the reason: nobody falls over a bank of the periphery in truth.
    [Theory]
    [InlineData("", 17.2, 0)]
    [InlineData("maximum-entropy", 0, 0)]
    [InlineData("minimum-density, samples: 50", 13.1, 0.07)]
    [InlineData("gibbs, density: 0.0433, samples: 50, burnIn: 1000", 26.3, 0.25)]
    public void Banks_that_fall_over_the_core_and_over_the_periphery(string method, double core, double periphery)
    {
        var result = method.Length == 0 ? runs.With("reconstruction-error/core-periphery") : Reconstructed("core-periphery", method);
        var (table, banks) = (Table.Read(result.Folder, "replications.csv"), Table.Read(Study, "core-periphery", "institutions.csv"));
        var groupOf = banks.Rows.ToDictionary(row => banks.Text(row, "id"), row => banks.Text(row, "group"));

        Near.Within([core, periphery], [Fall("core"), Fall("periphery")], [0.05, 0.005], method);

        double Fall(string group) => table.Rows.Where(row => groupOf[table.Text(row, "shocked")] == group).Average(row => table.Number(row, "contagious_defaults"));
    }

    [Fact]
    public void In_truth_every_failure_of_a_core_bank_brings_others_down()
    {
        var (result, core) = (runs.With("reconstruction-error/core-periphery"), Table.Read(Study, "core-periphery", "institutions.csv"));
        var ids = core.Rows.Where(row => core.Text(row, "group") == "core").Select(row => core.Text(row, "id")).ToHashSet();
        var table = Table.Read(result.Folder, "replications.csv");

        Assert.All(table.Rows.Where(row => ids.Contains(table.Text(row, "shocked"))), row => Assert.NotEqual("0", table.Text(row, "contagious_defaults")));
    }

    [Fact]
    public void The_network_with_a_core_is_what_its_script_draws()
    {
        using var folder = new TestFolder();
        Command.Shell(folder.Path, $"'{Study}/draw.sh' 1 drawn").Expect(0);

        Assert.All(["institutions.csv", "exposures.csv", "marginals.csv"], (string file) => Assert.Equal(File.ReadAllText(Path.Combine(Study, "core-periphery", file)), folder.Read("drawn", file)));
    }

    [LongFact]
    public void Five_networks_with_a_core_give_the_table_of_them()
    {
        var rows = Command.Shell(Study, "./others.sh").Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(10, rows.Length);
        Assert.All(rows, row => Assert.Contains(row, File.ReadLines(Path.Combine(Study, "README.md"))));
    }

    private void AssertRow(string network, string label, string method)
    {
        var (truth, result) = (runs.With($"reconstruction-error/{network}"), Reconstructed(network, method));
        var (trueLoss, loss) = (truth.Each("contagion_loss"), result.Each("contagion_loss"));
        var (trueDefaults, defaults) = (truth.Each("contagious_defaults"), result.Each("contagious_defaults"));

        var row = Row(network, label);
        AssertCell(Mean(loss), row[2], 0.1, "loss");
        AssertCell(Ratio(loss, trueLoss), row[3], 0.01, "loss over the true one");
        AssertCell(Mean(defaults), row[4], 0.01, "defaults");
        AssertCell(Ratio(defaults, trueDefaults), row[5], 0.01, "defaults over the true ones");
        AssertCell([100 * defaults.Average(number => number > 0 ? 1 : 0.0)], row[6], 0.1, "any default");
        AssertCell(Ranks("contagion_loss"), row[7], 0.01, "ranks of losses");
        AssertCell(Ranks("contagious_defaults"), row[8], 0.01, "ranks of defaults");

        double[] Ranks(string metric) => Correlation(MidRanks(ByBank(truth, metric)), MidRanks(ByBank(result, metric)));
    }

    /// <summary>What a cell says is rounded to a unit; it says "none" where there is no number.</summary>
    private static void AssertCell(double[] expected, string cell, double unit, string what)
    {
        double[] printed = [.. Number().Matches(cell).Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture))];
        Near.Equal(expected, printed, 0.5001 * unit, $"{what}: {cell}");
    }

    /// <summary>The mean of a metric over the replications in which a bank failed, banks in the order of their ids.</summary>
    private static double[] ByBank(ScenarioResult result, string metric)
    {
        var table = Table.Read(result.Folder, "replications.csv");
        return [.. table.Rows.GroupBy(row => table.Text(row, "shocked")).OrderBy(bank => bank.Key, StringComparer.Ordinal).Select(bank => bank.Average(row => table.Number(row, metric)))];
    }

    /// <summary>Ranks, twice counted; equal numbers share theirs.</summary>
    private static double[] MidRanks(double[] numbers) => [.. numbers.Select(number => numbers.Sum(other => other.CompareTo(number)))];

    /// <summary>Pearson's correlation of numbers whose mean is 0; nothing where one of them does not vary.</summary>
    private static double[] Correlation(double[] first, double[] second)
    {
        var (squares, others) = (first.Sum(one => one * one), second.Sum(one => one * one));
        return squares * others == 0 ? [] : [first.Zip(second, (one, two) => one * two).Sum() / Math.Sqrt(squares * others)];
    }

    /// <summary>The cells of a row, of the table whose head names the network.</summary>
    private static string[] Row(string network, string label) =>
        [.. File.ReadLines(Path.Combine(Study, "README.md")).SkipWhile(line => !line.StartsWith($"| {network} |", StringComparison.Ordinal))
            .First(line => line.StartsWith($"| {label} |", StringComparison.Ordinal)).Trim('|').Split('|').Select(cell => cell.Trim())];

    private static double[] Mean(double[] numbers)
    {
        var mean = numbers.Average();
        return Interval(mean, numbers.Select(number => number - mean), numbers.Length);
    }

    private static double[] Ratio(double[] numbers, double[] truths)
    {
        var (mean, truth) = (numbers.Average(), truths.Average());
        return Interval(mean / truth, numbers.Zip(truths, (number, one) => (number - (mean / truth * one)) / truth), numbers.Length);
    }

    /// <summary>A mean with its interval, if it has one: replications that share a network make one observation.</summary>
    private static double[] Interval(double middle, IEnumerable<double> differences, int count)
    {
        var byNetwork = differences.Select((difference, replication) => (difference, replication)).GroupBy(one => one.replication % Networks).Select(one => one.Sum(each => each.difference));
        var half = StudentT * Math.Sqrt(byNetwork.Sum(sum => sum * sum) * Networks / (Networks - 1)) / count;
        return half == 0 ? [middle] : [middle, middle - half, middle + half];
    }

    private ScenarioResult Reconstructed(string network, string method) =>
        runs.With($"reconstruction-error/{network}-reconstructed", $"network.reconstruct={{ marginals: {network}/marginals.csv, method: {method} }}");

    [GeneratedRegex("-?[0-9]+\\.?[0-9]*")]
    private static partial Regex Number();
}
