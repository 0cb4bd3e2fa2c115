using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>The loss of a run by the channel that brought it about.</summary>
/// <param name="Rows">What the shocks take with every channel off, what each channel adds, in the fixed order, and the total: the first rows add up to the last.</param>
/// <remarks>The value of a set of channels is what everybody loses when only these are on: equity of all institutions, and claims of creditors outside the network.</remarks>
public sealed record Attribution(IReadOnlyList<AttributedLoss> Rows)
{
    /// <summary>The channels, in the order of <c>models.md</c> 1.</summary>
    public static IReadOnlyList<ChannelSet> Channels { get; } =
        [ChannelSet.Credit, ChannelSet.Counterparty, ChannelSet.Funding, ChannelSet.FireSale, ChannelSet.Operations];

    private static readonly string[] Parts = ["mean", "ci95_low", "ci95_high"];

    /// <summary>What the rows are called: <c>shocks</c>, the channels, <c>total</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["shocks", .. Channels.Select(channel => Words.Kebab(channel.ToString())), "total"];

    /// <summary>What the numbers of an attribution are called in a row of a table: <c>credit_cumulative_mean</c>, ..., Shapley values last.</summary>
    /// <param name="hasShapley">Whether there are Shapley values.</param>
    public static IReadOnlyList<string> ColumnsOf(bool hasShapley) =>
        [.. (hasShapley ? new[] { "cumulative", "shapley" } : ["cumulative"]).SelectMany(method => Names.SelectMany(name => Parts.Select(part => $"{name.Replace('-', '_')}_{method}_{part}")))];

    /// <summary>The sets of channels that have to be run, besides all of them.</summary>
    public static IReadOnlyList<ChannelSet> SetsOf(AttributionMethod method) => method switch
    {
        AttributionMethod.None => [],
        AttributionMethod.Cumulative => [.. Enumerable.Range(0, Channels.Count).Select(First)],
        _ => [.. Enumerable.Range(0, (int)ChannelSet.All).Select(set => (ChannelSet)set)],
    };

    /// <summary>What everybody lost in a replication, in the scenario's currency unit.</summary>
    public static double ValueOf(ReplicationResult one) => one.TotalLoss + one.ExternalCreditorLoss;

    /// <summary>Attributes the loss of a run.</summary>
    /// <param name="method">How; not <see cref="AttributionMethod.None"/>.</param>
    /// <param name="valuesOf">The value of a set of channels in each replication, for those of <see cref="SetsOf"/> and for all channels; NaN where it failed.</param>
    public static Attribution Of(AttributionMethod method, Func<ChannelSet, IReadOnlyList<double>> valuesOf)
    {
        double[][] steps = [.. Enumerable.Range(0, Channels.Count + 1).Select(count => valuesOf(First(count)).ToArray())];
        var shapley = method == AttributionMethod.Shapley ? ShapleyOf(valuesOf) : null;
        return new Attribution(
        [
            new(Names[0], Distribution.Of(steps[0]), shapley is null ? null : Distribution.Of(steps[0])),
            .. Channels.Select((_, place) => new AttributedLoss(
                Names[place + 1],
                Distribution.Of(steps[place + 1].Zip(steps[place], (with, without) => with - without)),
                shapley is null ? null : Distribution.Of(shapley.Select(one => one[place])))),
            new(Names[^1], Distribution.Of(steps[^1]), shapley is null ? null : Distribution.Of(steps[^1])),
        ]);
    }

    /// <summary>The numbers of a row of a table, in the order of <see cref="ColumnsOf"/>; NaN where undefined.</summary>
    public IReadOnlyList<double> Numbers() =>
    [
        .. Rows.Select(row => (Distribution?)row.Cumulative).Concat(Rows.Select(row => row.Shapley)).OfType<Distribution>().SelectMany(NumbersOf),
    ];

    /// <summary>The mean and both ends of its confidence interval; NaN where undefined.</summary>
    public static IEnumerable<double> NumbersOf(Distribution distribution)
    {
        var numbers = DistributionRow.Of(distribution);
        return [numbers[0], numbers[DistributionRow.Confidence], numbers[DistributionRow.Confidence + 1]];
    }

    /// <summary>The first channels in the fixed order.</summary>
    private static ChannelSet First(int count) => (ChannelSet)((1 << count) - 1);

    /// <summary>The Shapley values of the channels in each replication.</summary>
    private static double[][] ShapleyOf(Func<ChannelSet, IReadOnlyList<double>> valuesOf)
    {
        IReadOnlyList<double>[] values = [.. Enumerable.Range(0, (int)ChannelSet.All + 1).Select(set => valuesOf((ChannelSet)set))];
        return [.. Enumerable.Range(0, values[0].Count).Select(replication => Shapley.Of([.. values.Select(one => one[replication])]))];
    }
}

/// <summary>A row of an attribution: amounts in the scenario's currency unit, over replications.</summary>
/// <param name="Channel">The channel; <c>shocks</c> for what is lost with all of them off, <c>total</c> for all.</param>
/// <param name="Cumulative">By how much the loss rises when the channel is switched on after those before it.</param>
/// <param name="Shapley">By how much it rises on average over all orders of switching on; null where that was not asked for.</param>
public sealed record AttributedLoss(string Channel, Distribution Cumulative, Distribution? Shapley);
