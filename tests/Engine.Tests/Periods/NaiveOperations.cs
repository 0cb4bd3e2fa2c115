using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P2: who works, who sends payments, and what waits.</summary>
internal static class NaiveOperations
{
    private const double Nothing = 1e-12;

    /// <summary>Finds service levels and who is dark, serves load and settles payments that wait.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        if (ChannelOf(economy) is not { } operations)
        {
            return;
        }

        PayForBackups(economy);
        FindLevels(economy);
        foreach (var institution in economy.Institutions)
        {
            institution.IsDark = institution.ServiceLevel == 0;
        }

        NaiveOverload.Happen(economy, operations);
        HoldBack(economy, operations);
        NaiveLoad.Serve(economy, operations);
        NaiveSettlement.Happen(economy, operations);

        economy.Institutions.Where(institution => institution.IsClosed).ToList().ForEach(institution => institution.IsDark = false);
        Suspend(economy);
        economy.Tally.Dark += economy.Open.Count(institution => institution.IsDark);
    }

    /// <summary>Outages, peaks of load and payments that wait are a channel without being named.</summary>
    private static OperationsChannel? ChannelOf(NaiveEconomy economy) => economy.Scenario.Channels.Operations
        ?? (economy.Scenario.Network.Files?.Payments is not null || economy.Scenario.Shocks.Any(shock => shock.Kind is ShockKind.Outage or ShockKind.Load) ? new OperationsChannel() : null);

    /// <summary>Settlement is suspended in the first periods in which anybody is dark.</summary>
    private static void Suspend(NaiveEconomy economy)
    {
        var policy = economy.InForce("settlementSuspension", economy.Scenario.Policies.SettlementSuspension, economy.Scenario.Policies.SettlementSuspension?.From ?? 0);
        economy.DarkFor = economy.Open.Any(institution => institution.IsDark) ? economy.DarkFor + 1 : 0;
        economy.IsSettlementSuspended = policy is not null && economy.DarkFor > 0 && economy.DarkFor <= policy.Periods;
    }

    private static void PayForBackups(NaiveEconomy economy)
    {
        foreach (var institution in economy.Open)
        {
            if (Backup(economy, institution) is { } backup)
            {
                // Bills are paid from cash; those that are not are owed to somebody outside.
                var paid = Math.Min(institution.Cash, backup.Cost);
                institution.Cash -= paid;
                institution.OtherDebts += backup.Cost - paid;
                economy.Tally.Shocks += backup.Cost;
                institution.FirstRoundLoss += backup.Cost;
            }
        }
    }

    /// <summary>Its own availability: the worst of its outages, each as far as a backup does not help.</summary>
    public static double Own(NaiveEconomy economy, NaiveInstitution institution)
    {
        var worst = 1.0;
        foreach (var (from, before, fraction) in institution.Outages)
        {
            if (economy.Period >= from && economy.Period < before)
            {
                var left = 1 - fraction;
                if (Backup(economy, institution) is { } backup && economy.Period - from >= backup.RecoveryTime)
                {
                    left = Math.Max(left, backup.Capacity);
                }

                worst = Math.Min(worst, left);
            }
        }

        return worst;
    }

    /// <summary>Its backup; null where it has none.</summary>
    public static Failover? Backup(NaiveEconomy economy, NaiveInstitution institution) =>
        economy.Scenario.Policies.Failover is { } policy && economy.InForce("failover", policy, policy.From) is not null && economy.IsMeant(policy.Among, institution) ? policy : null;

    /// <summary>The greatest levels at which everybody's needs are met: models.md 5.1.</summary>
    private static void FindLevels(NaiveEconomy economy)
    {
        foreach (var institution in economy.Institutions)
        {
            institution.ServiceLevel = Own(economy, institution);
        }

        var isMoving = true;
        while (isMoving)
        {
            isMoving = false;
            foreach (var user in economy.Institutions)
            {
                foreach (var need in economy.Services.Where(service => service.User == user).GroupBy(service => service.Need))
                {
                    var best = need.Max(service => service.Efficiency * service.Provider.ServiceLevel);
                    best = best < Nothing ? 0 : best;
                    if (best < user.ServiceLevel)
                    {
                        (user.ServiceLevel, isMoving) = (best, true);
                    }
                }
            }
        }
    }

    /// <summary>Where too many cannot pay early, nobody does: models.md 5.3.</summary>
    private static void HoldBack(NaiveEconomy economy, OperationsChannel operations)
    {
        if (operations.Coordination is not { } game)
        {
            return;
        }

        var players = economy.Institutions.Where(institution => economy.IsMeant(game.Among, institution)).ToList();
        if (game.EarlyCost * players.Count(player => player.IsDark) > game.LateCost * (players.Count - 1))
        {
            players.ForEach(player => player.IsDark = true);
        }
    }
}
