namespace Contagion.Engine;

/// <content>Payments that block each other.</content>
internal sealed partial class PaymentQueue<TLanes>
{
    /// <summary>Settles at once the largest set of payments that keeps the order of every queue and leaves nobody negative.</summary>
    /// <remarks>
    /// Starts with all that wait and, while a payer would end negative, drops the last payment selected of it. Whoever is dropped would be dropped
    /// in any order, so the set is the same; it ends after as many drops as there are payments. Bech and Soramäki (2001), Gridlock
    /// Resolution in Interbank QueuedPayment Systems, Bank of Finland Discussion Papers 9/2001; <c>models.md</c> 5.2.
    /// </remarks>
    private void ResolveGridlock(int lane)
    {
        var net = _incoming;
        Select(lane, net);
        // Here the list holds those who would end negative, and grows while it is gone through from its end.
        _payerCount = 0;
        for (var participant = 0; participant < net.Length; participant++)
        {
            Watch(participant, net);
        }

        while (_payerCount > 0)
        {
            var payer = _payers[--_payerCount];
            _isListed[payer] = false;
            Drop(payer, lane, net);
        }

        Array.Clear(_incoming);
        SettleSelected(lane);
    }

    /// <summary>Selects all that wait with payers that send, and nets them against balances.</summary>
    private void Select(int lane, double[] net)
    {
        var heads = HeadsOf(lane);
        var amounts = _payments.Amount;
        var payees = _payments.Payee;
        _balance.CopyTo(net, 0);
        for (var payer = 0; payer < _last.Length; payer++)
        {
            _last[payer] = _isSilent[payer] ? heads[payer] : _end[payer];
            for (var place = heads[payer]; place < _last[payer]; place++)
            {
                var amount = IsDone(place, lane) ? 0 : amounts[place];
                net[payer] -= amount;
                net[payees[place]] += amount;
            }
        }
    }

    private void Watch(int participant, double[] net)
    {
        if (net[participant] < -_payments.Tolerance[participant] && !_isListed[participant])
        {
            _isListed[participant] = true;
            _payers[_payerCount++] = participant;
        }
    }

    private void Drop(int payer, int lane, double[] net)
    {
        var first = HeadsOf(lane)[payer];
        while (net[payer] < -_payments.Tolerance[payer] && _last[payer] > first)
        {
            var place = --_last[payer];
            if (!IsDone(place, lane))
            {
                net[payer] += _payments.Amount[place];
                net[_payments.Payee[place]] -= _payments.Amount[place];
                Watch(_payments.Payee[place], net);
            }
        }
    }

    private void SettleSelected(int lane)
    {
        var heads = HeadsOf(lane);
        var amounts = _payments.Amount;
        var payees = _payments.Payee;
        for (var payer = 0; payer < _last.Length; payer++)
        {
            for (; heads[payer] < _last[payer]; heads[payer]++)
            {
                var place = heads[payer];
                if (!IsDone(place, lane))
                {
                    Finish(place, lane);
                    _balance[payer] -= amounts[place];
                    _incoming[payees[place]] += amounts[place];
                }
            }
        }

        for (var participant = 0; participant < _balance.Length; participant++)
        {
            _balance[participant] = Math.Max(0, _balance[participant] + _incoming[participant]);
        }

        Array.Clear(_incoming);
    }
}
