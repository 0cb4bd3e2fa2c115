namespace Contagion.Engine;

/// <summary>The fixed point of linear DebtRank without the way there: the least x = h + Λ min(1, x), each lane on its own.</summary>
/// <remarks>
/// min(1, x) is the smaller of two lines, so the fixed point is that of a linear system once it is known who is capped: a guess is solved and put
/// right until it stands (Newton's method, here the policy iteration of Howard 1960). Passes use the newest values, debtors first; systems are
/// solved by <see cref="BiconjugateGradients{TLanes}"/>.
/// Any fixed point that is 0 wherever no shock reaches is the least one, since what is reached and not capped has a radius below 1. A guess from
/// below may have a larger one; that shows as a solution below what is already known, and the search begins again from everybody capped, where
/// it cannot happen. What cannot be shown to be the fixed point is left to plain passes.
/// </remarks>
internal sealed partial class DistressSolver<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int WarmMin = 4;
    private const int WarmMax = 12;
    private const int StepsMax = 200;
    private const int PassesMax = 3000;

    /// <summary>Plain passes that shrink faster than this need no help.</summary>
    private const double Fast = 0.25;

    /// <summary>A change so small, relative to the value, is rounding.</summary>
    private const double Rounding = 4e-15;

    private readonly OrderedRows _rows;
    private readonly LinearMap<TLanes> _map;
    private readonly BiconjugateGradients<TLanes> _system;
    private readonly LaneArray<TLanes> _shock;
    private readonly LaneArray<TLanes> _value;
    private readonly LaneArray<TLanes> _next;
    private readonly LaneArray<TLanes> _passed;
    private readonly LaneArray<TLanes> _low;
    private readonly LaneArray<TLanes> _upper;
    private readonly LaneArray<TLanes> _isFree;
    private readonly LaneArray<TLanes> _wasFree;
    private readonly LaneArray<TLanes> _isReached;
    private readonly LaneArray<TLanes> _right;
    private readonly LaneArray<TLanes> _weight;
    private readonly LaneArray<TLanes> _step;
    private readonly LaneArray<TLanes> _ones;
    private TLanes _done;
    private TLanes _isAbove;
    private TLanes _isStrict;
    private TLanes _isKnown;
    private TLanes _isPlain;
    private TLanes _isReachKnown;
    private TLanes _stagnant;
    private TLanes _previous;

    public DistressSolver(OrderedRows rows)
    {
        var count = rows.Order.Length;
        _rows = rows;
        (_shock, _value, _next, _passed) = (new(count), new(count), new(count), new(count));
        (_low, _upper, _isFree, _wasFree) = (new(count), new(count), new(count), new(count));
        (_isReached, _right, _weight, _step, _ones) = (new(count), new(count), new(count), new(count), new(count));
        _map = new LinearMap<TLanes>(rows, null, _isFree);
        _system = new BiconjugateGradients<TLanes>(count);
    }

    /// <summary>Passes over all rows that each lane took.</summary>
    public TLanes Passes { get; private set; }

    /// <summary>Takes the distress after the shocks to its fixed point.</summary>
    /// <param name="distress">h; becomes x. Beyond 1 where more than everything is lost.</param>
    /// <param name="lanes">Mask of the lanes to solve; the others stay as they are.</param>
    /// <param name="passesMax">After how many plain passes a lane is given up.</param>
    /// <param name="cancellation">Asked now and then.</param>
    /// <returns>Lanes that were given up.</returns>
    public TLanes Solve(LaneArray<TLanes> distress, TLanes lanes, int passesMax, CancellationToken cancellation)
    {
        for (var place = 0; place < _shock.Length; place++)
        {
            _shock[place] = _value[place] = distress[_rows.Order[place]];
        }

        (_done, _isAbove, _isStrict, _isKnown) = (~lanes, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        (_isPlain, _isReachKnown, _stagnant, _previous, Passes) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Of(double.MaxValue), TLanes.Zero);
        Warm(lanes);
        _value.Span.CopyTo(_low.Span);
        for (var step = 0; step < StepsMax && !TLanes.IsNone(~_done & ~_isPlain); step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Improve(~_done & ~_isPlain & TLanes.IsBelow(Passes, TLanes.Of(PassesMax)));
            _isPlain |= ~_done & ~TLanes.IsBelow(Passes, TLanes.Of(PassesMax));
        }

        _isPlain |= ~_done;
        var open = SweepPlainly(passesMax, cancellation);
        for (var place = 0; place < _shock.Length; place++)
        {
            ref var result = ref distress[_rows.Order[place]];
            result = TLanes.Select(lanes, _value[place], result);
        }

        return open;
    }

    /// <summary>Lower bounds by capped passes, as long as they converge fast.</summary>
    private void Warm(TLanes lanes)
    {
        Cap(TLanes.All);
        var last = TLanes.Zero;
        for (var pass = 1; pass <= WarmMax && !TLanes.IsNone(lanes); pass++)
        {
            var moved = PassCapped(lanes, out var change);
            _done |= lanes & ~moved;
            var isFast = TLanes.IsAtMost(change, TLanes.Of(Fast) * last);
            lanes &= moved & (pass < WarmMin ? TLanes.All : isFast);
            last = change;
        }
    }

    /// <summary>One step of Newton's method for the lanes of the mask.</summary>
    private void Improve(TLanes lanes)
    {
        var changed = Free(lanes) | (lanes & ~_isKnown);
        _isKnown |= lanes;
        PassFrozen(lanes);
        var (delta, exact, moves) = Weigh(lanes);
        var isStill = TLanes.IsBelow(TLanes.Of(0.5) * _previous, delta);
        var settled = lanes & ~moves & (TLanes.IsAtMost(delta, TLanes.Of(Rounding)) | (~changed & isStill & TLanes.IsAtMost(delta, TLanes.Of(1e-12))));
        var uncertain = settled & TLanes.IsBelow(TLanes.Of(1e-9), exact);
        var givenUp = uncertain & ~Certify(uncertain);
        Finish(settled & ~givenUp);
        var stagnates = lanes & ~settled & ~changed & ~moves & isStill;
        _stagnant += stagnates & TLanes.One;
        givenUp |= stagnates & TLanes.IsBelow(TLanes.One, _stagnant);
        var open = lanes & ~settled & ~givenUp;
        _previous = TLanes.Select(open, delta, _previous);
        givenUp |= Correct(open, delta, changed | moves);
        GiveUp(givenUp);
    }

    /// <summary>Notes who is not capped; returns the lanes in which that has changed.</summary>
    private TLanes Free(TLanes lanes)
    {
        var changed = TLanes.Zero;
        for (var place = 0; place < _value.Length; place++)
        {
            var isFree = TLanes.IsBelow(_value[place], TLanes.One) & lanes;
            changed |= (isFree & ~_wasFree[place]) | (~isFree & _wasFree[place]);
            _isFree[place] = isFree;
            _wasFree[place] = TLanes.Select(lanes, isFree, _wasFree[place]);
        }

        return changed & lanes;
    }

    /// <summary>Measures how far the last pass moved those not capped, and prepares the system.</summary>
    /// <returns>The largest change relative to large values, relative to any value, and the lanes in which somebody is on the wrong side.</returns>
    private (TLanes Delta, TLanes Exact, TLanes Moves) Weigh(TLanes lanes)
    {
        var (largest, delta, exact, moves) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var place = 0; place < _value.Length; place++)
        {
            largest = TLanes.Max(largest, _isFree[place] & TLanes.Abs(_next[place]));
        }

        var (floor, weightFloor) = (TLanes.Of(1e-12) * largest, TLanes.Of(1e-3) * largest);
        for (var place = 0; place < _value.Length; place++)
        {
            var (isFree, next) = (_isFree[place], _next[place]);
            var size = TLanes.Abs(next);
            var right = isFree & (next - _value[place]);
            var distance = TLanes.Abs(right);
            right &= TLanes.IsBelow(TLanes.Of(1e-16) * size, distance);
            _right[place] = right;
            var isMoving = ~TLanes.IsEqual(right, TLanes.Zero);
            delta = TLanes.Max(delta, isMoving & (distance / TLanes.Max(size, floor)));
            exact = TLanes.Max(exact, isMoving & (distance / TLanes.Max(size, TLanes.Of(1e-250))));
            var isBelow = TLanes.IsBelow(next, TLanes.One);
            var isWrong = (isFree & ~isBelow) | (~isFree & isBelow);
            moves |= lanes & isWrong & TLanes.IsBelow(TLanes.Of(1e-13), TLanes.Abs(next - TLanes.One));
            var scale = TLanes.Max(TLanes.Max(_low[place], size), weightFloor);
            _weight[place] = isFree & TLanes.IsBelow(TLanes.Zero, scale) & (TLanes.One / (scale * scale));
        }

        return (delta, exact, moves);
    }

    /// <summary>Solves for the step to take and takes it; returns the lanes in which it leads nowhere.</summary>
    private TLanes Correct(TLanes lanes, TLanes delta, TLanes isRough)
    {
        if (TLanes.IsNone(lanes))
        {
            return TLanes.Zero;
        }

        var tolerance = TLanes.Select(_isStrict, TLanes.Of(1e-8), TLanes.Select(isRough, TLanes.Of(1e-3), TLanes.Of(1e-10)));
        tolerance = TLanes.Min(TLanes.Of(0.1), TLanes.Max(tolerance, TLanes.Of(1e-15) / TLanes.Max(delta, TLanes.Of(1e-300))));
        var iterations = TLanes.Select(_isAbove | ~isRough, TLanes.Of(300), TLanes.Of(40));
        var solved = _system.Solve(_map, _right, _weight, _step, lanes, tolerance, iterations);
        Passes += _system.Passes;
        var bad = lanes & ~solved & ~TLanes.IsBelow(_system.Reached, TLanes.Of(0.3));
        var (under, over) = (TLanes.Zero, TLanes.Zero);
        for (var place = 0; place < _value.Length; place++)
        {
            var next = _isFree[place] & (_value[place] + _step[place]);
            over += TLanes.Abs(next);
            under += _isFree[place] & TLanes.Max(TLanes.Zero, _low[place] - next);
        }

        bad |= lanes & ~TLanes.IsAtMost(under, TLanes.Of(0.05) * over);
        var good = lanes & ~bad;
        for (var place = 0; place < _value.Length; place++)
        {
            var next = TLanes.Select(_isFree[place], TLanes.Max(_low[place], _value[place] + _step[place]), _next[place]);
            _value[place] = TLanes.Select(good, next, _value[place]);
            _upper[place] = TLanes.Select(good & _isAbove, next, _upper[place]);
        }

        return bad;
    }

    /// <summary>Begins again: from above, then with tighter solutions, then plainly.</summary>
    private void GiveUp(TLanes lanes)
    {
        if (TLanes.IsNone(lanes))
        {
            return;
        }

        (_isKnown, _stagnant, _previous) = (_isKnown & ~lanes, ~lanes & _stagnant, TLanes.Select(lanes, TLanes.Of(double.MaxValue), _previous));
        var (toAbove, toStrict) = (lanes & ~_isAbove, lanes & _isAbove & ~_isStrict);
        _isPlain |= lanes & _isAbove & _isStrict;
        _isStrict |= toStrict;
        _isAbove |= toAbove;
        Reach(toAbove);
        for (var place = 0; place < _value.Length; place++)
        {
            _value[place] = TLanes.Select(toStrict, _upper[place], TLanes.Select(toAbove, _isReached[place] & TLanes.One, _value[place]));
        }

        Cap(TLanes.All);
        for (var pass = 0; pass < WarmMin && !TLanes.IsNone(toAbove); pass++)
        {
            PassCapped(toAbove, out _);
        }

        for (var place = 0; place < _value.Length; place++)
        {
            _upper[place] = TLanes.Select(toAbove, _value[place], _upper[place]);
        }
    }

    /// <summary>Whether those who are reached and not capped have a radius below 1: z = 1 + T z then has a positive solution, and only then.</summary>
    /// <remarks>A group that would blow up, reached by next to nothing, looks settled; this tells it apart.</remarks>
    private TLanes Certify(TLanes lanes)
    {
        if (TLanes.IsNone(lanes))
        {
            return TLanes.Zero;
        }

        Reach(lanes);
        for (var place = 0; place < _value.Length; place++)
        {
            var isMember = lanes & _isFree[place] & _isReached[place];
            _isFree[place] = TLanes.Select(lanes, isMember, _isFree[place]);
            _ones[place] = isMember & TLanes.One;
        }

        var certain = _system.Solve(_map, _ones, _ones, _step, lanes, TLanes.Of(1e-2), TLanes.Of(300));
        Passes += _system.Passes + (lanes & TLanes.One);
        _map.Difference(_step, _passed, _ones);
        for (var place = 0; place < _value.Length; place++)
        {
            var isPositive = TLanes.IsBelow(TLanes.Zero, _step[place]) & TLanes.IsBelow(TLanes.Zero, _passed[place]);
            certain &= isPositive | ~_isFree[place];
        }

        return certain & lanes;
    }

    private void Finish(TLanes lanes)
    {
        _done |= lanes;
        for (var place = 0; place < _value.Length && !TLanes.IsNone(lanes); place++)
        {
            _value[place] = TLanes.Select(lanes, _next[place], _value[place]);
        }
    }

    private TLanes SweepPlainly(int passesMax, CancellationToken cancellation)
    {
        var open = _isPlain;
        for (var place = 0; place < _value.Length && !TLanes.IsNone(open); place++)
        {
            _value[place] = TLanes.Select(open, _low[place], _value[place]);
        }

        Cap(TLanes.All);
        for (var pass = 0; pass < passesMax && !TLanes.IsNone(open); pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            open &= PassCapped(open, out _);
        }

        return open;
    }
}
