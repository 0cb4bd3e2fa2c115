namespace Contagion.Engine;

/// <summary>Values and failures of one block under cross-holdings: a round solves the values, then looks who fails next.</summary>
internal sealed class OwnershipCascade<TLanes> : Cascade<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Revaluing = 0;
    private const int Failing = 1;

    private readonly Ownership _ownership;
    private readonly LaneArray<TLanes> _lost;
    private readonly LaneArray<TLanes> _shocked;
    private LaneArray<TLanes> _total;
    private LaneArray<TLanes> _next;
    private TLanes _counted;

    public OwnershipCascade(Ownership ownership)
        : base(ownership)
    {
        _ownership = ownership;
        (_lost, _shocked) = (NewState(), NewState());
        (_total, _next) = (NewState(institution => ownership.InitialTotal[institution]), NewState());
    }

    public override TLanes NetWorth(int institution) => TLanes.Of(_ownership.KeptShare[institution]) * _total[institution];

    public override TLanes ShockedWorth(int institution) => _shocked[institution];

    public override TLanes WriteDown(int debt)
    {
        var initial = _ownership.InitialTotal[debt];
        return initial > 0 ? TLanes.One - (_total[debt] / TLanes.Of(initial)) : TLanes.Zero;
    }

    private protected override void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally)
    {
        var used = Active;
        for (var institution = 0; institution < _total.Length; institution++)
        {
            _lost[institution] = stress.Loss(institution);
            _total[institution] = TLanes.Of(_ownership.InitialTotal[institution]);
            tally.Moved |= NoteDefaults(institution, stress.IsDefaulted(institution) & used, ref tally);
        }

        Unsolved = _ownership.IsSettled ? TLanes.Zero : used;

        // Nobody's failure counts yet: those who fail now fail on the direct shock alone.
        Solve(used, TLanes.Zero);
        Active = used;
        for (var institution = 0; institution < _total.Length; institution++)
        {
            // Owners share the loss at once; only what failures destroy on top is contagion.
            _shocked[institution] = NetWorth(institution);
            Fail(institution, ref tally);
        }
    }

    private protected override void Strike(Stress<TLanes> stress, ReadOnlySpan<int> hit, ref Tally<TLanes> tally)
    {
        var used = Active;
        foreach (var institution in hit)
        {
            _lost[institution] = stress.Loss(institution);
        }

        Span<TLanes> total = _total.Span.ToArray();
        for (var institution = 0; institution < total.Length; institution++)
        {
            _total[institution] = TLanes.Of(_ownership.InitialTotal[institution]);
        }

        Solve(used, TLanes.Zero);
        for (var institution = 0; institution < total.Length; institution++)
        {
            _shocked[institution] = NetWorth(institution);
        }

        total.CopyTo(_total.Span);
        // Owners share the loss at once; what failures cost that it brings about is contagion.
        Solve(used, TLanes.All);
        Active = used;
        foreach (var institution in hit)
        {
            tally.Moved |= NoteDefaults(institution, stress.IsDefaulted(institution) & used, ref tally);
        }

        for (var institution = 0; institution < total.Length; institution++)
        {
            Fail(institution, ref tally);
        }
    }

    private protected override TLanes Step()
    {
        var active = Active;
        Solve(active, TLanes.All);
        Active = active;
        Gather();
        return SweepActive(Failing).Moved;
    }

    private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        if (phase == Revaluing)
        {
            Revalue(part, ref tally);
            return;
        }

        for (var place = 0; place < part.Count; place++)
        {
            Fail(part[place], ref tally);
        }
    }

    private void Fail(int institution, ref Tally<TLanes> tally)
    {
        var isFailing = TLanes.IsBelow(NetWorth(institution), TLanes.Of(_ownership.FailsBelow[institution])) & Active;
        tally.Moved |= NoteDefaults(institution, isFailing, ref tally);
    }

    /// <summary>Sweeps V = C V + p − b down to its fixed point.</summary>
    /// <param name="active">Lanes that may change.</param>
    /// <param name="counted">Lanes in which failures cost.</param>
    private void Solve(TLanes active, TLanes counted)
    {
        var open = active;
        for (var sweep = 0; !TLanes.IsNone(open); sweep++)
        {
            Cancellation.ThrowIfCancellationRequested();
            if (sweep >= _ownership.Run.MaxRounds)
            {
                Unsolved |= open;
                return;
            }

            open = Revalue(open, counted);
        }
    }

    private TLanes Revalue(TLanes open, TLanes counted)
    {
        (Active, _counted) = (open, counted);
        var moved = Sweep(Revaluing, null, _total.Length).Moved;
        (_total, _next) = (_next, _total);
        return open & moved;
    }

    private void Revalue(Part<TLanes> part, ref Tally<TLanes> tally)
    {
        tally.Work += Pull.Rows(part, _ownership.Rows, _ownership.Rows.Column, _ownership.Fraction, _total, _lost, _next);
        var tolerance = TLanes.Of(_ownership.Run.Tolerance);
        for (var place = 0; place < part.Count; place++)
        {
            var holder = part[place];
            var cost = IsDefaulted(holder) & _counted & TLanes.Of(_ownership.Cost[holder]);
            var own = TLanes.Of(_ownership.Network.Sheets[holder].OutsideAssets) - _lost[holder] - cost;
            var next = TLanes.Select(Active, own + part.Sums[place], _total[holder]);
            _next[holder] = next;
            var scale = TLanes.Of(Math.Max(Math.Abs(_ownership.InitialTotal[holder]), double.Epsilon));
            tally.Moved |= TLanes.IsBelow(tolerance * scale, TLanes.Abs(next - _total[holder]));
        }
    }
}
