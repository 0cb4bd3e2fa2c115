using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>Values and failures of one block under cross-holdings: a round solves the values, then looks who fails next.</summary>
internal sealed class OwnershipCascade : Cascade
{
    private readonly Ownership _ownership;
    private readonly Lanes[] _lost;
    private readonly Lanes[] _shocked;
    private Lanes[] _total;
    private Lanes[] _next;

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

    private protected override Lanes Start(Stress stress, Lanes used)
    {
        for (var institution = 0; institution < _total.Length; institution++)
        {
            _lost[institution] = stress.Loss[institution];
            _total[institution] = Vector512.Create(_ownership.InitialTotal[institution]);
            NoteDefaults(institution, stress.IsDefaulted[institution] & used, 0);
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
        var moved = Lanes.Zero;
        for (var institution = 0; institution < _total.Length; institution++)
        {
            var isFailing = Vector512.LessThan(NetWorth(institution), Vector512.Create(_ownership.FailsBelow[institution])) & active;
            NoteDefaults(institution, isFailing, round);
            moved |= Vector512.Equals(DefaultRounds[institution], Vector512.Create((double)round));
        }

        return moved & active;
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

            open = Sweep(open, counted);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Lanes Sweep(Lanes open, Lanes counted)
    {
        var rows = _ownership.Rows;
        var tolerance = Vector512.Create(_ownership.Run.Tolerance);
        var moved = Lanes.Zero;
        for (var holder = 0; holder < _total.Length; holder++)
        {
            var shares = Pull.Row(rows.Start[holder], rows.Start[holder + 1], rows.Column, _ownership.Fraction, _total);
            var cost = Lane.Keep(IsDefaulted(holder) & counted, Vector512.Create(_ownership.Cost[holder]));
            var own = Vector512.Create(_ownership.Network.Sheets[holder].OutsideAssets) - _lost[holder] - cost;
            _next[holder] = Lane.Select(open, own + shares, _total[holder]);
            var scale = Vector512.Create(Math.Max(Math.Abs(_ownership.InitialTotal[holder]), double.Epsilon));
            moved |= Vector512.GreaterThan(Lane.Abs(_next[holder] - _total[holder]), tolerance * scale);
        }

        (_total, _next) = (_next, _total);
        return open & moved;
    }
}
