using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/one-guarantor/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class OneGuarantorTests(ScenarioRuns runs)
{
    private const string Ten = "one-guarantor/ten-guarantors";
    private const string One = "one-guarantor/one-guarantor";

    /// <summary>What is more than rounding.</summary>
    private const double Any = 1e-6;

    [Fact]
    public void One_guarantor_is_better_on_average()
    {
        var compared = runs.Compare([Ten, One]);

        foreach (var (metric, ten, one) in new[] { ("lender_loss", 11.0, 9.2), ("bank_loss", 3.9, 3.3), ("total_loss", 62.2, 60.1) })
        {
            Near.Equal([ten, one], [compared[0, metric].Base, compared[0, metric].Mean], 0.05, metric);
            Assert.True(compared[0, metric].High < 0, $"{metric} is lower with one guarantor");
        }
    }

    [Fact]
    public void One_guarantor_is_worse_in_the_tail()
    {
        var (ten, one) = (runs.With(Ten), runs.With(One));

        Near.Equal([0.553, 0.159], [ShareAbove(Any, ten, "lender_loss"), ShareAbove(Any, one, "lender_loss")], 1e-9, "years in which any lender loses");
        Near.Equal([0.022, 0.043], [ShareHalfUnpaid(ten), ShareHalfUnpaid(one)], 1e-9, "years in which half is not made good");
        Near.Equal([0.034, 0.066], [ShareAbove(20, ten, "bank_loss"), ShareAbove(20, one, "bank_loss")], 1e-9, "years in which banks lose more than 20");
    }

    [Fact]
    public void The_more_borrowers_fail_together_the_less_it_matters_who_guarantees()
    {
        Near.Equal([0.7, 9.7, 28.8], ByCorrelation(Ten), 0.05, "lenders' mean loss with ten");
        Near.Equal([0, 8.4, 28.3], ByCorrelation(One), 0.05, "lenders' mean loss with one");
    }

    private double[] ByCorrelation(string name) =>
        runs.Sweep(name, ["shocks.1.correlation=0,0.15,0.6"], "shocks.0.fraction.probability=0").Numbers("lender_loss_mean");

    private static double ShareHalfUnpaid(ScenarioResult result) =>
        result.Each("lender_loss").Zip(result.Each("credit_loss")).Average(pair => pair.First > (0.5 * pair.Second) + Any ? 1 : 0);

    private static double ShareAbove(double limit, ScenarioResult result, string metric) => result.Each(metric).Average(number => number > limit ? 1 : 0);
}
