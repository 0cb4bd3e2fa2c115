using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/custodian-failure/README.md says. Each bank has its turn: means are exact.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class CustodianFailureTests(ScenarioRuns runs)
{
    private const string AtBanks = "custodian-failure/custody-at-banks";
    private const string AtCentralBank = "custodian-failure/custody-at-central-bank";

    [Theory]
    [InlineData(AtBanks, 97.9, 26.8, 4, 1.5)]
    [InlineData(AtCentralBank, 35.4, 1.6, 0, 0)]
    public void A_bank_costs_others_more_where_it_is_a_custodian(string name, double core, double periphery, double takenByCore, double takenByPeriphery)
    {
        var result = runs.With(name);

        Near.Equal([core, periphery], [result.Sum("caused_loss", "core") / 4, result.Sum("caused_loss", "periphery") / 16], 0.05, "others lose");
        Near.Equal([takenByCore, takenByPeriphery], [result.Sum("caused_defaults", "core") / 4, result.Sum("caused_defaults", "periphery") / 16], 1e-9, "taken along");
    }

    [Fact]
    public void Only_platforms_are_taken_along_and_all_those_of_the_custodian()
    {
        var result = runs.With(AtBanks);

        // One turn in twenty is that of its custodian.
        Assert.All(result.Ids("core-platforms").Concat(result.Ids("periphery-platforms")), id => Assert.Equal(0.05, result.Of("default_probability", id)));
        Assert.All(result.Ids("core").Concat(result.Ids("periphery")), id => Assert.Equal(0.05, result.Of("default_probability", id)));
    }

    [Fact]
    public void The_central_bank_helps_everybody_but_the_depositors_of_the_bank_that_fails()
    {
        var compared = runs.Compare([AtBanks, AtCentralBank]);

        Near.Equal([22.1, 6.3, 31.7, 43.4], [.. new[] { "lender_loss", "platform_loss", "bank_loss", "outside_loss" }.Select(metric => compared[0, metric].Base)], 0.05, "at banks");
        Near.Equal([0, 0, 27.5, 44.9], [.. new[] { "lender_loss", "platform_loss", "bank_loss", "outside_loss" }.Select(metric => compared[0, metric].Mean)], 0.05, "at the central bank");
        Assert.Equal(1, compared.Better("Custody at the central bank", "bank_loss"));
        Assert.Equal(0, compared.Better("Custody at the central bank", "outside_loss"));
    }
}
