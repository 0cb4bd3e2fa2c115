using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/guarantee-modes/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class GuaranteeModesTests(ScenarioRuns runs)
{
    private const int Platforms = 0;
    private const int ThirdParty = 1;

    private static readonly string[] Modes = ["guarantee-modes/unsecured", "guarantee-modes/platform-guaranteed", "guarantee-modes/third-party-guaranteed"];

    [Fact]
    public void A_guarantee_moves_losses_to_banks_and_adds_the_cost_of_default()
    {
        var compared = runs.Compare(Modes);

        foreach (var mode in new[] { Platforms, ThirdParty })
        {
            Assert.Equal(0, compared[mode, "credit_loss"].Difference);
            Assert.True(compared[mode, "lender_loss"].High < 0);
            Assert.True(compared[mode, "bank_loss"].Low > 0);
            Assert.True(compared[mode, "total_loss"].Low > 0);
            Near.Equal([compared[mode, "deadweight"].Mean], [compared[mode, "total_loss"].Difference], 1e-9, "what guarantees add");
        }

        // The intervals do not even touch: the platforms' promise is worth more than that of the third party.
        Assert.True(compared[Platforms, "lender_loss"].High < compared[ThirdParty, "lender_loss"].Low);
        Near.Equal(
            [134.9, 42.0, 47.6, 23.6, 21.4, 150.4, 155.8],
            [
                compared[Platforms, "lender_loss"].Base, compared[Platforms, "lender_loss"].Mean, compared[ThirdParty, "lender_loss"].Mean,
                compared[Platforms, "bank_loss"].Mean, compared[ThirdParty, "bank_loss"].Mean, compared[Platforms, "total_loss"].Mean, compared[ThirdParty, "total_loss"].Mean,
            ],
            0.05,
            "means");
    }

    [Fact]
    public void A_guarantee_helps_where_it_is_not_needed()
    {
        Near.Equal([104, 7, 0], [.. Modes.Select(mode => runs.With(mode).Quantile("lender_loss", 0.5))], 0.5, "median");
        Near.Equal([540, 365, 383], [.. Modes.Select(mode => runs.With(mode).Quantile("lender_loss", 0.99))], 0.5, "worst of a hundred");
    }

    [Theory]
    [InlineData(Platforms + 1, 28, 68)]
    [InlineData(ThirdParty + 1, 31, 69)]
    public void Lenders_carry_the_worst_years(int mode, double mean, double tail)
    {
        var result = runs.With(Modes[mode]);
        var shapley = Table.Read(result.Folder, "shapley.csv");

        Near.Equal([mean], [100 * result["lender_loss"] / result["total_loss"]], 0.6, "percent of all losses");
        Near.Equal([tail], [100 * shapley.Number(Array.IndexOf(shapley.Texts("kind"), "lender"), "share")], 0.5, "percent of the losses of the worst year in a hundred");
    }

    [Fact]
    public void Without_costs_of_default_all_modes_lose_the_same_in_every_replication()
    {
        var compared = runs.Compare(Modes, "channels.solvency.alpha=1", "channels.solvency.beta=1");

        foreach (var mode in new[] { Platforms, ThirdParty })
        {
            var total = compared[mode, "total_loss"];
            Near.Equal([0, 0, 0], [total.Difference, total.Low, total.High], 1e-9, "total loss");
        }
    }
}
