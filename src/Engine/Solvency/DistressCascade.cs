using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>Distress of one block under a mechanism of the DebtRank family.</summary>
/// <remarks>
/// h_i(t+1) = h_i(t) + Σ_j coefficient_ij (p_j(t) − p_j(t−1)), cut at 1 where it is read. O(exposures) a round; allocates nothing.
/// </remarks>
internal sealed class DistressCascade<TRule> : Cascade
    where TRule : struct, IDistressRule
{
    /// <summary>Distress this near to 1 is default: sums that should reach 1 exactly may stop a few bits short.</summary>
    private const double Full = 1 - 1e-12;

    private readonly DistressDynamics<TRule> _dynamics;
    private readonly Lanes[] _distress;
    private readonly Lanes[] _initial;
    private readonly Lanes[] _passed;
    private Lanes[] _signal;
    private Lanes[] _nextSignal;

    public DistressCascade(DistressDynamics<TRule> dynamics)
        : base(dynamics.Network.Count)
    {
        var count = dynamics.Network.Count;
        _dynamics = dynamics;
        (_distress, _initial, _passed) = (new Lanes[count], new Lanes[count], new Lanes[count]);
        (_signal, _nextSignal) = (new Lanes[count], new Lanes[count]);
    }

    public override Lanes Step(int round, Lanes active)
    {
        (Round, Active) = (round, active);
        var tally = Sweep(0, _distress.Length);
        (_signal, _nextSignal) = (_nextSignal, _signal);
        return active & (TRule.EndsInSilence
            ? Vector512.GreaterThan(tally.Loudest, Lanes.Zero)
            : Vector512.GreaterThanOrEqual(tally.Change, Vector512.Create(Math.Max(_dynamics.Tolerance, double.Epsilon))));
    }

    public override Lanes NetWorth(int institution) => Left(institution, _distress[institution]);

    public override Lanes ShockedWorth(int institution) => Left(institution, _initial[institution]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Lanes Loss(double[] initialEquity)
    {
        var loss = Lanes.Zero;
        for (var institution = 0; institution < _distress.Length; institution++)
        {
            var initial = Vector512.Create(Math.Max(0, initialEquity[institution]));
            loss += initial - Lane.Max(Lanes.Zero, Left(institution, _distress[institution]));
        }

        return loss;
    }

    public override Lanes WriteDown(int debt) => _passed[debt];

    public override Lanes Distress(int institution) => Lane.Min(Lanes.One, _distress[institution]);

    public override Lanes InitialDistress(int institution) => Lane.Min(Lanes.One, _initial[institution]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override Lanes Start(Stress stress, Lanes used, ref Tally tally)
    {
        var loudest = Lanes.Zero;
        for (var institution = 0; institution < _distress.Length; institution++)
        {
            var equity = _dynamics.InitialEquity[institution];
            var shock = equity > 0 ? stress.Loss[institution] / Vector512.Create(equity) : Lanes.One;
            shock = Lane.Select(stress.IsDefaulted[institution], Lane.Max(Lanes.One, shock), shock);
            _initial[institution] = _distress[institution] = TRule.IsCapped ? Lane.Min(Lanes.One, shock) : shock;
            _passed[institution] = Lanes.Zero;
            loudest = Lane.Max(loudest, Publish(institution, Lane.Min(Lanes.One, shock), 0, ref tally));
        }

        (_signal, _nextSignal) = (_nextSignal, _signal);
        return Vector512.GreaterThan(loudest, Lanes.Zero) & used;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Partition(int phase, int from, int to, ref Tally tally)
    {
        var claims = _dynamics.Network.Claims;
        var start = claims.Start;
        var column = claims.Column;
        ReadOnlySpan<double> coefficient = _dynamics.Coefficient;
        ReadOnlySpan<Lanes> signal = _signal;
        Span<Lanes> distress = _distress;
        var (active, round, change, loudest) = (Active, Round, Lanes.Zero, Lanes.Zero);
        for (var creditor = from; creditor < to; creditor++)
        {
            // Lanes at rest gain nothing, so they stay as they are and pass nothing on.
            var gained = Lane.Keep(active, Pull.Row(start[creditor], start[creditor + 1], column, coefficient, signal));
            var before = Lane.Min(Lanes.One, distress[creditor]);
            var next = distress[creditor] + gained;
            distress[creditor] = TRule.IsCapped ? Lane.Min(Lanes.One, next) : next;
            next = Lane.Min(Lanes.One, next);
            change = Lane.Max(change, next - before);
            loudest = Lane.Max(loudest, Publish(creditor, next, round, ref tally));
        }

        (tally.Change, tally.Loudest) = (change, loudest);
    }

    /// <summary>What distress leaves of equity; below zero beyond distress 1.</summary>
    private Lanes Left(int institution, Lanes distress)
    {
        var equity = _dynamics.InitialEquity[institution];
        return equity > 0 ? Vector512.Create(equity) * (Lanes.One - distress) : Vector512.Create(equity);
    }

    /// <summary>Works out what an institution passes on next, and notes when it has just reached full distress.</summary>
    /// <returns>The signal: what it passes on beyond what it did.</returns>
    private Lanes Publish(int institution, Lanes distress, int round, ref Tally tally)
    {
        var passed = _dynamics.Rule.Passed(distress, _passed[institution]);
        var signal = passed - _passed[institution];
        _nextSignal[institution] = signal;
        _passed[institution] = passed;
        var isFull = Vector512.GreaterThanOrEqual(distress, Vector512.Create(Full));
        if (!Lane.IsNone(isFull))
        {
            NoteDefaults(institution, isFull, round, ref tally);
        }

        return signal;
    }
}
