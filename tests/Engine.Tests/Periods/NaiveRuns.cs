using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Which share of what can be withdrawn is withdrawn: by habit, out of fear, or in a run.</summary>
internal static class NaiveRuns
{
    /// <summary>ω.</summary>
    public static double Share(NaiveEconomy economy, NaiveInstitution from)
    {
        if (NaiveSupervision.MustPayOut(economy, from))
        {
            return 1;
        }

        var liquidity = economy.Scenario.Channels.Liquidity;
        if (liquidity is null || !economy.IsMeant(liquidity.Among, from))
        {
            return Math.Min(1, from.ShockedShare);
        }

        if (liquidity.Runs is { } runs && IsRun(economy, liquidity, runs, from))
        {
            return 1;
        }

        var share = Math.Min(1, liquidity.BaseRate + ((liquidity.MaxRate - liquidity.BaseRate) * from.Fear) + from.ShockedShare);
        return liquidity.Thresholds is { Count: > 0 } thresholds ? Crowd(thresholds, share) : share;
    }

    /// <summary>The rule of global games: models.md 4.2.</summary>
    private static bool IsRun(NaiveEconomy economy, LiquidityChannel liquidity, RunRule runs, NaiveInstitution from)
    {
        var redeemable = NaiveWithdrawals.Redeemable(economy, from);
        var saleable = from.Securities(economy.Price)
            + (liquidity.Discount < 1 ? economy.ClaimsOf(from).Where(claim => claim is { Type: ExposureType.Loan, IsAssigned: false }).Sum(claim => claim.Amount) : 0);
        var coverage = (from.Cash + ((1 - runs.Discount) * saleable) + economy.ReserveForLiquidity(from)) / redeemable;
        return redeemable > 0 && Math.Min(1, coverage) <= 1 - runs.Threshold;
    }

    /// <summary>One depositor after another leaves once enough others have: models.md 4.2, after Granovetter.</summary>
    private static double Crowd(IReadOnlyList<double> thresholds, double share)
    {
        var leaving = share;
        for (var before = -1.0; share > before;)
        {
            (before, share) = (share, Math.Min(1, leaving + ((1 - leaving) * thresholds.Count(threshold => threshold <= share + 1e-12) / thresholds.Count)));
        }

        return share;
    }
}
