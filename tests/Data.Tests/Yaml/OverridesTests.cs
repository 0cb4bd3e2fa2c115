using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data.Tests.Yaml;

/// <summary>--set path=value.</summary>
public sealed class OverridesTests
{
    [Fact]
    public void An_override_replaces_what_is_there()
    {
        var scenario = Load("name=Other", "channels.solvency.lossGivenDefault=0.5", "shocks.0.target={ id: B2 }");

        Assert.Equal("Other", scenario.Name);
        Assert.Equal(new Furfine { LossGivenDefault = 0.5 }, scenario.Channels.Solvency);
        Assert.Equal(new Target.Ids(["B2"]), scenario.Shocks[0].Target);
    }

    [Fact]
    public void An_override_adds_what_is_not_there()
    {
        var scenario = Load("description=A question", "run.seed=7");

        Assert.Equal("A question", scenario.Description);
        Assert.Equal(7UL, scenario.Run.Seed);
    }

    [Fact]
    public void The_last_of_two_overrides_counts() => Assert.Equal(2UL, Load("run.seed=1", "run.seed=2").Run.Seed);

    [Fact]
    public void An_override_may_replace_a_whole_part() => Assert.Equal(new RogersVeraart { Alpha = 0.9 }, Load("channels.solvency={mechanism: rogers-veraart, alpha: 0.9}").Channels.Solvency);

    [Fact]
    public void An_override_may_take_all_shocks_away() => Assert.Empty(Load("shocks=[]").Shocks);

    [Fact]
    public void A_value_may_contain_an_equals_sign() => Assert.Equal("a=b", Load("name=a=b").Name);

    [Fact]
    public void An_override_may_mend_a_fault_of_the_file()
    {
        using var folder = new SmallFolder().Write("scenario.yaml", SmallFolder.Scenario.Replace("furfine", "furfnie", StringComparison.Ordinal));

        Assert.Equal("furfine", folder.Load("channels.solvency.mechanism=furfine").Scenario.Channels.Solvency.Name);
    }

    [Fact]
    public void All_wrong_overrides_are_told_at_once()
    {
        var faults = Assert.Throws<InputException>(() => Load("x", "name.y=1", "shocks.3.kind=default")).Faults;

        Assert.Equal(["--set x", "--set name.y=1", "--set shocks.3.kind=default"], faults.Select(fault => fault.File));
    }

    private static Scenario Load(params string[] overrides)
    {
        using var folder = new SmallFolder();
        return folder.Load(overrides).Scenario;
    }
}
