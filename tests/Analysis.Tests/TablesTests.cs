using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>The tables of a run against what a chain of three gives by hand (see <see cref="Sample"/>).</summary>
public sealed class TablesTests
{
    [Fact]
    public void Every_metric_has_a_name_of_its_own() => Assert.Equal(Metric.Known.Count, Metric.Known.Select(metric => metric.Name).Distinct().Count());

    [Fact]
    public void The_cascade_is_told_round_by_round()
    {
        var rows = RoundTable.Of(Sample.FirstFails).ToArray();

        // Round 0: B0 in default. Round 1: B1 loses its 5 and fails. Round 2: B2 loses 4.
        Assert.Equal([1, 2, 2], rows.Select(row => row.Defaults.Mean));
        Assert.Equal([0, 5, 9], rows.Select(row => row.Loss.Mean));
        Assert.Equal([0, 1, 2], rows.Select(row => row.Round));
        Assert.All(rows, row => Assert.Equal(1, row.Active));
    }

    // Turn 0 goes as above; turn 1: B2 loses 4 in round 1; turn 2: nobody loses anything.
    [Fact]
    public void A_replication_at_rest_counts_with_what_it_ended_with()
    {
        var rows = RoundTable.Of(Sample.InTurn).ToArray();

        Assert.Equal([1, 4 / 3.0, 4 / 3.0], rows.Select(row => row.Defaults.Mean), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal([0, 3, 13 / 3.0], rows.Select(row => row.Loss.Mean), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal(3, rows[0].Active);
        Assert.True(rows[^1].Active < 3);
        // The median of 9, 4 and 0.
        Assert.Equal(4, rows[^1].Loss.Quantiles[1]);
    }

    [Fact]
    public void In_turn_it_is_told_whom_each_one_hurts() => Assert.Equal(
        [("B0", "B1", 5.0, 1.0), ("B0", "B2", 4.0, 0.2), ("B1", "B2", 4.0, 0.2)], SpilloverTable.Of(Sample.InTurn).Rows);

    // Before limited liability: B1 writes 6 down although it has only 5.
    [Fact]
    public void Otherwise_it_is_told_what_creditors_write_down() => Assert.Equal(
        [("B0", "B1", 6.0, 1.2), ("B1", "B2", 4.0, 0.2)], SpilloverTable.Of(Sample.FirstFails).Rows);

    [Fact]
    public void An_outcome_says_what_became_of_each()
    {
        var outcomes = InstitutionOutcome.Of(Sample.FirstFails);

        Assert.Equal([1, 1, 0], outcomes.Select(one => one.DefaultProbability));
        Assert.Equal([10, 0, 16], outcomes.Select(one => one.MeanFinalEquity));
        Assert.Equal([10, -1, 16], outcomes.Select(one => one.MeanNetWorth));
        Assert.Equal([0, 5, 4], outcomes.Select(one => one.MeanLoss));
        Assert.Equal([0, 1, 0.2], outcomes.Select(one => one.MeanRelativeLoss));
        Assert.Equal([0, 1, -1], outcomes.Select(one => one.DefaultRound));
        Assert.All(outcomes, one => Assert.True(double.IsNaN(one.MeanPayment) && double.IsNaN(one.CausedLoss)));
    }

    [Fact]
    public void In_turn_an_outcome_says_what_each_one_caused()
    {
        var outcomes = InstitutionOutcome.Of(Sample.InTurn);

        Assert.Equal([9, 4, 0], outcomes.Select(one => one.CausedLoss));
        Assert.Equal([1, 0, 0], outcomes.Select(one => one.CausedDefaults));
        Assert.Equal([1 / 3.0, 2 / 3.0, 1 / 3.0], outcomes.Select(one => one.DefaultProbability));
        Assert.All(outcomes, one => Assert.Null(one.DefaultRound));
    }

    // B0 and B1 owe each other: what B0 loses because its own failure fells B1 is no loss of the others.
    [Fact]
    public void What_its_own_turn_costs_an_institution_in_the_end_is_no_loss_of_the_others()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 6 }, { 4, 0 } }, equity: [10, 5]);

        var result = TestRun.Of(network, new Furfine(), null, 1, TestRun.DefaultInTurn());

        // In the turn of B0, B1 loses its 5. In the turn of B1, B0 loses 4 of 10 and stands.
        Assert.Equal([5, 4], InstitutionOutcome.Of(result).Select(one => one.CausedLoss));
        Assert.Equal([("B0", "B1", 5.0, 1.0), ("B1", "B0", 4.0, 0.4)], SpilloverTable.Of(result).Rows);
    }

    [Fact]
    public void A_summary_has_every_metric_with_its_name()
    {
        var summary = Summary.Of(Sample.InTurn);

        Assert.Equal(3, summary.Replications);
        // design.md section 6 names the first columns of replications.csv.
        Assert.Equal(["defaults", "fundamental_defaults", "contagious_defaults", "first_round_loss", "contagion_loss", "total_loss"], summary.Metrics.Take(6).Select(entry => entry.Metric.Name));
        Assert.Equal(4 / 3.0, summary["defaults"].Mean!.Value, 1e-12);
        Assert.Equal(13 / 3.0, summary["contagion_loss"].Mean!.Value, 1e-12);
    }

    // Nothing was lost directly, so there is no multiplier; Furfine measures no DebtRank.
    [Fact]
    public void An_undefined_metric_is_null()
    {
        var summary = Summary.Of(Sample.FirstFails);

        Assert.Null(summary["multiplier"].Mean);
        Assert.Null(summary["debtrank"].Mean);
        Assert.Equal(0, summary["multiplier"].Count);
    }
}
