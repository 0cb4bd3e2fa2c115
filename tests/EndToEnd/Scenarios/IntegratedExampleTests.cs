using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>scenarios/integrated-example, which is TV-INT-1 of models.md.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class IntegratedExampleTests(ScenarioRuns runs)
{
    // Source: models.md TV-INT-1.
    [Theory]
    [InlineData("without", 6, 4.1650276507, 28.5935990791)]
    [InlineData("with", 25.0 / 7, 0, 22)]
    public void Everybody_loses_what_was_worked_out_by_hand(string lender, double bank, double depositors, double all)
    {
        var result = runs.With($"integrated-example/{lender}-lender-of-last-resort");

        Near.Equal([45.0 / 7, 4, 6, 2, bank], new[] { "H1", "H2", "G", "P", "B" }.Select(id => result.Of("mean_loss", id)).ToArray(), Near.Printed, "TV-INT-1, losses");
        Near.Equal([8, depositors, all], [result["first_round_loss"], result["outside_loss"], result["total_loss"] + result["outside_loss"]], Near.Printed, "TV-INT-1");
    }

    [Fact]
    public void The_lender_of_last_resort_saves_the_loss_by_the_fire_sale_and_nothing_else()
    {
        var compared = runs.Compare(["integrated-example/without-lender-of-last-resort", "integrated-example/with-lender-of-last-resort"]);

        Near.Equal([-20 * (1 - 0.6703200460)], [compared[0, "total_loss"].Difference + compared[0, "outside_loss"].Difference], 1e-7, "20 (1 − e^−0.4)");
        Assert.Equal(0, compared[0, "lender_loss"].Difference);
    }
}
