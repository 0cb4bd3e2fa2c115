using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>Values and failures of one block under cross-holdings: a round solves the values, then looks who fails next.</summary>
internal sealed class OwnershipCascade : Cascade
{
    private const int Revaluing = 0;
    private const int Failing = 1;

    private readonly Ownership _ownership;
    private readonly Lanes[] _lost;
    private readonly Lanes[] _shocked;
    private Lanes[] _total;
    private Lanes[] _next;
    private Lanes _counted;

    public OwnershipCascade(Ownership ownership)
        : base(ownership.Network.Count)
    {
        var count = ownership.Network.Count;
        _ownership = ownership;
        (_lost, _shocked, _total, _next) = (new Lanes[count], new Lanes[count], new Lanes[count], new Lanes[count]);
    }

    public override Lanes Step(int round, Lanes active)
    {
        Solve(active);
        return Note(round, active);
    }

    public override Lanes NetWorth(int institution) => Vector512.Create(_ownership.KeptShare[institution]) * _total[institution];

    public override Lanes ShockedWorth(int institution) => _shocked[institution];

    public override Lanes WriteDown(int debt)
    {
        var initial = _ownership.InitialTotal[debt];
        return initial > 0 ? Lanes.One - (_total[debt] / Vector512.Create(initial)) : Lanes.Zero;
    }

    private protected override Lanes Start(Stress stress, Lanes used, ref Tally tally)
    {
        for (var institution = 0; institution < _total.Length; institution++)
        {
            _lost[institution] = stress.Loss[institution];
            _total[institution] = Vector512.Create(_ownership.InitialTotal[institution]);
            NoteDefaults(institution, stress.IsDefaulted[institution] & used, 0, ref tally);
        }

        Unsolved = _ownership.IsSettled ? Lanes.Zero : used;

        // Nobody's failure counts yet: those who fail now fail on the direct shock alone.
        Solve(used, Lanes.Zero);
        for (var institution = 0; institution < _total.Length; institution++)
        {
            // Owners share the loss at once; only what failures destroy on top is contagion.
            _shocked[institution] = NetWorth(institution);
        }

        return Note(0, used);
    }

    private Lanes Note(int round, Lanes active)
    {
        (Round, Active) = (round, active);
        return Sweep(Failing, _total.Length).Moved & active;
    }

    private protected override void Partition(int phase, int from, int to, ref Tally tally)
    {
        if (phase == Failing)
        {
            Fail(from, to, ref tally);
        }
        else
        {
            Revalue(from, to, ref tally);
        }
    }

    private void Fail(int from, int to, ref Tally tally)
    {
        for (var institution = from; institution < to; institution++)
        {
            var isFailing = Vector512.LessThan(NetWorth(institution), Vector512.Create(_ownership.FailsBelow[institution])) & Active;
            NoteDefaults(institution, isFailing, Round, ref tally);
            tally.Moved |= Vector512.Equals(DefaultRounds[institution], Vector512.Create((double)Round));
        }
    }

    private void Solve(Lanes active) => Solve(active, Vector512<double>.AllBitsSet);

    /// <summary>Sweeps V = C V + p − b down to its fixed point.</summary>
    /// <param name="active">Lanes that may change.</param>
    /// <param name="counted">Lanes in which failures cost.</param>
    private void Solve(Lanes active, Lanes counted)
    {
        var open = active;
        for (var sweep = 0; !Lane.IsNone(open); sweep++)
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

    private Lanes Revalue(Lanes open, Lanes counted)
    {
        (Active, _counted) = (open, counted);
        var moved = Sweep(Revaluing, _total.Length).Moved;
        (_total, _next) = (_next, _total);
        return open & moved;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Revalue(int from, int to, ref Tally tally)
    {
        var rows = _ownership.Rows;
        var tolerance = Vector512.Create(_ownership.Run.Tolerance);
        for (var holder = from; holder < to; holder++)
        {
            var shares = Pull.Row(rows.Start[holder], rows.Start[holder + 1], rows.Column, _ownership.Fraction, _total);
            var cost = Lane.Keep(IsDefaulted(holder) & _counted, Vector512.Create(_ownership.Cost[holder]));
            var own = Vector512.Create(_ownership.Network.Sheets[holder].OutsideAssets) - _lost[holder] - cost;
            _next[holder] = Lane.Select(Active, own + shares, _total[holder]);
            var scale = Vector512.Create(Math.Max(Math.Abs(_ownership.InitialTotal[holder]), double.Epsilon));
            tally.Moved |= Vector512.GreaterThan(Lane.Abs(_next[holder] - _total[holder]), tolerance * scale);
        }
    }
}
