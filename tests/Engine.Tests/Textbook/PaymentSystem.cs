namespace Contagion.Engine.Tests.Textbook;

/// <summary>A payment system of one replication, payment by payment. Amounts and cash in whole grains, so that nothing is rounded. Source: models.md 5.2.</summary>
internal sealed class PaymentSystem(IReadOnlyList<QueuedPayment> payments, double[] cash)
{
    /// <summary>Cash of each institution.</summary>
    internal double[] Cash { get; } = [.. cash];

    /// <summary>Who sends nothing.</summary>
    internal bool[] IsSilent { get; set; } = new bool[cash.Length];

    /// <summary>What waits, in the order of the file within each period.</summary>
    internal List<int> Waiting { get; private set; } = [];

    /// <summary>The period in which each payment was settled; those that wait or were cancelled have none.</summary>
    internal Dictionary<int, int> SettledIn { get; } = [];

    internal void Enter(int period) =>
        Waiting.AddRange(Enumerable.Range(0, payments.Count).Where(number => payments[number].Period == period));

    /// <summary>One round; returns what it settled.</summary>
    internal List<int> Round(int period)
    {
        var available = (double[])Cash.Clone();
        var isBlocked = (bool[])IsSilent.Clone();
        var settled = new List<int>();
        foreach (var number in Waiting)
        {
            var (payer, _, amount, _) = payments[number];
            isBlocked[payer] |= amount > available[payer];
            if (!isBlocked[payer])
            {
                available[payer] -= amount;
                settled.Add(number);
            }
        }

        Settle(settled, period);
        return settled;
    }

    /// <summary>Everything that waits with who sends, and while anybody would end negative without the last payment of each that would.</summary>
    internal List<int> Gridlock(int period)
    {
        var selected = Waiting.Where(number => !IsSilent[payments[number].Payer]).ToList();
        while (true)
        {
            var net = (double[])Cash.Clone();
            foreach (var number in selected)
            {
                net[payments[number].Payer] -= payments[number].Amount;
                net[payments[number].Payee] += payments[number].Amount;
            }

            int[] dropped = [.. Enumerable.Range(0, net.Length).Where(payer => net[payer] < 0).Select(payer => selected.FindLast(number => payments[number].Payer == payer))];
            if (dropped.Length == 0)
            {
                Settle(selected, period);
                return selected;
            }

            _ = selected.RemoveAll(dropped.Contains);
        }
    }

    internal void Cancel() => Waiting.Clear();

    /// <summary>What a payer sent since a period goes back, the last first, while its payee has the money, and waits again where it stood.</summary>
    internal void Lose(int payer, int since)
    {
        var ofPayer = Enumerable.Range(0, payments.Count).Where(number => payments[number].Payer == payer).OrderBy(number => payments[number].Period);
        foreach (var number in ofPayer.Reverse().Where(number => SettledIn.TryGetValue(number, out var period) && period >= since).ToArray())
        {
            if (Cash[payments[number].Payee] >= payments[number].Amount)
            {
                Cash[payments[number].Payee] -= payments[number].Amount;
                Cash[payer] += payments[number].Amount;
                _ = SettledIn.Remove(number);
                Waiting.Add(number);
            }
        }

        Waiting = [.. Waiting.OrderBy(number => payments[number].Period).ThenBy(number => number)];
    }

    private void Settle(List<int> settled, int period)
    {
        foreach (var number in settled)
        {
            Cash[payments[number].Payer] -= payments[number].Amount;
            Cash[payments[number].Payee] += payments[number].Amount;
            SettledIn[number] = period;
        }

        _ = Waiting.RemoveAll(settled.Contains);
    }
}
