using System.Diagnostics;

namespace Contagion.Engine;

/// <summary>The payments that wait in each replication of a block, and their settlement against cash: first in, first out for each payer.</summary>
/// <remarks>
/// Settlement in rounds, gross and in real time: a round releases what a payer's balance at its start covers, less what it released already;
/// a payment that is not covered holds up all behind it; what is received counts from the next round on. Beyeler, Glass, Bech and Soramäki (2007),
/// Physica A 384(2):693–718; <c>models.md</c> 5.2. A queue is inherently serial, so replications are settled one after another and one owner
/// settles all of a replication, in an order that nothing else decides. A round costs the payers whose balance has changed.
/// </remarks>
internal sealed partial class PaymentQueue<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int BeforeAll = -1;

    private readonly Payments _payments;

    // A bit a lane: whether the payment at a place is settled or cancelled.
    private readonly byte[] _isDone;

    // Lane after lane, the place of each payer's first payment that may still wait.
    private readonly int[] _head;
    private readonly int[] _end;
    private readonly int[] _waiting;
    private readonly SettlementHistory? _history;

    // Of the replication that is being settled.
    private readonly double[] _balance;
    private readonly double[] _incoming;
    private readonly bool[] _isSilent;
    private readonly bool[] _isListed;
    private readonly int[] _receivers;
    private readonly int[] _payers;
    private readonly int[] _last;
    private int _receiverCount;
    private int _payerCount;
    private int _period;

    /// <param name="payments">The payments.</param>
    /// <param name="isHistoryKept">Whether to remember when payments were settled, for <see cref="Lose"/>.</param>
    public PaymentQueue(Payments payments, bool isHistoryKept)
    {
        // Lanes are bits of a byte.
        Debug.Assert(TLanes.Count <= 8, "A block has at most eight lanes.");
        var participants = payments.Participants;
        _payments = payments;
        (_isDone, _head, _end, _waiting) = (new byte[payments.Count], new int[TLanes.Count * participants], new int[participants], new int[TLanes.Count]);
        (_balance, _incoming, _isSilent, _isListed) = (new double[participants], new double[participants], new bool[participants], new bool[participants]);
        (_receivers, _payers, _last) = (new int[participants], new int[participants], new int[participants]);
        _history = isHistoryKept ? new SettlementHistory(payments.Count, TLanes.Count) : null;
        Clear();
    }

    /// <summary>How many payments wait in a lane.</summary>
    public int WaitingIn(int lane) => _waiting[lane];

    /// <summary>Empties all queues: no payment has entered yet.</summary>
    public void Clear()
    {
        Array.Clear(_isDone);
        Array.Clear(_waiting);
        _payments.Start[..^1].CopyTo(_end);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            _payments.Start[..^1].CopyTo(HeadsOf(lane));
        }

        _period = BeforeAll;
    }

    /// <summary>Has the payments of a period and those before it enter their queues.</summary>
    /// <param name="period">The period; never an earlier one than before.</param>
    public void Enter(int period)
    {
        var start = _payments.Start;
        var periods = _payments.Period;
        var entered = 0;
        for (var payer = 0; payer < _end.Length; payer++)
        {
            for (; _end[payer] < start[payer + 1] && periods[_end[payer]] <= period; entered++)
            {
                _end[payer]++;
            }
        }

        foreach (ref var waiting in _waiting.AsSpan())
        {
            waiting += entered;
        }

        _period = period;
    }

    /// <summary>Settles what can be settled.</summary>
    /// <param name="cash">Each institution's cash, at least 0; what it pays and receives is taken and added.</param>
    /// <param name="isSilent">Masks of the lanes in which each institution sends nothing; it can receive. Null where all send.</param>
    /// <param name="active">Mask of the lanes that may change.</param>
    /// <param name="gridlock">Whether payments that block each other are settled together once nothing else moves.</param>
    /// <param name="roundsMax">Rounds after which to stop for a look; what is left goes on when asked again.</param>
    public void Settle(LaneArray<TLanes> cash, LaneArray<TLanes>? isSilent, TLanes active, bool gridlock, int roundsMax = int.MaxValue)
    {
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var before = _waiting[lane];
            if (before == 0 || !active.Has(lane))
            {
                continue;
            }

            Load(lane, cash.Numbers, isSilent is null ? default : isSilent.Numbers);
            for (var round = 0; round < roundsMax && _payerCount > 0; round++)
            {
                Round(lane);
            }

            if (gridlock && _waiting[lane] > 0)
            {
                ResolveGridlock(lane);
            }

            if (_waiting[lane] != before)
            {
                Store(lane, cash.Numbers);
            }
        }
    }

    /// <summary>Cancels the payments that wait for or from institutions that take no further part.</summary>
    /// <param name="closed">Masks of the lanes in which each institution is closed.</param>
    public void Strike(LaneArray<TLanes> closed)
    {
        var institutions = _payments.Institution;
        for (var payer = 0; payer < _end.Length; payer++)
        {
            for (var place = _payments.Start[payer]; place < _end[payer]; place++)
            {
                var isClosed = closed[institutions[payer]] | closed[institutions[_payments.Payee[place]]];
                for (var lane = 0; !TLanes.IsNone(isClosed) && lane < TLanes.Count; lane++)
                {
                    if (isClosed.Has(lane) && !IsDone(place, lane))
                    {
                        _isDone[place] |= BitOf(lane);
                        _history?.Cancel(place, lane);
                        _waiting[lane]--;
                    }
                }
            }
        }
    }

    /// <summary>Cancels all payments that wait.</summary>
    /// <param name="active">Mask of the lanes that may change.</param>
    public void Cancel(TLanes active)
    {
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            if (_waiting[lane] == 0 || !active.Has(lane))
            {
                continue;
            }

            var heads = HeadsOf(lane);
            for (var payer = 0; payer < heads.Length; payer++)
            {
                for (; heads[payer] < _end[payer]; heads[payer]++)
                {
                    if (!IsDone(heads[payer], lane))
                    {
                        _isDone[heads[payer]] |= BitOf(lane);
                        _history?.Cancel(heads[payer], lane);
                    }
                }
            }

            _waiting[lane] = 0;
        }
    }

    /// <summary>Whether one of the payments given has entered and is neither settled nor cancelled.</summary>
    public bool IsWaiting(int number, int lane)
    {
        var place = _payments.PlaceOf[number];
        return _payments.Period[place] <= _period && !IsDone(place, lane);
    }

    /// <summary>The amount of all payments of an institution that wait, in the order of its queue.</summary>
    public TLanes Unsettled(int institution)
    {
        var payer = _payments.ParticipantOf(institution);
        return payer < 0 ? TLanes.Zero : UnsettledOf(payer);
    }

    /// <summary>The amount of all payments that wait.</summary>
    public TLanes Unsettled()
    {
        var amount = TLanes.Zero;
        for (var payer = 0; payer < _end.Length; payer++)
        {
            amount += UnsettledOf(payer);
        }

        return amount;
    }

    private static byte BitOf(int lane) => (byte)(1 << lane);

    private TLanes UnsettledOf(int payer)
    {
        var sum = TLanes.Zero;
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var amount = 0.0;
            for (var place = HeadsOf(lane)[payer]; place < _end[payer]; place++)
            {
                amount += IsDone(place, lane) ? 0 : _payments.Amount[place];
            }

            sum = sum.With(lane, amount);
        }

        return sum;
    }

    private Span<int> HeadsOf(int lane) => _head.AsSpan(lane * _payments.Participants, _payments.Participants);

    private bool IsDone(int place, int lane) => (_isDone[place] & BitOf(lane)) != 0;

    private void Load(int lane, ReadOnlySpan<double> cash, ReadOnlySpan<double> isSilent)
    {
        var institutions = _payments.Institution;
        var heads = HeadsOf(lane);
        _payerCount = 0;
        for (var participant = 0; participant < institutions.Length; participant++)
        {
            var entry = (institutions[participant] * TLanes.Count) + lane;
            _balance[participant] = cash[entry];
            // Masks have all bits set or none.
            _isSilent[participant] = !isSilent.IsEmpty && BitConverter.DoubleToInt64Bits(isSilent[entry]) != 0;
            if (heads[participant] < _end[participant] && !_isSilent[participant])
            {
                _payers[_payerCount++] = participant;
            }
        }
    }

    private void Store(int lane, Span<double> cash)
    {
        var institutions = _payments.Institution;
        for (var participant = 0; participant < institutions.Length; participant++)
        {
            cash[(institutions[participant] * TLanes.Count) + lane] = _balance[participant];
        }
    }

    /// <summary>One synchronous round: payers release, then payees receive, and may pay next.</summary>
    private void Round(int lane)
    {
        var heads = HeadsOf(lane);
        for (var item = 0; item < _payerCount; item++)
        {
            Release(_payers[item], lane, heads);
        }

        _payerCount = 0;
        for (var item = 0; item < _receiverCount; item++)
        {
            var payee = _receivers[item];
            Receive(payee);
            if (heads[payee] < _end[payee] && !_isSilent[payee])
            {
                _payers[_payerCount++] = payee;
            }
        }

        _receiverCount = 0;
    }

    private void Release(int payer, int lane, Span<int> heads)
    {
        var amounts = _payments.Amount;
        var (tolerance, balance, place, end) = (_payments.Tolerance[payer], _balance[payer], heads[payer], _end[payer]);
        for (; place < end; place++)
        {
            if (IsDone(place, lane))
            {
                continue;
            }

            if (amounts[place] > balance + tolerance)
            {
                break;
            }

            balance = Math.Max(0, balance - amounts[place]);
            Finish(place, lane);
            Send(_payments.Payee[place], amounts[place]);
        }

        (_balance[payer], heads[payer]) = (balance, place);
    }

    private void Finish(int place, int lane)
    {
        _isDone[place] |= BitOf(lane);
        _waiting[lane]--;
        _history?.Settle(place, lane, _period);
    }

    private void Send(int payee, double amount)
    {
        _incoming[payee] += amount;
        if (!_isListed[payee])
        {
            _isListed[payee] = true;
            _receivers[_receiverCount++] = payee;
        }
    }

    private void Receive(int payee)
    {
        _balance[payee] += _incoming[payee];
        (_incoming[payee], _isListed[payee]) = (0, false);
    }
}
