namespace Contagion.Engine;

/// <content>Payments that are lost with the records of them.</content>
internal sealed partial class PaymentQueue<TLanes>
{
    /// <summary>The payments that an institution sent of late are lost: they go back, the last in its queue first, and wait again at their old
    /// places. One whose payee no longer has the money stays paid.</summary>
    /// <param name="institution">Who lost its records.</param>
    /// <param name="lanes">Mask of the lanes in which it did.</param>
    /// <param name="since">The first period of which they are lost.</param>
    /// <param name="cash">Each institution's cash; changed.</param>
    public void Lose(int institution, TLanes lanes, int since, LaneArray<TLanes> cash)
    {
        var payer = _payments.ParticipantOf(institution);
        for (var lane = 0; lane < TLanes.Count && payer >= 0; lane++)
        {
            if (lanes.Has(lane))
            {
                Return(payer, lane, since, cash.Numbers);
            }
        }
    }

    private void Return(int payer, int lane, int since, Span<double> cash)
    {
        var history = _history ?? throw new InvalidOperationException("Nobody remembers when payments were settled.");
        ref var head = ref HeadsOf(lane)[payer];
        for (var place = _end[payer] - 1; place >= _payments.Start[payer]; place--)
        {
            var payee = _payments.Payee[place];
            ref var held = ref cash[(_payments.Institution[payee] * TLanes.Count) + lane];
            if (!IsDone(place, lane) || !history.IsSettledSince(place, lane, since) || _payments.Amount[place] > held + _payments.Tolerance[payee])
            {
                continue;
            }

            held = Math.Max(0, held - _payments.Amount[place]);
            cash[(_payments.Institution[payer] * TLanes.Count) + lane] += _payments.Amount[place];
            _isDone[place] &= (byte)~BitOf(lane);
            _waiting[lane]++;
            head = Math.Min(head, place);
        }
    }
}
