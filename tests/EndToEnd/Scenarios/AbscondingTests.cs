using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/absconding/README.md says. Each platform has its turn: means are exact.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class AbscondingTests(ScenarioRuns runs)
{
    [Theory]
    [InlineData("absconding", 87.1, 0.1, 21.8, 1.0)]
    [InlineData("ordinary-failure", 37.3, 7.7, 9.3, 17.3)]
    [InlineData("theft", 87.1, 77.9, 21.8, 19.5)]
    public void Who_gains_by_segregation_depends_on_why_a_platform_fails(string name, double clientsPooled, double clientsSegregated, double banksPooled, double banksSegregated)
    {
        var compared = runs.Compare([$"absconding/{name}"]);
        var (clients, banks) = (compared["segregated", "outside_loss"], compared["segregated", "bank_loss"]);

        Near.Equal([clientsPooled, clientsSegregated, banksPooled, banksSegregated], [clients.Base, clients.Mean, banks.Base, banks.Mean], 0.05, name);
    }

    [Fact]
    public void Against_absconding_segregation_has_no_losers()
    {
        var compared = runs.Compare(["absconding/absconding"]);

        Assert.Equal(1, compared.Better("segregated", "outside_loss"));
        Assert.Equal(1, compared.Better("segregated", "bank_loss"));
        Near.Equal([17.0], [compared["half segregated", "bank_loss"].Mean], 0.05, "half segregated, banks");
        Assert.True(-compared["half segregated", "bank_loss"].Difference < 0.5 * -compared["segregated", "bank_loss"].Difference);
    }

    [Fact]
    public void Segregation_fells_those_who_lived_on_the_money_of_clients()
    {
        var compared = runs.Compare(["absconding/enforcement"]);

        Assert.Equal((5, 0), (compared["segregated", "defaults"].Mean, compared["segregated", "defaults"].Base));
        Near.Equal([58, 1.5, 2.4], [compared["segregated", "platform_loss"].Mean, compared["segregated", "bank_loss"].Mean, compared["segregated", "outside_loss"].Mean], 0.05, "losses");
        Assert.Equal(0, compared["half segregated", "defaults"].Mean);
    }
}
