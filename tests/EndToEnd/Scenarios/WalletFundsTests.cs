namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/wallet-funds/README.md says that its runs show.</summary>
public sealed class WalletFundsTests(ScenarioRuns runs) : IClassFixture<ScenarioRuns>
{
    private const string Peak = "wallet-funds/peak";

    [Theory]
    [InlineData("no-policies", 0.65, 0.75)]
    [InlineData("cap-on-all", 0, 0)]
    [InlineData("gate-of-funds", 1, 1)]
    [InlineData("lender-of-banks", 0, 0)]
    [InlineData("lender", 0, 0)]
    [InlineData("cap-and-lender", 0, 0)]
    public void A_cap_on_all_saves_the_wallets_and_a_gate_of_the_funds_alone_ruins_them(string policies, double least, double most)
    {
        var result = runs.Alternative(Peak, policies);

        Assert.InRange(result.Of("default_probability", "W1"), least, most);
        Assert.InRange(result.Of("default_probability", "W2"), least, most);
        Assert.Equal(0, result["outside_loss"]);
    }

    [Theory]
    [InlineData("cap-on-all", true)]
    [InlineData("lender-of-banks", false)]
    public void A_cap_does_not_help_banks_and_a_lender_does(string policies, bool isFailing)
    {
        var failing = runs.Alternative(Peak, policies).Sum("default_probability", "banks");

        Assert.Equal(isFailing, failing > 1.9);
        Assert.Equal(isFailing, failing != 0);
    }

    [Fact]
    public void A_cap_refuses_six_times_as_much()
    {
        var (none, cap) = (runs.Alternative(Peak, "no-policies"), runs.Alternative(Peak, "cap-on-all"));

        Assert.InRange(cap["refused"] / none["refused"], 6, 6.5);
        Assert.True(cap.Interval("total_loss").High < none.Interval("total_loss").Low);
    }

    [Fact]
    public void A_lender_of_last_resort_whom_funds_may_ask_does_away_with_five_sixths_of_the_loss()
    {
        var (none, lender, banks) = (runs.Alternative(Peak, "no-policies"), runs.Alternative(Peak, "lender"), runs.Alternative(Peak, "lender-of-banks"));

        Assert.InRange(lender["total_loss"] / none["total_loss"], 0.15, 0.17);
        Assert.InRange(banks["total_loss"] / none["total_loss"], 0.7, 0.75);
    }

    [Fact]
    public void Where_bonds_find_fewer_buyers_a_cap_saves_nobody()
    {
        const string Shallow = "channels.market.assets.0.depth=30000";
        var (none, cap) = (runs.With(Peak, Shallow), runs.With(Peak, Shallow, "policies={gate: {share: 0.05}}"));

        Assert.InRange(none.Of("default_probability", "W1"), 0.99, 1);
        Assert.Equal(1, cap.Of("default_probability", "W1"));
    }
}
