using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P8: fear of platforms spreads to those that look alike: models.md 4.5.</summary>
internal static class NaiveSignals
{
    /// <summary>Says how much each platform is feared in the next period.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        if (economy.Scenario.Channels.Liquidity?.Panic is not { } panic)
        {
            return;
        }

        var platforms = economy.Institutions.Where(one => one.Given.Kind == InstitutionKind.Platform).ToList();
        var distressed = platforms.Where(one => one.IsGated || one.IsDark || one.HasDropped || one.DefaultedIn == economy.Period).ToList();
        foreach (var platform in platforms)
        {
            var spread = distressed.Sum(other => economy.Likeness(panic, platform, other));
            platform.Fear = Math.Min(1, (panic.Decay * platform.Fear) + (panic.Contagion * spread) + (panic.News * platform.News)
                + (platform.IsGated ? panic.GateStigma : 0));
        }
    }
}
