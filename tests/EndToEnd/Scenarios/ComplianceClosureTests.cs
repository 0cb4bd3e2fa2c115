using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/compliance-closure/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class ComplianceClosureTests(ScenarioRuns runs)
{
    private const string OneMonth = "compliance-closure/one-month";
    private const string SixMonths = "compliance-closure/six-months";

    [LongFact]
    public void The_longer_one_is_closed_the_safer_it_is_and_the_more_others_fail()
    {
        ScenarioResult[] closures =
        [
            runs.With(OneMonth), .. Enumerable.Range(2, 4).Select(months => runs.With(SixMonths, $"shocks.1.duration={months}", $"shocks.2.at={months + 1}")), runs.With(SixMonths),
        ];

        Near.Equal([1, 0.58, 0.075, 0.03, 0.0825, 0.1175], [.. closures.Select(closed => closed.Of("default_probability", "P01"))], 1e-9, "P01 fails");
        Near.Equal([0.01, 0.03, 0.12, 0.57, 2.41, 5.37], [.. closures.Select(closed => closed.Sum("default_probability", "platforms") - closed.Of("default_probability", "P01"))], 0.0051, "others");
        Near.Equal([0, 1, 3, 3, 4, 4], [.. closures.Select(closed => closed.Sum("default_probability", "firms"))], 1e-9, "firms");
    }

    [Fact]
    public void A_gate_on_reopening_repairs_the_short_closure_and_disclosure_the_long_one()
    {
        var (one, six) = (runs.Compare([OneMonth]), runs.Compare([SixMonths]));

        Near.Equal([1.01, 0.02, 0, 1.00], Under(one, "defaults"), 0.0051, "failures, one month");
        Near.Equal([9.48, 11.46, 4.00, 4.02], Under(six, "defaults"), 0.0051, "failures, six months");
        Near.Equal([279, 164, 163, 279], Under(one, "total_loss"), 0.51, "losses, one month");
        Near.Equal([762, 801, 259, 276], Under(six, "total_loss"), 0.51, "losses, six months");
        Near.Equal([162], [six["gate on all", "credit_loss"].Base], 0.51, "lost to borrowers");
        Assert.True(one["gate on reopening", "defaults"].High < -0.9);
        Assert.True(six["gate on reopening", "defaults"].Low > 1.6);
        Assert.True(one["disclosure", "defaults"].High > 0);
        Assert.True(six["disclosure", "defaults"].High < -5);
    }

    [Fact]
    public void A_gate_on_all_stays_shut()
    {
        var (one, six) = (runs.Compare([OneMonth]), runs.Compare([SixMonths]));

        Near.Equal([28], [six["gate on all", "refused"].Mean / 1000], 0.5, "billions refused");
        // More than twice what platforms hold for their clients, although nobody is closed after the first month.
        Assert.True(one["gate on all", "refused"].Mean > 25_000);
    }

    [Fact]
    public void After_one_month_it_matters_how_many_come() =>
        Near.Equal(
            [0, 0.04, 0.215, 1], [.. new[] { "0.25", "0.35", "0.4", "0.5" }.Select(share => runs.With(OneMonth, $"shocks.2.fraction={share}").Of("default_probability", "P01"))], 1e-9, "P01 fails");

    private static double[] Under(Differences compared, string metric) =>
        [compared[0, metric].Base, .. new[] { "gate on reopening", "gate on all", "disclosure" }.Select(policy => compared[policy, metric].Mean)];
}
