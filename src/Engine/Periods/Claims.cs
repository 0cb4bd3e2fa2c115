using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>What an institution takes from its debtors' signals, sort by sort.</summary>
internal sealed class Claims<TLanes>(Economy<TLanes> economy)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly JointDynamics _dynamics = economy.Dynamics;

    /// <summary>Σ amount × signal over loans without maturity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Undated(int creditor, LaneArray<TLanes> signal)
    {
        var rows = _dynamics.Undated.Rows;
        return Pull.Row(rows.Start[creditor], rows.Start[creditor + 1], rows.Column, rows.Amount, (ReadOnlySpan<TLanes>)signal.Span);
    }

    /// <summary>The same over claims on demand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes OnDemand(int creditor, LaneArray<TLanes> signal)
    {
        var rows = _dynamics.OnDemand.Rows;
        return Pull.Row(rows.Start[creditor], rows.Start[creditor + 1], rows.Column, rows.Amount, (ReadOnlySpan<TLanes>)signal.Span);
    }

    /// <summary>The same over loans with a maturity that are not paid yet.</summary>
    public TLanes Dated(int creditor, LaneArray<TLanes> signal)
    {
        var rows = _dynamics.Dated.Rows;
        var sum = TLanes.Zero;
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            sum += TLanes.Of(rows.Amount[entry]) * (TLanes.IsBelow(economy.PaidUpTo[debtor], TLanes.Of(_dynamics.Maturity[entry])) & signal[debtor]);
        }

        return sum;
    }

    /// <summary>The same over those that are due.</summary>
    public TLanes Due(int creditor, LaneArray<TLanes> signal, int period)
    {
        var rows = _dynamics.Dated.Rows;
        var sum = TLanes.Zero;
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            sum += _dynamics.Maturity[entry] > period ? TLanes.Zero
                : TLanes.Of(rows.Amount[entry]) * (TLanes.IsBelow(economy.PaidUpTo[debtor], TLanes.Of(_dynamics.Maturity[entry])) & signal[debtor]);
        }

        return sum;
    }

    /// <summary>Mask of the lanes in which a loan has not been paid when it fell due.</summary>
    /// <param name="debtor">Who owes it.</param>
    /// <param name="maturity">The period in which it falls due; <see cref="int.MaxValue"/> for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes IsOpen(int debtor, int maturity) => TLanes.IsBelow(economy.PaidUpTo[debtor], TLanes.Of(maturity));

    /// <summary>What an institution owes at maturities that are not paid yet: in all, and what of it is due.</summary>
    public (TLanes All, TLanes Due) DatedDebt(int debtor, int period)
    {
        var (ladder, paid) = (_dynamics.DatedDebts, economy.PaidUpTo[debtor]);
        var (all, due) = (TLanes.Zero, TLanes.Zero);
        for (var rung = ladder.Start[debtor]; rung < ladder.Start[debtor + 1]; rung++)
        {
            var owed = TLanes.IsBelow(paid, TLanes.Of(ladder.Period[rung])) & TLanes.Of(ladder.Amount[rung]);
            all += owed;
            due += ladder.Period[rung] <= period ? owed : TLanes.Zero;
        }

        return (all, due);
    }
}
