using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Payments that wait: first in, first out, in rounds, and gridlock: models.md 5.2.</summary>
internal static class NaiveSettlement
{
    private const double Slack = 1e-12;

    /// <summary>Settles what can be settled in a period.</summary>
    public static void Happen(NaiveEconomy economy, OperationsChannel operations)
    {
        Lose(economy);
        foreach (var payment in Waiting(economy).Where(payment => payment.Payer.IsClosed || payment.Payee.IsClosed).ToList())
        {
            payment.IsCancelled = true;
        }

        while (SettleRound(economy))
        {
        }

        if (operations.Gridlock)
        {
            Resolve(economy);
        }

        foreach (var payment in Waiting(economy))
        {
            economy.Tally.Unsettled += payment.Amount;
            payment.IsCancelled = operations.Unsettled == UnsettledPayments.Cancel;
        }
    }

    private static IEnumerable<NaivePayment> Waiting(NaiveEconomy economy) =>
        economy.Payments.Where(payment => payment.SettledIn is null && !payment.IsCancelled && payment.At <= economy.Period);

    /// <summary>The queues of those who can send.</summary>
    private static List<IGrouping<NaiveInstitution, NaivePayment>> Queues(NaiveEconomy economy) =>
        [.. Waiting(economy).Where(payment => !payment.Payer.IsDark).GroupBy(payment => payment.Payer)];

    private static double SlackOf(NaiveInstitution payer) => Slack * payer.Tolerance * 1e9;

    /// <summary>Everybody sends what its cash at the start of the round covers; true when anything was sent.</summary>
    private static bool SettleRound(NaiveEconomy economy)
    {
        var sent = new List<NaivePayment>();
        foreach (var queue in Queues(economy))
        {
            var left = queue.Key.Cash;
            foreach (var payment in queue)
            {
                if (payment.Amount > left + SlackOf(queue.Key))
                {
                    break;
                }

                left -= payment.Amount;
                sent.Add(payment);
            }
        }

        Settle(economy, sent);
        return sent.Count > 0;
    }

    /// <summary>Settles the largest set that keeps every queue's order and leaves nobody negative.</summary>
    private static void Resolve(NaiveEconomy economy)
    {
        var chosen = Queues(economy).ToDictionary(queue => queue.Key, queue => queue.ToList());
        bool isDropping;
        do
        {
            isDropping = false;
            var all = chosen.Values.SelectMany(queue => queue).ToList();
            foreach (var (payer, queue) in chosen)
            {
                var after = payer.Cash + all.Where(payment => payment.Payee == payer).Sum(payment => payment.Amount) - queue.Sum(payment => payment.Amount);
                if (queue.Count > 0 && after < -SlackOf(payer))
                {
                    queue.RemoveAt(queue.Count - 1);
                    isDropping = true;
                }
            }
        }
        while (isDropping);

        Settle(economy, [.. chosen.Values.SelectMany(queue => queue)]);
    }

    private static void Settle(NaiveEconomy economy, List<NaivePayment> payments)
    {
        foreach (var payment in payments)
        {
            payment.Payer.Cash -= payment.Amount;
            payment.Payee.Cash += payment.Amount;
            payment.SettledIn = economy.Period;
            KeepAtZero(economy, payment.Payer, payment.Amount);
            KeepAtZero(economy, payment.Payee, -payment.Amount);
        }
    }

    /// <summary>Equity of who is not seen counts as 0, whatever it is paid.</summary>
    private static void KeepAtZero(NaiveEconomy economy, NaiveInstitution institution, double lost)
    {
        if (institution.IsUnseen)
        {
            institution.External += lost;
            economy.Tally.Shocks -= lost;
        }
    }

    /// <summary>Undoes what a backup knows nothing of.</summary>
    private static void Lose(NaiveEconomy economy)
    {
        foreach (var institution in economy.Open.ToList())
        {
            if (NaiveOperations.Backup(economy, institution) is { } backup && NaiveOperations.Own(economy, institution) == 0
                && institution.Outages.Exists(outage => outage.From == economy.Period))
            {
                foreach (var payment in economy.Payments.Where(payment => payment.Payer == institution && payment.SettledIn >= economy.Period - backup.LostPeriods).Reverse().ToList())
                {
                    if (payment.Payee.Cash >= payment.Amount)
                    {
                        payment.Payee.Cash -= payment.Amount;
                        institution.Cash += payment.Amount;
                        payment.SettledIn = null;
                    }
                }
            }
        }
    }
}
