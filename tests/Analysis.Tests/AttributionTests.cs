using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Losses by channel, from the losses of sets of channels.</summary>
public sealed class AttributionTests
{
    private static readonly string[] Rows = ["shocks", "credit", "counterparty", "funding", "fire-sale", "operations", "total"];

    [Fact]
    public void Cumulative_attribution_needs_five_runs_besides_the_run_itself() =>
        Assert.Equal(
            [ChannelSet.None, ChannelSet.Credit, ChannelSet.Credit | ChannelSet.Counterparty, ChannelSet.All & ~ChannelSet.FireSale & ~ChannelSet.Operations, ChannelSet.All & ~ChannelSet.Operations],
            Attribution.SetsOf(AttributionMethod.Cumulative));

    [Fact]
    public void Shapley_needs_all_other_sets() => Assert.Equal(31, Attribution.SetsOf(AttributionMethod.Shapley).Distinct().Count(channels => channels != ChannelSet.All));

    [Fact]
    public void Nothing_is_run_where_nothing_is_asked_for() => Assert.Empty(Attribution.SetsOf(AttributionMethod.None));

    // Funding and fire sales cost 8 only together: whichever comes second gets it, on average half each. Shocks take 5, credit adds 3 whatever else is on.
    [Fact]
    public void What_two_channels_do_only_together_goes_to_the_second_or_by_halves()
    {
        var attribution = Attribution.Of(AttributionMethod.Shapley, channels =>
            [5 + (channels.HasFlag(ChannelSet.Credit) ? 3 : 0) + (channels.HasFlag(ChannelSet.Funding | ChannelSet.FireSale) ? 8 : 0)]);

        Assert.Equal(Rows, attribution.Rows.Select(row => row.Channel));
        Near.Equal([5, 3, 0, 0, 8, 0, 16], [.. attribution.Rows.Select(row => row.Cumulative.Mean!.Value)], Near.Exact, "cumulative");
        Near.Equal([5, 3, 0, 4, 4, 0, 16], [.. attribution.Rows.Select(row => row.Shapley!.Mean!.Value)], Near.Exact, "Shapley");
    }

    [Fact]
    public void Cumulative_attribution_has_no_Shapley_values() =>
        Assert.All(Attribution.Of(AttributionMethod.Cumulative, _ => [1.0]).Rows, row => Assert.Null(row.Shapley));

    // Replication by replication the rows add up; and so do their means.
    [Fact]
    public void Rows_add_up_to_the_total_in_every_replication()
    {
        var random = new Random(11);
        var values = Enumerable.Range(0, 32).Select(_ => Enumerable.Range(0, 50).Select(_ => random.NextDouble()).ToArray()).ToArray();
        for (var replication = 0; replication < 50; replication++)
        {
            var one = Attribution.Of(AttributionMethod.Shapley, channels => [values[(int)channels][replication]]);

            // A few dozen additions of numbers below 1.
            Assert.Equal(one.Rows[^1].Cumulative.Mean!.Value, one.Rows.SkipLast(1).Sum(row => row.Cumulative.Mean!.Value), 1e-14);
            Assert.Equal(one.Rows[^1].Shapley!.Mean!.Value, one.Rows.SkipLast(1).Sum(row => row.Shapley!.Mean!.Value), 1e-14);
        }
    }

    [Fact]
    public void Replications_that_failed_with_a_channel_off_count_nowhere()
    {
        var attribution = Attribution.Of(AttributionMethod.Cumulative, channels => channels == ChannelSet.Credit ? [2, double.NaN] : [1, 5]);

        Assert.Equal([2, 1, 1, 2, 2, 2, 2], attribution.Rows.Select(row => row.Cumulative.Count));
    }
}
