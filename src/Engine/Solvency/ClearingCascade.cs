namespace Contagion.Engine;

/// <summary>Clearing of one block by fictitious default: a round solves payments among those in default, then looks who fails next.</summary>
/// <remarks>
/// Payments start at what is owed and only fall, so the greatest solution is reached. Within a round the linear system is solved outright for
/// a replication with few defaulters, else by sweeps over them. O(exposures) a round and O(exposures of defaulters) a sweep.
/// </remarks>
internal sealed partial class ClearingCascade<TLanes> : Cascade<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Sweeps that need more than this hardly move: the defaulters owe almost everything to each other.</summary>
    private const int PatientSweeps = 500;

    private const int Distributing = 0;
    private const int Settling = 1;
    private const int Failing = 2;

    private readonly Estates _estates;
    private readonly LinearClearing _linear;
    private readonly LaneArray<TLanes> _unpaid;
    private readonly LaneArray<TLanes> _worth;
    private readonly LaneArray<TLanes> _direct;
    private readonly LaneArray<TLanes> _recovered;
    private readonly LaneArray<TLanes> _isDeclared;
    private readonly LaneArray<TLanes>? _shareValue;
    private readonly LaneArray<TLanes>? _nextShareValue;
    private readonly LaneArray<TLanes>? _shareLoss;
    private readonly TLanes _beta;
    private readonly int[] _open;
    private LaneArray<TLanes> _paid;
    private LaneArray<TLanes> _next;
    private int _openCount;
    private bool _isAnyDeclared;
    private LinearClearing? _large;
    private ClearingSolver<TLanes>? _solver;

    public ClearingCascade(Estates estates)
        : base(estates)
    {
        var classes = estates.Classes;
        _estates = estates;
        _linear = new LinearClearing(estates, LinearClearing.SmallMax);
        (_open, _beta) = (new int[estates.Network.Count], TLanes.Of(estates.Parameters.NetworkRecovery));
        (_paid, _unpaid, _next) = (NewState(_ => 1, classes), NewState(_ => 0, classes), NewState(_ => 1, classes));
        _worth = NewState(institution => estates.InitialEquity[institution], isKept: true);
        (_direct, _recovered, _isDeclared) = (NewState(), NewState(_ => double.PositiveInfinity), NewState());
        if (estates.HasShares)
        {
            (_shareValue, _nextShareValue, _shareLoss) = (NewState(estates.ShareValue), NewState(estates.ShareValue), NewState());
        }
    }

    /// <summary>Where one class of creditors shares all there is, payments are the solution of linear systems.</summary>
    public override bool HasShortcut => _estates.IsPlain;

    public override TLanes NetWorth(int institution) => _worth[institution];

    public override TLanes ShockedWorth(int institution) => TLanes.Of(_estates.InitialEquity[institution]) - _direct[institution];

    public override TLanes WriteDown(int debt) => _unpaid[debt];

    public override TLanes Payment(int institution)
    {
        var payment = TLanes.Of(_estates.Network.Sheets[institution].TrustAssets) + AheadPaid(institution);
        for (var rank = 0; rank < _estates.Classes; rank++)
        {
            var slot = (institution * _estates.Classes) + rank;
            payment += TLanes.Of(_estates.Due[slot]) * _paid[slot];
        }

        return payment;
    }

    public override TLanes ExternalLoss(int institution)
    {
        var unpaid = TLanes.Of(_estates.Ahead[institution]) - AheadPaid(institution);
        unpaid += TLanes.Of(_estates.Beside[institution]) * (TLanes.One - _paid[institution * _estates.Classes]);
        // A loss larger than everything the institution had falls on those it was owed to.
        return unpaid + (IsDefaulted(institution) & TLanes.Max(TLanes.Zero, TLanes.Zero - EstateValue(institution)));
    }

    private protected override void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally)
    {
        (_openCount, _isAnyDeclared) = (0, false);
        for (var item = 0; item < Set.TouchedCount; item++)
        {
            var institution = Set.TouchedAt(item);
            var (isDefaulted, loss) = (stress.IsDefaulted(institution), stress.Loss(institution));
            _direct[institution] = TLanes.Select(isDefaulted, TLanes.Max(TLanes.Of(_estates.Outside[institution]), loss), loss);
            // Who owes nothing has no estate to wind up.
            _isDeclared[institution] = _estates.TotalDue[institution] > 0 ? isDefaulted : TLanes.Zero;
            _isAnyDeclared |= !TLanes.IsNone(_isDeclared[institution]);
            _worth[institution] = ShockedWorth(institution);
            var isFailing = WindUp(institution, (isDefaulted | IsFailing(institution)) & Active, ref tally);
            tally.Moved |= isFailing;
            if (_estates.HasShares || !TLanes.IsNone(isFailing))
            {
                _open[_openCount++] = institution;
            }
        }

        // Shares lose value before anybody defaults.
        tally.Moved |= _estates.HasShares ? Active : TLanes.Zero;
    }

    private protected override TLanes Jump(ref Tally<TLanes> tally, ref TLanes passes)
    {
        var (active, defaults) = (Active, tally);
        _solver ??= new ClearingSolver<TLanes>(_estates);
        Unsolved |= _solver.Solve(active, Outside, ShockedWorth, IsDefaulted, _estates.Run.MaxRounds, Cancellation);
        _solver.CopyTo(_paid, active);
        _openCount = 0;
        _solver.ForEachDefault((institution, lanes) =>
        {
            WindUp(institution, lanes, ref defaults);
            _open[_openCount++] = institution;
        });
        Array.Sort(_open, 0, _openCount);
        (tally, passes) = (defaults, _solver.Passes);
        // From here on the usual way: it finds nothing left to do but to work out what everybody is worth.
        for (var open = active; !TLanes.IsNone(open);)
        {
            Active = open;
            open &= Step();
            passes += active & TLanes.One;
        }

        return TLanes.Zero;
    }

    private protected override TLanes Step()
    {
        var active = Active;
        Solve(active);
        Active = active;
        Set.Change(_open.AsSpan(0, _openCount));
        // What is left of who was declared in default changes with the costs of it.
        Gather(themselves: true);
        var moved = SweepActive(Failing).Moved;
        OpenMore();
        return moved;
    }

    private TLanes IsFailing(int institution) => TLanes.IsAtMost(_worth[institution], TLanes.Of(_estates.FailsAt[institution]));

    /// <summary>Adds the estates of those who have just failed, in the order of institutions: a replication must not notice which others failed
    /// earlier in its neighbours.</summary>
    private void OpenMore()
    {
        var before = _openCount;
        foreach (var institution in _estates.HasShares ? [] : Set.Changed.AsSpan(0, Set.ChangedCount))
        {
            // Another replication of the block may have opened the estate in an earlier round.
            if (Array.BinarySearch(_open, 0, before, institution) < 0)
            {
                _open[_openCount++] = institution;
            }
        }

        if (_openCount > before)
        {
            Array.Sort(_open, 0, _openCount);
        }
    }

    /// <summary>Finds the payments of those in default, the others paying in full.</summary>
    private void Solve(TLanes active)
    {
        Clear(active);
        for (var item = 0; item < _openCount; item++)
        {
            // Solved outright, a payment has changed without a sweep.
            for (var slot = _open[item] * _estates.Classes; slot < (_open[item] + 1) * _estates.Classes; slot++)
            {
                _unpaid[slot] = TLanes.One - _paid[slot];
            }
        }
    }

    private void Clear(TLanes active)
    {
        var estates = _open.AsSpan(0, _openCount);
        var open = _estates.IsPlain ? _linear.Solve(estates, active, DefaultRounds, _direct, _paid) : active;
        for (var sweep = 0; !TLanes.IsNone(open); sweep++)
        {
            Cancellation.ThrowIfCancellationRequested();
            if (sweep == PatientSweeps && _estates.IsPlain)
            {
                _large ??= new LinearClearing(_estates, LinearClearing.LargeMax);
                open = _large.Solve(estates, open, DefaultRounds, _direct, _paid);
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

    /// <summary>One sweep over the estates; returns the lanes in which a payment still changed.</summary>
    private TLanes Pay(TLanes open)
    {
        Active = open;
        // Over almost everybody, going in order is quicker; who is not in default pays what it paid.
        var isInOrder = _estates.IsPlain && _openCount > _open.Length / 4 * 3;
        var change = (isInOrder ? Sweep(Distributing, null, _open.Length) : Sweep(Distributing, _open, _openCount)).Change;
        if (_estates.IsPlain)
        {
            // Who is not in default pays in full in both.
            (_paid, _next) = (_next, _paid);
        }
        else
        {
            Sweep(Settling, _open, _openCount);
        }

        return open & TLanes.IsBelow(TLanes.Of(_estates.Run.Tolerance), change);
    }
}
