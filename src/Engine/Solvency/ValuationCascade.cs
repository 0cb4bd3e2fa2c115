using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>Equities and the values of debts of one block under an ex-ante valuation.</summary>
/// <remarks>O(exposures) a round, and one valuation for each institution and lane whose equity changed.</remarks>
internal sealed class ValuationCascade<TValue>(Valuation<TValue> valuation) : Cascade(valuation.Network.Count)
    where TValue : struct, IDebtValue
{
    private const int Losing = 0;
    private const int Revaluing = 1;

    private readonly Lanes[] _direct = new Lanes[valuation.Network.Count];
    private readonly Lanes[] _equity = new Lanes[valuation.Network.Count];
    private readonly Lanes[] _writeDown = new Lanes[valuation.Network.Count];


    public override Lanes Step(int round, Lanes active)
    {
        (Round, Active) = (round, active);
        var moved = Sweep(Losing, _equity.Length).Moved;
        // Only now: a round reads the values of the round before.
        Sweep(Revaluing, _equity.Length);
        return moved & active;
    }

    public override Lanes NetWorth(int institution) => _equity[institution];

    public override Lanes ShockedWorth(int institution) => Vector512.Create(valuation.InitialEquity[institution]) - _direct[institution];

    public override Lanes WriteDown(int debt) => _writeDown[debt];

    private protected override Lanes Start(Stress stress, Lanes used, ref Tally tally)
    {
        for (var institution = 0; institution < _equity.Length; institution++)
        {
            var outside = Vector512.Create(valuation.Network.Sheets[institution].OutsideAssets);
            _direct[institution] = Lane.Select(stress.IsDefaulted[institution], Lane.Max(outside, stress.Loss[institution]), stress.Loss[institution]);
            _equity[institution] = ShockedWorth(institution);
            _writeDown[institution] = Lanes.Zero;
            NoteDefaults(institution, stress.IsDefaulted[institution] & used, 0, ref tally);
            Note(institution, 0, used, ref tally);
            Revalue(institution, Vector512<double>.AllBitsSet);
        }

        return used;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Partition(int phase, int from, int to, ref Tally tally)
    {
        if (phase == Losing)
        {
            Lose(from, to, ref tally);
            return;
        }

        for (var debtor = from; debtor < to; debtor++)
        {
            Revalue(debtor, Active);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lose(int from, int to, ref Tally tally)
    {
        var claims = valuation.Network.Claims;
        for (var creditor = from; creditor < to; creditor++)
        {
            var lost = Pull.Row(claims.Start[creditor], claims.Start[creditor + 1], claims.Column, claims.Amount, _writeDown);
            var equity = Lane.Select(Active, ShockedWorth(creditor) - lost, _equity[creditor]);
            tally.Moved |= Vector512.GreaterThan(Lane.Abs(equity - _equity[creditor]), Vector512.Create(valuation.Scale[creditor]));
            _equity[creditor] = equity;
            Note(creditor, Round, Active, ref tally);
        }
    }

    private void Note(int institution, int round, Lanes active, ref Tally tally) => NoteDefaults(
        institution, Vector512.LessThanOrEqual(_equity[institution], Vector512.Create(valuation.DefaultAt(institution))) & active, round, ref tally);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Revalue(int institution, Lanes active)
    {
        if (!(valuation.Debt[institution] > 0))
        {
            return;
        }

        var volatility = valuation.Network.Volatility.IsEmpty ? double.NaN : valuation.Network.Volatility[institution];
        if (!(volatility > 0))
        {
            // Nobody in the network holds this debt, so nobody asks what it is worth.
            return;
        }

        var outside = Vector512.Create(valuation.Network.Sheets[institution].OutsideAssets) - _direct[institution];
        for (var lane = 0; lane < Lane.Count; lane++)
        {
            if (Lane.Has(active, lane))
            {
                var value = valuation.Value.Of(_equity[institution][lane], outside[lane], valuation.Debt[institution], volatility);
                // Values only fall on the way to the greatest solution; rounding must not raise them again.
                _writeDown[institution] = Vector512.WithElement(_writeDown[institution], lane, Math.Max(1 - value, _writeDown[institution][lane]));
            }
        }
    }
}
