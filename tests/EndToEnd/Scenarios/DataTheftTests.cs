using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/data-theft/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class DataTheftTests(ScenarioRuns runs)
{
    private const string Name = "data-theft/theft";
    private const string InTrust = "data-theft/all-in-trust";
    private const string NoFear = "channels.liquidity.panic.contagion=0";

    [Fact]
    public void What_is_stolen_is_an_eighth_of_the_damage()
    {
        var trust = runs.With(InTrust);

        Near.Equal([17.5], [Everybody(trust) - trust["deadweight"]], 0.051, "what is stolen");
        Near.Equal([50, 76, 145], [Everybody(runs.With(Name, "shocks.1.fraction=0")), Everybody(runs.With(Name, "shocks.0.amount=0")), Everybody(runs.With(Name))], 0.51, "everybody loses");
        Near.Equal([0.0925], [runs.With(Name).Of("default_probability", "P01")], 1e-9, "P01 fails");
    }

    [Fact]
    public void The_gate_makes_it_a_disaster_and_a_lender_of_last_resort_repairs_it()
    {
        var compared = runs.Compare([Name]);

        Near.Equal([0.86, 8.19, 7.33, 0.09, 0.06, 0.06], Under(compared, "defaults"), 0.0051, "platforms that fail");
        Near.Equal([39, 164, 152, 27, 2, 3], Under(compared, "bank_loss"), 0.51, "banks lose");
        Near.Equal([27, 232, 160, 9, 6, 7], Under(compared, "outside_loss"), 0.51, "clients lose");
        Near.Equal([446, 472, 351, 376, -53, -28, -131, -106, -127, -102], [.. Enumerable.Range(0, 5).Select(compared.AllLose).SelectMany(all => new[] { all.Low, all.High })], 0.51, "everybody, differences");
        Near.Equal([604, 508, 104, 27, 30], [.. Enumerable.Range(0, 5).Select(policy => compared.AllLose(policy).Mean)], 0.51, "everybody");
        Near.Equal([531, 2777], [compared[3, "bridged"].Mean, compared[4, "bridged"].Mean], 0.51, "lent by the lender of last resort");
        Near.Equal([0.4], [compared[3, "public_loss"].Mean], 0.051, "what he loses");
        Near.Equal([7.1, 7.5, 6.3, 6.7, -1.0, -0.5, -1.1, -0.6, -1.1, -0.6], [.. Enumerable.Range(0, 5).SelectMany(policy => new[] { compared[policy, "defaults"].Low, compared[policy, "defaults"].High })], 0.051, "failures, differences");
    }

    [Fact]
    public void A_gate_helps_where_fear_does_not_spread_and_fells_platforms_where_nothing_is_stolen()
    {
        var calm = runs.Compare([Name], NoFear);

        Near.Equal([102, 77], [calm[0, "total_loss"].Base + calm[0, "external_creditor_loss"].Base, calm.AllLose(0).Mean], 0.51, "everybody, where fear does not spread");
        Assert.True(calm.AllLose(0).High < 0);

        // Where nothing is stolen nobody fails, but for the gate.
        var gated = runs.Compare([Name], "shocks.0.amount=0");
        Near.Equal([0, 7.9], [gated["gate", "defaults"].Base, gated["gate", "defaults"].Mean], 0.051, "platforms that fail where nothing is stolen");
        Near.Equal([1], [runs.With(Name, "policies={gate: {share: 0.1, among: {id: P01}}}").Of("default_probability", "P01")], 1e-9, "P01 fails behind its gate");
    }

    [Fact]
    public void With_all_money_in_trust_the_loss_of_trust_costs_nothing()
    {
        var (heard, unheard) = (runs.With(InTrust), runs.With(InTrust, "shocks.1.fraction=0"));

        Near.Equal([0.05, 0, 3, 18], [heard["defaults"], heard["bank_loss"], heard["outside_loss"], Everybody(heard)], 0.51, "all in trust");
        Assert.True(heard["withdrawn"] > 2 * unheard["withdrawn"]);
        Near.Equal([Everybody(unheard)], [Everybody(heard)], 0.05, "whether clients hear of it");
    }

    private static double[] Under(Differences compared, string metric) => [compared[0, metric].Base, .. Enumerable.Range(0, 5).Select(policy => compared[policy, metric].Mean)];

    private static double Everybody(ScenarioResult result) => result["total_loss"] + result["external_creditor_loss"];
}
