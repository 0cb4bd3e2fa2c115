namespace Contagion.Analysis.Tests;

/// <summary>What a table of many runs shows at first sight.</summary>
public sealed class SweepOverviewTests
{
    private static readonly int Defaults = IndexOf("defaults");
    private static readonly int Loss = IndexOf("total_loss");
    private static readonly int DebtRank = IndexOf("debtrank");

    [Fact]
    public void Columns_are_named_after_metric_and_number()
    {
        Assert.Equal(Metric.All.Count * DistributionRow.Names.Count, SummaryRow.ColumnsOf(Metric.All.Count).Count);
        Assert.Equal(
            ["defaults_mean", "defaults_sd", "defaults_min", "defaults_max", "defaults_0.05", "defaults_0.5", "defaults_0.95", "defaults_0.99", "defaults_ci95_low", "defaults_ci95_high"],
            SummaryRow.ColumnsOf(1));
    }

    // Of 1, 2, 3: mean 2, sd 1; Student's t with two degrees of freedom has its 97.5 % quantile at 4.302653.
    [Fact]
    public void The_numbers_of_a_distribution_stand_in_the_order_of_their_names()
    {
        var row = DistributionRow.Of(Distribution.Of([1, 2, 3]));

        Assert.Equal([2, 1, 1, 3], row.Take(4));
        Assert.Equal(2, row[DistributionRow.Names.ToList().IndexOf("0.5")]);
        Assert.Equal([2 - (4.302653 / Math.Sqrt(3)), 2 + (4.302653 / Math.Sqrt(3))], row.Skip(DistributionRow.Confidence), (expected, found) => Math.Abs(expected - found) < 1e-6);
    }

    [Fact]
    public void What_is_undefined_or_beyond_all_numbers_is_nowhere_a_number()
    {
        Assert.All(DistributionRow.Of(Distribution.Of([double.NaN])), number => Assert.True(double.IsNaN(number)));
        Assert.True(double.IsNaN(DistributionRow.Of(Distribution.Of([1e308, 1e308, 1e308]))[0]));
    }

    [Fact]
    public void Metrics_that_differ_are_found_and_undefined_twice_is_the_same()
    {
        var found = SweepOverview.Of([Row((Loss, 5), (DebtRank, double.NaN)), Row((Loss, 7), (DebtRank, double.NaN)), Row((Loss, 7), (Defaults, 1), (DebtRank, double.NaN))], 9, Loss);

        Assert.Equal([Defaults, Loss], found.Differing);
        Assert.Equal(1, found.Worst);
    }

    [Fact]
    public void No_more_metrics_are_named_than_asked_for() =>
        Assert.Equal([Defaults], SweepOverview.Of([Row(), Row((Defaults, 1), (Loss, 1))], 1, Loss).Differing);

    private static SummaryRow Row(params (int Metric, double Mean)[] means)
    {
        var numbers = new double[SummaryRow.ColumnsOf(Metric.All.Count).Count];
        foreach (var (metric, mean) in means)
        {
            numbers[metric * DistributionRow.Names.Count] = mean;
        }

        return new SummaryRow(1, 0, numbers);
    }

    private static int IndexOf(string name) => Metric.All.ToList().FindIndex(metric => metric.Name == name);
}
