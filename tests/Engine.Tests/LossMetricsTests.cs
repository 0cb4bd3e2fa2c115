using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Losses, rounds and multiplier of models.md 9.2.</summary>
public sealed class LossMetricsTests
{
    // Source: models.md TV-LOSS.
    [Fact]
    public void The_four_node_network_loses_as_printed()
    {
        var result = TestRun.Single(FourNodes.Network, new EisenbergNoe(), FourNodes.Shock);
        var replication = result.Replications[0];

        Near.Equal([2, 2, 116 / 35.0, 3], result.Totals.Loss, Near.Exact, "TV-LOSS, total");
        Near.Equal([0, 0, 116 / 35.0, 0], result.Totals.ContagionLoss, Near.Exact, "TV-LOSS, total less first round (2, 2, 0, 3)");
        Near.Equal([7], [replication.FirstRoundLoss], Near.Exact, "TV-LOSS, first round");
        Near.Equal([10.3142857143], [replication.TotalLoss], Near.Printed, "TV-LOSS, sum");
        Near.Equal([1.4734693878], [replication.Multiplier], Near.Printed, "TV-LOSS, multiplier");
        Near.Equal([20], [replication.TotalLoss + replication.ExternalCreditorLoss], Near.Exact, "TV-LOSS, everybody's losses are the shock");
        Assert.Equal(3, replication.Defaults);
        Assert.Equal(1, replication.FundamentalDefaults);
        Assert.Equal(2, replication.ContagiousDefaults);
        Assert.Equal(2, replication.CascadeDepth);
    }

    // Source: models.md 9.2: undefined if nothing was lost directly.
    [Fact]
    public void Without_a_direct_loss_the_multiplier_is_undefined() =>
        Assert.Equal(double.NaN, TestRun.Single(FourNodes.Network, new EisenbergNoe()).Replications[0].Multiplier);

    // Source: models.md 9.2: the first round is min(w⁰, direct shock). B loses 15 of its 16 outside assets on equity 2.
    [Fact]
    public void No_more_than_its_equity_is_lost_in_the_first_round()
    {
        var result = TestRun.Single(FourNodes.Network, new Furfine(), TestRun.AssetLoss(1, 15));

        Assert.Equal(2, result.Replications[0].FirstRoundLoss);
    }

    // The path starts at the shock and ends at the result: TV-EN, default sets {B}, {A,B}, {A,B,D}.
    [Fact]
    public void The_path_tells_the_defaults_round_by_round()
    {
        var path = TestRun.Single(FourNodes.Network, new EisenbergNoe(), FourNodes.Shock).Replications[0].Path;

        Assert.Equal([1, 2, 3, 3], path.Select(state => state.Defaults));
        Near.Equal([7, 361 / 35.0], [path[0].Loss, path[^1].Loss], Near.Exact, "TV-LOSS, first and last of the path");
    }

    // Under each, what a seed costs another is that one's loss beyond the direct shock: TV-FUR, LGD 0.5, seed B: A 2 of its 2, C 1.5, D 2.5.
    [Fact]
    public void The_spillover_table_tells_what_each_seed_costs_the_others()
    {
        var result = TestRun.Of(FourNodes.Network, new Furfine { LossGivenDefault = .5 }, null, 1, TestRun.DefaultInTurn());

        var ofB = result.Spillover!.Rows.Where(row => row.From == "B1").ToList();
        Assert.Equal(["B0", "B2", "B3"], ofB.Select(row => row.To));
        Near.Equal([2, 1.5, 2.5], [.. ofB.Select(row => row.Loss)], Near.Exact, "TV-FUR, seed B");
    }
}
