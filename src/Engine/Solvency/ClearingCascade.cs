using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>Clearing of one block by fictitious default: a round solves payments among those in default, then looks who fails next.</summary>
/// <remarks>
/// Payments start at what is owed and only fall, so the greatest solution is reached. Within a round the linear system is solved outright for
/// a replication with few defaulters, else by sweeps over them. O(exposures) a round and O(exposures of defaulters) a sweep.
/// </remarks>
internal sealed class ClearingCascade : Cascade
{
    /// <summary>Sweeps that need more than this hardly move: the defaulters owe almost everything to each other.</summary>
    private const int PatientSweeps = 500;

    private const int Distributing = 0;
    private const int Settling = 1;
    private const int Failing = 2;

    private readonly Estates _estates;
    private readonly LinearClearing _linear;
    private readonly Lanes[] _paid;
    private readonly Lanes[] _unpaid;
    private readonly Lanes[] _worth;
    private readonly Lanes[] _outside;
    private readonly Lanes[] _direct;
    private readonly Lanes[] _isDeclared;
    private readonly Lanes[] _shareValue;
    private readonly Lanes[] _next;
    private readonly Lanes[] _nextShareValue;
    private readonly Lanes[] _shareLoss;
    private readonly List<int> _solved = [];
    private LinearClearing? _large;

    public ClearingCascade(Estates estates)
        : base(estates.Network.Count)
    {
        var count = estates.Network.Count;
        _estates = estates;
        _linear = new LinearClearing(estates, LinearClearing.SmallMax);
        (_paid, _unpaid, _next) = (new Lanes[count * estates.Classes], new Lanes[count * estates.Classes], new Lanes[count * estates.Classes]);
        (_worth, _outside, _direct, _isDeclared) = (new Lanes[count], new Lanes[count], new Lanes[count], new Lanes[count]);
        var hasShares = estates.Network.Holdings.Count > 0;
        (_shareValue, _nextShareValue, _shareLoss) = hasShares ? (new Lanes[count], new Lanes[count], new Lanes[count]) : ([], [], []);
    }

    public override Lanes Step(int round, Lanes active)
    {
        Solve(active);
        (Round, Active) = (round, active);
        return Sweep(Failing, _worth.Length).Moved;
    }

    public override Lanes NetWorth(int institution) => _worth[institution];

    public override Lanes ShockedWorth(int institution) => Vector512.Create(_estates.InitialEquity[institution]) - _direct[institution];

    public override Lanes WriteDown(int debt) => _unpaid[debt];

    public override Lanes Payment(int institution)
    {
        var payment = Vector512.Create(_estates.Network.Sheets[institution].TrustAssets) + AheadPaid(institution);
        for (var rank = 0; rank < _estates.Classes; rank++)
        {
            var slot = (institution * _estates.Classes) + rank;
            payment += Vector512.Create(_estates.Due[slot]) * _paid[slot];
        }

        return payment;
    }

    public override Lanes ExternalLoss(int institution)
    {
        var unpaid = Vector512.Create(_estates.Ahead[institution]) - AheadPaid(institution);
        unpaid += Vector512.Create(_estates.Beside[institution]) * (Lanes.One - _paid[institution * _estates.Classes]);
        // A loss larger than everything the institution had falls on those it was owed to.
        return unpaid + Lane.Keep(IsDefaulted(institution), Lane.Max(Lanes.Zero, Lanes.Zero - EstateValue(institution)));
    }

    private protected override Lanes Start(Stress stress, Lanes used, ref Tally tally)
    {
        _paid.AsSpan().Fill(Lanes.One);
        _unpaid.AsSpan().Clear();
        for (var institution = 0; institution < _worth.Length; institution++)
        {
            var outside = Vector512.Create(_estates.Network.Sheets[institution].OutsideAssets);
            _direct[institution] = Lane.Select(stress.IsDefaulted[institution], Lane.Max(outside, stress.Loss[institution]), stress.Loss[institution]);
            // Who owes nothing has no estate to wind up.
            _isDeclared[institution] = _estates.TotalDue[institution] > 0 ? stress.IsDefaulted[institution] : Lanes.Zero;
            _outside[institution] = outside - _direct[institution];
            if (_shareValue.Length > 0)
            {
                _shareValue[institution] = Vector512.Create(Math.Max(0, _estates.InitialEquity[institution]));
                _shareLoss[institution] = Lanes.Zero;
            }
        }

        var moved = Lanes.Zero;
        for (var institution = 0; institution < _worth.Length; institution++)
        {
            _worth[institution] = ShockedWorth(institution);
            moved |= NoteDefaults(institution, (stress.IsDefaulted[institution] | IsFailing(institution)) & used, 0, ref tally);
        }

        // Shares lose value before anybody defaults.
        return _shareValue.Length > 0 ? used : moved;
    }

    private Lanes IsFailing(int institution) => _estates.TotalDue[institution] > 0
        ? Vector512.LessThanOrEqual(_worth[institution], Vector512.Create(_estates.DefaultAt(institution)))
        : Lanes.Zero;

    /// <summary>Finds the payments of those in default, the others paying in full.</summary>
    private void Solve(Lanes active)
    {
        ListEstates(active);
        Clear(active);
        foreach (var institution in _solved)
        {
            // Solved outright, a payment has changed without a sweep.
            for (var slot = institution * _estates.Classes; slot < (institution + 1) * _estates.Classes; slot++)
            {
                _unpaid[slot] = Lanes.One - _paid[slot];
            }
        }
    }

    private void Clear(Lanes active)
    {
        var open = _estates.IsPlain ? _linear.Solve(_solved, active, DefaultRounds, _outside, _paid) : active;
        for (var sweep = 0; !Lane.IsNone(open); sweep++)
        {
            Cancellation.ThrowIfCancellationRequested();
            if (sweep == PatientSweeps && _estates.IsPlain)
            {
                _large ??= new LinearClearing(_estates, LinearClearing.LargeMax);
                open = _large.Solve(_solved, open, DefaultRounds, _outside, _paid);
                continue;
            }

            if (sweep >= _estates.Run.MaxRounds)
            {
                Unsolved |= open;
                return;
            }

            open = Pay(open);
        }
    }

    private void ListEstates(Lanes active)
    {
        _solved.Clear();
        for (var institution = 0; institution < _worth.Length; institution++)
        {
            if (_shareValue.Length > 0 || !Lane.IsNone(IsDefaulted(institution) & active))
            {
                _solved.Add(institution);
            }
        }
    }

    /// <summary>One sweep over the estates; returns the lanes in which a payment still changed.</summary>
    private Lanes Pay(Lanes open)
    {
        Active = open;
        var change = Sweep(Distributing, _solved.Count).Change;
        Sweep(Settling, _solved.Count);
        return open & Vector512.GreaterThan(change, Vector512.Create(_estates.Run.Tolerance));
    }

    private protected override void Partition(int phase, int from, int to, ref Tally tally)
    {
        switch (phase)
        {
            case Distributing:
                Distribute(from, to, ref tally);
                break;
            case Settling:
                Settle(from, to);
                break;
            default:
                Fail(from, to, ref tally);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fail(int from, int to, ref Tally tally)
    {
        for (var institution = from; institution < to; institution++)
        {
            // Lanes at rest compute what they computed before, by the same expression: same bits.
            _worth[institution] = Worth(institution);
            var isFailing = IsFailing(institution) & Active;
            if (!Lane.IsNone(isFailing))
            {
                tally.Moved |= NoteDefaults(institution, isFailing, Round, ref tally);
            }
        }
    }

    private void Distribute(int from, int to, ref Tally tally)
    {
        for (var item = from; item < to; item++)
        {
            tally.Change = Lane.Max(tally.Change, Distribute(_solved[item], Active));
        }
    }

    private void Settle(int from, int to)
    {
        for (var item = from; item < to; item++)
        {
            Settle(_solved[item]);
        }
    }

    /// <summary>Makes what was worked out for an institution what the others see.</summary>
    private void Settle(int institution)
    {
        for (var slot = institution * _estates.Classes; slot < (institution + 1) * _estates.Classes; slot++)
        {
            _paid[slot] = _next[slot];
            _unpaid[slot] = Lanes.One - _next[slot];
        }

        if (_shareValue.Length > 0)
        {
            _shareValue[institution] = _nextShareValue[institution];
            _shareLoss[institution] = Vector512.Create(Math.Max(0, _estates.InitialEquity[institution])) - _shareValue[institution];
        }
    }

    /// <summary>Hands an estate out, class by class, for the open lanes; returns the largest change of a paid share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Lanes Distribute(int institution, Lanes open)
    {
        var isPaying = IsDefaulted(institution) & open;
        var rest = Lane.Max(Lanes.Zero, EstateValue(institution) - Vector512.Create(_estates.Ahead[institution]));
        var change = Lanes.Zero;
        for (var slot = institution * _estates.Classes; slot < (institution + 1) * _estates.Classes; slot++)
        {
            var due = Vector512.Create(_estates.Due[slot]);
            var share = _estates.Due[slot] > 0 ? Lane.Min(Lanes.One, rest / due) : Lanes.One;
            rest = Lane.Max(Lanes.Zero, rest - due);
            // Payments only fall on the way to the greatest solution; rounding must not raise them again.
            _next[slot] = Lane.Select(isPaying, Lane.Min(_paid[slot], share), _paid[slot]);
            change = Lane.Max(change, _paid[slot] - _next[slot]);
        }

        return _shareValue.Length > 0 ? Lane.Max(change, Revalue(institution, open)) : change;
    }

    /// <summary>What shares in the institution are worth next, for the open lanes; returns by how much that changed, relative to its assets.</summary>
    private Lanes Revalue(int institution, Lanes open)
    {
        var worth = Lane.Max(Lanes.Zero, Worth(institution));
        worth = Lane.Keep(Vector512.OnesComplement(IsDefaulted(institution).AsInt64()).AsDouble(), worth);
        var next = Lane.Select(open, worth, _shareValue[institution]);
        _nextShareValue[institution] = next;
        return Lane.Abs(_shareValue[institution] - next) / Vector512.Create(Math.Max(_estates.Network.Sheets[institution].TotalAssets, double.Epsilon));
    }

    /// <summary>Net worth at current values: what it was, less what the shock took, what debtors do not pay and what shares lost. Written as a
    /// change, so that who lost nothing is worth exactly what it was.</summary>
    /// <remarks>Default costs count for those declared in default, who may own more than they owe: their owners come last. For others in default
    /// net worth is before these costs, as in the papers: it says by how much they failed.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes Worth(int institution)
    {
        var claims = _estates.Network.Claims;
        var worth = ShockedWorth(institution)
            - Pull.Row(claims.Start[institution], claims.Start[institution + 1], _estates.Slot, claims.Amount, _unpaid)
            - Shares(institution, _shareLoss);
        var isDeclared = _isDeclared[institution];
        return Lane.IsNone(isDeclared) ? worth
            : Lane.Select(isDeclared, EstateValue(institution) - Vector512.Create(_estates.TotalDue[institution]), worth);
    }

    /// <summary>What there is to hand out in default: the recovered part of what is owned.</summary>
    private Lanes EstateValue(int institution)
    {
        var claims = _estates.Network.Claims;
        var received = Pull.Row(claims.Start[institution], claims.Start[institution + 1], _estates.Slot, claims.Amount, _paid);
        var owned = _outside[institution] + Shares(institution, _shareValue);
        // A loss beyond all assets is a charge on the estate; default costs do not shrink it.
        var recovered = Lane.Select(Vector512.GreaterThan(owned, Lanes.Zero), owned * Vector512.Create(_estates.Parameters.ExternalRecovery), owned);
        return recovered + (Vector512.Create(_estates.Parameters.NetworkRecovery) * received);
    }

    /// <summary>The institution's part of a value of each issuer.</summary>
    private Lanes Shares(int institution, Lanes[] value)
    {
        if (value.Length == 0)
        {
            return Lanes.Zero;
        }

        var holdings = _estates.Network.Holdings;
        return Pull.Row(holdings.Start[institution], holdings.Start[institution + 1], holdings.Column, holdings.Amount, value);
    }

    private Lanes AheadPaid(int institution)
    {
        var ahead = Vector512.Create(_estates.Ahead[institution]);
        return _estates.Ahead[institution] > 0
            ? Lane.Select(IsDefaulted(institution), Lane.Min(ahead, Lane.Max(Lanes.Zero, EstateValue(institution))), ahead)
            : Lanes.Zero;
    }
}
