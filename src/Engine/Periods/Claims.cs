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
    public TLanes Dated(int creditor, LaneArray<TLanes> signal) => Dated(creditor, signal, signal, -1).All;

    /// <summary>The same, and over those of them that are due.</summary>
    /// <param name="creditor">The creditor.</param>
    /// <param name="signal">What is taken of all.</param>
    /// <param name="dueSignal">What is taken of those that are due.</param>
    /// <param name="period">The last period that counts as due.</param>
    public (TLanes All, TLanes Due) Dated(int creditor, LaneArray<TLanes> signal, LaneArray<TLanes> dueSignal, int period)
    {
        var rows = _dynamics.Dated.Rows;
        var columns = rows.Column;
        var amounts = rows.Amount;
        var maturities = _dynamics.Maturity;
        var (all, due) = (TLanes.Zero, TLanes.Zero);
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var (debtor, maturity) = (columns[entry], maturities[entry]);
            if (maturity < economy.OpenFrom)
            {
                continue;
            }

            var owed = TLanes.Of(amounts[entry]) & IsOpen(debtor, maturity);
            all += owed * signal[debtor];
            due += maturity > period ? TLanes.Zero : owed * dueSignal[debtor];
        }

        return (all, due);
    }

    /// <summary>Mask of the lanes in which a loan has not been paid when it fell due.</summary>
    /// <param name="debtor">Who owes it.</param>
    /// <param name="maturity">The period in which it falls due; <see cref="int.MaxValue"/> for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes IsOpen(int debtor, int maturity) => economy.IsPunctual
        ? maturity < economy.OpenFrom ? TLanes.Zero : TLanes.All
        : TLanes.IsBelow(economy.PaidUpTo[debtor], TLanes.Of(maturity));

    /// <summary>The same as the last clearing found it; of those who failed in it.</summary>
    /// <inheritdoc cref="IsOpen"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes WasOpen(int debtor, int maturity) => economy.IsPunctual
        ? maturity < economy.OpenFrom - 1 ? TLanes.Zero : TLanes.All
        : TLanes.IsBelow(economy.PaidUpTo[debtor], TLanes.Of(maturity));

    /// <summary>What an institution owes at maturities that are not paid yet: in all, and what of it is due.</summary>
    public (TLanes All, TLanes Due) DatedDebt(int debtor, int period)
    {
        var ladder = _dynamics.DatedDebts;
        var (all, due) = (TLanes.Zero, TLanes.Zero);
        for (var rung = ladder.Start[debtor]; rung < ladder.Start[debtor + 1]; rung++)
        {
            var owed = IsOpen(debtor, ladder.Period[rung]) & TLanes.Of(ladder.Amount[rung]);
            all += owed;
            due += ladder.Period[rung] <= period ? owed : TLanes.Zero;
        }

        return (all, due);
    }
}
