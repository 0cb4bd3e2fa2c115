using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>Equities and the values of debts of one block under an ex-ante valuation.</summary>
/// <remarks>O(exposures) a round, and one valuation for each institution and lane whose equity changed.</remarks>
internal sealed class ValuationCascade<TValue, TLanes> : Cascade<TLanes>
    where TValue : struct, IDebtValue
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Losing = 0;
    private const int Revaluing = 1;

    private readonly Valuation<TValue> _valuation;
    private readonly LaneArray<TLanes> _direct;
    private readonly LaneArray<TLanes> _equity;
    private readonly LaneArray<TLanes> _writeDown;

    public ValuationCascade(Valuation<TValue> valuation)
        : base(valuation)
    {
        _valuation = valuation;
        (_direct, _equity, _writeDown) = (NewState(), NewState(institution => valuation.InitialEquity[institution], isKept: true), NewState());
    }

    public override TLanes NetWorth(int institution) => _equity[institution];

    public override TLanes ShockedWorth(int institution) => TLanes.Of(_valuation.InitialEquity[institution]) - _direct[institution];

    public override TLanes WriteDown(int debt) => _writeDown[debt];

    private protected override void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally)
    {
        for (var item = 0; item < Set.TouchedCount; item++)
        {
            var institution = Set.TouchedAt(item);
            var (outside, isDefaulted) = (TLanes.Of(_valuation.Network.Sheets[institution].OutsideAssets), stress.IsDefaulted(institution));
            _direct[institution] = TLanes.Select(isDefaulted, TLanes.Max(outside, stress.Loss(institution)), stress.Loss(institution));
            _equity[institution] = ShockedWorth(institution);
            NoteDefaults(institution, (isDefaulted | IsFailing(institution)) & Active, ref tally);
            if (Revalue(institution, TLanes.All))
            {
                Set.Change(institution);
            }
        }

        tally.Moved = Active;
    }

    private protected override void Strike(Stress<TLanes> stress, ReadOnlySpan<int> hit, ref Tally<TLanes> tally)
    {
        foreach (var institution in hit)
        {
            // As of the round before, whatever debts have become worth since: the next round takes that up for everybody.
            var lost = ShockedWorth(institution) - _equity[institution];
            var (outside, isDefaulted) = (TLanes.Of(_valuation.Network.Sheets[institution].OutsideAssets), stress.IsDefaulted(institution));
            _direct[institution] = TLanes.Select(isDefaulted, TLanes.Max(outside, stress.Loss(institution)), stress.Loss(institution));
            _equity[institution] = ShockedWorth(institution) - lost;
            NoteDefaults(institution, (isDefaulted | IsFailing(institution)) & Active, ref tally);
            Revalue(institution, Active);
        }

        tally.Moved = Active;
    }

    private protected override TLanes Step()
    {
        Gather();
        var moved = SweepActive(Losing).Moved;
        // Only now: a round reads the values of the round before.
        SweepChanged(Revaluing);
        return moved;
    }

    private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        if (phase == Losing)
        {
            tally.Work += Pull.Rows(part, _valuation.Network.Claims, _valuation.Network.Claims.Column, _valuation.Network.Claims.Amount, _writeDown, _direct, _equity);
            Lose(part, ref tally);
            return;
        }

        for (var place = 0; place < part.Count; place++)
        {
            if (Revalue(part[place], Active))
            {
                part.Note(part[place], ref tally);
            }
        }
    }

    private void Lose(Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            var creditor = part[place];
            var before = _equity[creditor];
            var equity = TLanes.Select(Active, ShockedWorth(creditor) - part.Sums[place], before);
            var change = TLanes.Abs(equity - before);
            tally.Moved |= TLanes.IsBelow(TLanes.Of(_valuation.Scale[creditor]), change);
            _equity[creditor] = equity;
            NoteDefaults(creditor, IsFailing(creditor) & Active, ref tally);
            if (!TLanes.IsNone(change))
            {
                part.Note(creditor, ref tally);
            }
        }
    }

    private TLanes IsFailing(int institution) => TLanes.IsAtMost(_equity[institution], TLanes.Of(_valuation.DefaultAt(institution)));

    /// <summary>Values the debt of an institution anew for some lanes; true when that changed anything for its creditors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool Revalue(int institution, TLanes lanes)
    {
        if (!(_valuation.Debt[institution] > 0))
        {
            return false;
        }

        var volatility = _valuation.Network.Volatility.IsEmpty ? double.NaN : _valuation.Network.Volatility[institution];
        if (!(volatility > 0))
        {
            // Nobody in the network holds this debt, so nobody asks what it is worth.
            return false;
        }

        var outside = TLanes.Of(_valuation.Network.Sheets[institution].OutsideAssets) - _direct[institution];
        var writeDown = _writeDown[institution];
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            if (lanes.Has(lane))
            {
                var value = _valuation.Value.Of(_equity[institution][lane], outside[lane], _valuation.Debt[institution], volatility);
                // Values only fall on the way to the greatest solution; rounding must not raise them again.
                writeDown = writeDown.With(lane, Math.Max(1 - value, writeDown[lane]));
            }
        }

        var isChanged = !TLanes.IsNone(writeDown - _writeDown[institution]);
        _writeDown[institution] = writeDown;
        return isChanged;
    }
}
