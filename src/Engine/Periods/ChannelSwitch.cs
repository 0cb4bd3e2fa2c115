using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Switches channels of a scenario off, so that what is left shows what they carried.</summary>
public static class ChannelSwitch
{
    /// <summary>The scenario with only some channels: its shocks fall due and draw as before, and what they take directly stays.</summary>
    /// <param name="scenario">A scenario under the mechanism joint.</param>
    /// <param name="channels">The channels that stay as the scenario says.</param>
    /// <remarks>
    /// Without credit, credit events recover everything. Without counterparty, somebody outside pays creditors in full what those who fail in P5
    /// owe them. Without funding, nothing is withdrawn, called back or paid out on demand. Without fire-sale, sales do not move prices and loans sell without a discount,
    /// where they sell at all. Without operations, there are no outages, no load, no queues of payments and no backups to pay for.
    /// </remarks>
    public static Scenario Keep(Scenario scenario, ChannelSet channels) => channels == ChannelSet.All ? scenario : scenario with
    {
        // What is left is asked for what it loses in all, and for nothing else.
        Metrics = null,
        Shocks = [.. scenario.Shocks.Select(shock => Keep(shock, channels))],
        Channels = scenario.Channels with
        {
            Solvency = (Joint)scenario.Channels.Solvency with { Kept = channels },
            Liquidity = scenario.Channels.Liquidity is { } liquidity ? Keep(liquidity, channels) : null,
            Market = scenario.Channels.Market is { } market ? Keep(market, channels) : null,
            Operations = channels.HasFlag(ChannelSet.Operations) ? scenario.Channels.Operations : null,
        },
    };

    /// <summary>Whether a channel is switched on.</summary>
    internal static bool Has(this Scenario scenario, ChannelSet channel) => scenario.Channels.Solvency is not Joint joint || joint.Kept.HasFlag(channel);

    /// <summary>A shock keeps its place even when it does nothing any more: places are what draws are keyed by.</summary>
    private static Shock Keep(Shock shock, ChannelSet channels) => shock.Kind switch
    {
        ShockKind.Credit when !channels.HasFlag(ChannelSet.Credit) => shock with { Recovery = 1 },
        ShockKind.Default when !channels.HasFlag(ChannelSet.Credit) && shock.Recovery is not null => shock with { Recovery = 1 },
        ShockKind.Withdrawal when !channels.HasFlag(ChannelSet.Funding) => Never(shock),
        ShockKind.Outage or ShockKind.Load when !channels.HasFlag(ChannelSet.Operations) => Never(shock),
        _ => shock,
    };

    private static Shock Never(Shock shock) => shock with { At = int.MaxValue, Until = null };

    private static LiquidityChannel Keep(LiquidityChannel liquidity, ChannelSet channels)
    {
        var funding = channels.HasFlag(ChannelSet.Funding) ? liquidity : new LiquidityChannel { Discount = liquidity.Discount };
        // Loans that nobody buys find no buyer because the discount is gone.
        return channels.HasFlag(ChannelSet.FireSale) || liquidity.Discount == 1 ? funding : funding with { Discount = 0 };
    }

    private static MarketChannel Keep(MarketChannel market, ChannelSet channels) => channels.HasFlag(ChannelSet.FireSale)
        ? market
        : market with { Assets = [.. market.Assets.Select(asset => asset with { Impact = 0, Depth = null })] };
}
