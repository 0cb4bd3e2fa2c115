using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/operator-error/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class OperatorErrorTests(ScenarioRuns runs)
{
    private const string Hub = "operator-error/at-the-hub";
    private const string Periphery = "operator-error/at-the-periphery";

    [Fact]
    public void Means_do_not_tell_the_hub_from_the_periphery()
    {
        var contagion = runs.Compare([Hub, Periphery])[0, "contagion_loss"];

        Near.Equal([5.9, 6.7, -1.8, 3.5], [contagion.Base, contagion.Mean, contagion.Low, contagion.High], 0.05, "contagion loss");
        Assert.True(contagion.Low < 0 && contagion.High > 0);
    }

    [Fact]
    public void The_hub_hardly_ever_hurts_anybody_and_then_everybody()
    {
        var (hub, periphery) = (runs.With(Hub), runs.With(Periphery));

        Near.Equal([0.015, 0.259], [ShareFailing(hub), ShareFailing(periphery)], 1e-9, "the one that erred fails");
        Near.Equal([0, 34.1], [hub.Quantile("contagion_loss", 0.95), periphery.Quantile("contagion_loss", 0.95)], 0.05, "one error in twenty");
        Near.Equal([0.0035, 0], [hub["systemic"], periphery["systemic"]], 1e-9, "systemic");
        Assert.Equal((41, 2), (hub.Each("defaults").Max(), periphery.Each("defaults").Max()));
    }

    [Fact]
    public void The_larger_the_error_the_worse_the_hub()
    {
        string[] amounts = ["shocks.0.amount=5,20,50,100,200,500"];

        Near.Equal([0, 0, 0, 169, 221, 1016], runs.Sweep(Hub, amounts, "run.replications=1").Numbers("contagion_loss_mean"), 0.5, "at the hub");
        Near.Equal([3, 28, 51, 72, 80, 85], runs.Sweep(Periphery, amounts, "run.replications=200").Numbers("contagion_loss_mean"), 0.5, "at the periphery");
    }

    private static double ShareFailing(ScenarioResult result) => result.Each("fundamental_defaults").Average();
}
