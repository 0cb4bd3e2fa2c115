using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>Greatest clearing payments without the way there, for estates with one class of creditors; each lane on its own.</summary>
/// <remarks>
/// As in the fictitious default algorithm, payments come down from what is owed and the set of defaulters only grows; who fails is told by upper
/// bounds of payments alone, or by a solution that is as good as exact, so that the greatest solution is found. Passes use the newest payments,
/// debtors first; payments among defaulters are solved by <see cref="BiconjugateGradients{TLanes}"/> once passes crawl.
/// Eisenberg and Noe (2001), Management Science 47(2):236–249; Rogers and Veraart (2013), Management Science 59(4):882–898.
/// </remarks>
internal sealed class ClearingSolver<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int FallsMax = 20;
    private const int StepsMax = 6;

    /// <summary>Passes that shrink faster than this need no help.</summary>
    private const double Fast = 0.3;

    private readonly Estates _estates;
    private readonly OrderedRows _rows;
    private readonly double[] _claims;
    private readonly LinearMap<TLanes> _map;
    private readonly BiconjugateGradients<TLanes> _system;
    private readonly LaneArray<TLanes> _paid;
    private readonly LaneArray<TLanes> _upper;
    private readonly LaneArray<TLanes> _trial;
    private readonly LaneArray<TLanes> _next;
    private readonly LaneArray<TLanes> _isMember;
    private readonly LaneArray<TLanes> _outside;
    private readonly LaneArray<TLanes> _worth;
    private readonly LaneArray<TLanes> _right;
    private readonly LaneArray<TLanes> _weight;
    private readonly LaneArray<TLanes> _step;

    public ClearingSolver(Estates estates)
    {
        var count = estates.Network.Count;
        (_estates, _rows) = (estates, estates.Ordered);
        (_paid, _upper, _trial, _next, _isMember) = (new(count), new(count), new(count), new(count), new(count));
        (_outside, _worth, _right, _weight, _step) = (new(count), new(count), new(count), new(count), new(count));
        var shares = new double[count];
        _claims = new double[count];
        for (var place = 0; place < count; place++)
        {
            var institution = _rows.Order[place];
            shares[place] = estates.TotalDue[institution] > 0 ? estates.Parameters.NetworkRecovery / estates.TotalDue[institution] : 0;
            _claims[place] = estates.Network.Sheets[institution].NetworkAssets;
        }

        _map = new LinearMap<TLanes>(_rows, shares, _isMember);
        _system = new BiconjugateGradients<TLanes>(count);
    }

    /// <summary>Passes over all rows that each lane took.</summary>
    public TLanes Passes { get; private set; }

    /// <summary>Finds payments and who is in default.</summary>
    /// <param name="lanes">Mask of the lanes to solve.</param>
    /// <param name="outside">What each institution owns outside the network.</param>
    /// <param name="worth">What it is worth when all its debtors pay.</param>
    /// <param name="isDefaulted">Mask of the lanes in which it is in default from the start.</param>
    /// <param name="passesMax">After how many plain passes a lane is given up.</param>
    /// <param name="cancellation">Asked now and then.</param>
    /// <returns>Lanes that were given up.</returns>
    public TLanes Solve(TLanes lanes, Func<int, TLanes> outside, Func<int, TLanes> worth, Func<int, TLanes> isDefaulted, int passesMax, CancellationToken cancellation)
    {
        for (var place = 0; place < _paid.Length; place++)
        {
            var institution = _rows.Order[place];
            var isIn = _estates.TotalDue[institution] > 0 ? isDefaulted(institution) & lanes : TLanes.Zero;
            (_paid[place], _isMember[place], _outside[place], _worth[place]) = (TLanes.One, isIn, outside(institution), worth(institution));
        }

        (Passes, var unsolved) = (TLanes.Zero, TLanes.Zero);
        for (var open = lanes; !TLanes.IsNone(open);)
        {
            cancellation.ThrowIfCancellationRequested();
            open = Fall(open);
            var failed = Settle(open);
            unsolved |= FallPlainly(failed, passesMax, cancellation);
            open &= ~failed;
            open = Accept(open);
        }

        return unsolved;
    }

    /// <summary>The share that an institution pays.</summary>
    public void CopyTo(LaneArray<TLanes> paid, TLanes lanes)
    {
        for (var place = 0; place < _paid.Length; place++)
        {
            ref var share = ref paid[_rows.Order[place]];
            share = TLanes.Select(lanes, _paid[place], share);
        }
    }

    /// <summary>Who is in default: told for each institution and the lanes.</summary>
    public void ForEachDefault(Action<int, TLanes> tell)
    {
        for (var place = 0; place < _isMember.Length; place++)
        {
            if (!TLanes.IsNone(_isMember[place]))
            {
                tell(_rows.Order[place], _isMember[place]);
            }
        }
    }

    /// <summary>Lowers payments as long as that goes fast; returns the lanes in which it has not come to rest.</summary>
    private TLanes Fall(TLanes open)
    {
        var (falling, turns, last) = (open, TLanes.Zero, TLanes.Zero);
        while (!TLanes.IsNone(falling))
        {
            var grew = Lower(falling, out var fall);
            var still = falling & ~grew;
            var rest = still & TLanes.IsEqual(fall, TLanes.Zero);
            open &= ~rest;
            var isSlow = ~TLanes.IsBelow(fall, TLanes.Of(Fast) * last) | TLanes.IsAtMost(TLanes.Of(FallsMax), turns);
            var stops = still & ~rest & isSlow & TLanes.IsBelow(TLanes.Zero, last);
            (turns, last) = (TLanes.Select(grew, TLanes.Zero, turns + TLanes.One), TLanes.Select(grew, TLanes.Zero, fall));
            falling &= ~rest & ~stops;
        }

        return open;
    }

    /// <summary>Solves for the payments of those in default; returns the lanes in which that failed.</summary>
    private TLanes Settle(TLanes lanes)
    {
        _paid.Span.CopyTo(_upper.Span);
        _paid.Span.CopyTo(_trial.Span);
        var (solving, failed, previous) = (lanes, TLanes.Zero, TLanes.Of(double.MaxValue));
        for (var step = 0; !TLanes.IsNone(solving); step++)
        {
            PassFrozen(solving);
            var delta = Weigh(solving);
            var tight = solving & (TLanes.IsAtMost(delta, TLanes.Of(4e-15)) | (TLanes.IsAtMost(delta, TLanes.Of(1e-13)) & TLanes.IsBelow(TLanes.Of(0.5) * previous, delta)));
            Try(tight, _next);
            solving &= ~tight;
            failed |= solving & (step > StepsMax ? TLanes.All : step < 2 ? TLanes.Zero : ~TLanes.IsBelow(delta, TLanes.Of(0.9) * previous));
            solving &= ~failed;
            previous = delta;
            if (TLanes.IsNone(solving))
            {
                break;
            }

            var tolerance = TLanes.Min(TLanes.Of(0.1), TLanes.Max(TLanes.Of(1e-10), TLanes.Of(1e-15) / delta));
            var solved = _system.Solve(_map, _right, _weight, _step, solving, tolerance, TLanes.Of(150));
            Passes += _system.Passes;
            failed |= solving & ~solved & ~TLanes.IsBelow(_system.Reached, TLanes.Of(0.5));
            solving &= ~failed;
            for (var place = 0; place < _trial.Length; place++)
            {
                _trial[place] += solving & _isMember[place] & _step[place];
            }
        }

        for (var place = 0; place < _trial.Length; place++)
        {
            var isWithin = TLanes.IsAtMost(TLanes.Zero, _trial[place]) & TLanes.IsAtMost(_trial[place], (_upper[place] * TLanes.Of(1 + 1e-9)) + TLanes.Of(1e-12));
            failed |= lanes & _isMember[place] & ~isWithin;
        }

        return failed;
    }

    private void Try(TLanes lanes, LaneArray<TLanes> payments)
    {
        for (var place = 0; place < _trial.Length && !TLanes.IsNone(lanes); place++)
        {
            _trial[place] = TLanes.Select(lanes & _isMember[place], payments[place], _trial[place]);
        }
    }

    /// <summary>Measures how far the last pass moved payments, and prepares the system; returns the largest change relative to payments.</summary>
    private TLanes Weigh(TLanes lanes)
    {
        var (largest, delta) = (TLanes.Zero, TLanes.Zero);
        for (var place = 0; place < _next.Length; place++)
        {
            largest = TLanes.Max(largest, _isMember[place] & _next[place]);
        }

        var floor = TLanes.Of(1e-8) * TLanes.Max(TLanes.Of(1e-3), largest);
        for (var place = 0; place < _next.Length; place++)
        {
            var (member, next) = (_isMember[place] & lanes, _next[place]);
            var right = member & (next - _trial[place]);
            var distance = TLanes.Abs(right);
            right &= TLanes.IsBelow(TLanes.Of(2e-16) * next, distance);
            _right[place] = right;
            delta = TLanes.Max(delta, ~TLanes.IsEqual(right, TLanes.Zero) & (distance / TLanes.Max(next, floor)));
            var scale = TLanes.Max(next, TLanes.Of(1e-3) * largest);
            _weight[place] = member & TLanes.IsBelow(TLanes.Zero, scale) & (TLanes.One / (scale * scale));
        }

        return delta;
    }

    /// <summary>Takes the solution over and looks who fails with it; returns the lanes in which somebody does.</summary>
    private TLanes Accept(TLanes lanes)
    {
        if (TLanes.IsNone(lanes))
        {
            return TLanes.Zero;
        }

        for (var place = 0; place < _paid.Length; place++)
        {
            _paid[place] = TLanes.Select(lanes & _isMember[place], TLanes.Min(_upper[place], _trial[place]), _paid[place]);
        }

        var more = TLanes.Zero;
        for (var place = 0; place < _paid.Length; place++)
        {
            var isFailing = lanes & IsFailing(place, Received(place)) & ~_isMember[place];
            _isMember[place] |= isFailing;
            more |= isFailing;
        }

        Passes += lanes & TLanes.One;
        return more;
    }

    private TLanes FallPlainly(TLanes lanes, int passesMax, CancellationToken cancellation)
    {
        for (var place = 0; place < _paid.Length && !TLanes.IsNone(lanes); place++)
        {
            _paid[place] = TLanes.Select(lanes, _upper[place], _paid[place]);
        }

        for (var pass = 0; pass < passesMax && !TLanes.IsNone(lanes); pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            var grew = Lower(lanes, out var fall);
            lanes &= grew | TLanes.IsBelow(TLanes.Zero, fall);
        }

        return lanes;
    }

    /// <summary>One pass from an upper bound of payments to a lower one; who fails on the way is in default at once.</summary>
    /// <param name="lanes">Mask of the lanes to lower.</param>
    /// <param name="fall">Receives by how much payments fell in all, as shares.</param>
    /// <returns>Lanes in which somebody failed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private TLanes Lower(TLanes lanes, out TLanes fall)
    {
        var (grew, sum) = (TLanes.Zero, TLanes.Zero);
        for (var place = 0; place < _paid.Length; place++)
        {
            if (!(_estates.TotalDue[_rows.Order[place]] > 0))
            {
                continue;
            }

            var received = Received(place);
            var isNew = lanes & IsFailing(place, received) & ~_isMember[place];
            _isMember[place] |= isNew;
            grew |= isNew;
            var paid = _paid[place];
            var next = TLanes.Select(lanes & _isMember[place], TLanes.Min(paid, Share(place, received)), paid);
            sum += paid - next;
            _paid[place] = next;
        }

        Passes += lanes & TLanes.One;
        fall = sum;
        return grew;
    }

    /// <summary>A pass over those in default that does not stop at what is owed.</summary>
    private void PassFrozen(TLanes lanes)
    {
        for (var place = 0; place < _next.Length; place++)
        {
            _next[place] = TLanes.Select(_isMember[place], _trial[place], TLanes.One);
        }

        for (var place = 0; place < _next.Length; place++)
        {
            if (!TLanes.IsNone(_isMember[place]))
            {
                var received = Pull.Row(_rows.Start[place], _rows.Start[place + 1], _rows.Column, _rows.Coefficient, (ReadOnlySpan<TLanes>)_next.Span);
                _next[place] = TLanes.Select(_isMember[place], Share(place, received), TLanes.One);
            }
        }

        Passes += lanes & TLanes.One;
    }

    private TLanes Received(int place) => Pull.Row(_rows.Start[place], _rows.Start[place + 1], _rows.Column, _rows.Coefficient, (ReadOnlySpan<TLanes>)_paid.Span);

    private TLanes IsFailing(int place, TLanes received) =>
        TLanes.IsAtMost(_worth[place] - (TLanes.Of(_claims[place]) - received), TLanes.Of(_estates.FailsAt[_rows.Order[place]]));

    /// <summary>The share that the estate pays of what it owes.</summary>
    private TLanes Share(int place, TLanes received)
    {
        var owned = _outside[place];
        var recovered = TLanes.Select(TLanes.IsBelow(TLanes.Zero, owned), owned * TLanes.Of(_estates.Parameters.ExternalRecovery), owned);
        var estate = recovered + (TLanes.Of(_estates.Parameters.NetworkRecovery) * received);
        return TLanes.Max(TLanes.Zero, estate / TLanes.Of(_estates.TotalDue[_rows.Order[place]]));
    }
}
