namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/regional-disaster/README.md says that its runs show.</summary>
public sealed class RegionalDisasterTests(ScenarioRuns runs) : IClassFixture<ScenarioRuns>
{
    private const string OneCentre = "regional-disaster/one-centre";

    [Fact]
    public void Without_a_disaster_nobody_fails() =>
        Assert.Equal(0, runs.With(OneCentre, "shocks=[]", "run.replications=8")["defaults"]);

    [Fact]
    public void Nine_in_ten_of_those_that_fail_are_outside_the_region()
    {
        var result = runs.With(OneCentre);

        Assert.InRange(result.Sum("default_probability", "east") / result["defaults"], 0, 0.1);
    }

    [Fact]
    public void A_second_data_centre_is_of_little_use_where_all_depend_on_one_gateway()
    {
        var (one, two, both) = (runs.With(OneCentre), runs.With("regional-disaster/two-centres"), runs.With("regional-disaster/two-of-each"));

        Assert.InRange(two["dark"] / one["dark"], 0.94, 0.97);
        Assert.InRange(both["dark"] / one["dark"], 0.6, 0.7);
    }

    [Theory]
    [InlineData("backup-for-providers")]
    [InlineData("two-of-each")]
    public void Who_can_pay_again_must_and_more_fail(string remedy)
    {
        var (before, after) = (runs.With(OneCentre), remedy == "two-of-each" ? runs.With($"regional-disaster/{remedy}") : runs.Alternative(OneCentre, remedy));

        Assert.True(after.Interval("defaults").Low > before.Interval("defaults").High);
        Assert.True(after.Interval("platform_loss").Low > 3 * before.Interval("platform_loss").High);
        Assert.Equal(0, after["bank_loss"], 1e-9);
        Assert.True(after.Interval("total_loss").High < before.Interval("total_loss").Low);
    }

    [Theory]
    [InlineData("backup-for-all", 0, 0.02)]
    [InlineData("late-backup-for-all", 0.5, 0.6)]
    [InlineData("settlement-suspension", 0, 0)]
    public void A_backup_for_all_or_a_suspension_of_settlement_keeps_nearly_everybody_from_failing(string policies, double least, double most) =>
        Assert.InRange(runs.Alternative(OneCentre, policies)["defaults"], least, most);
}
