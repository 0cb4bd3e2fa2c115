using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>What an institution takes from its debtors' signals, sort by sort.</summary>
/// <remarks>While nobody has kept back what was due, a loan is open or paid in all replications alike, and what is paid weighs nothing. Once somebody has, each replication
/// knows of each debtor what it has paid; the sums are the same, term by term.</remarks>
internal sealed class Claims<TLanes>(Economy<TLanes> economy)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly JointDynamics _dynamics = economy.Dynamics;
    private readonly double[] _open = economy.Dynamics.Loans.Rows.Amount.ToArray();
    private readonly int[] _dueFrom = new int[economy.Dynamics.Network.Count];
    private readonly int[] _dueTo = new int[economy.Dynamics.Network.Count];
    private int _period = -1;

    /// <summary>Puts everything back to the start.</summary>
    public void Begin()
    {
        if (_period >= 0)
        {
            _dynamics.Loans.Rows.Amount.CopyTo(_open);
        }

        Turn(-1);
    }

    /// <summary>Begins a period: what fell due in the one before has been paid. Wakes debtors and creditors of what falls due now.</summary>
    public void Begin(int period, AwakeSet awake)
    {
        Turn(period);
        var (dates, debtors) = (_dynamics.DueDates, _dynamics.Loans.Rows);
        var (from, to) = (dates.PlacesOf(period).Start.Value, dates.PlacesOf(period).End.Value);
        for (var place = from; place < to; place++)
        {
            var creditor = dates.Creditor[place];
            _dueFrom[creditor] = _dueTo[creditor] == 0 ? place : _dueFrom[creditor];
            _dueTo[creditor] = place + 1;
            awake.Wake(creditor);
            awake.Wake(debtors.Column[dates.Loan[place]]);
        }
    }

    /// <summary>Σ amount × signal over loans that are not paid yet.</summary>
    /// <param name="creditor">The creditor.</param>
    /// <param name="signal">What its debtors say.</param>
    /// <param name="isFar">Whether it pays to ask for signals ahead of time.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loans(int creditor, LaneArray<TLanes> signal, bool isFar = false)
    {
        var rows = _dynamics.Loans.Rows;
        if (!economy.IsPunctual)
        {
            return LoansApart(creditor, signal);
        }

        var (from, to) = (rows.Start[creditor], rows.Start[creditor + 1]);
        return isFar
            ? Pull.FarRow(from, to, rows.Column, _open, (ReadOnlySpan<TLanes>)signal.Span)
            : Pull.Row(from, to, rows.Column, _open, (ReadOnlySpan<TLanes>)signal.Span);
    }

    /// <summary>Whether it pays for a part to ask for the signals of loans ahead of time.</summary>
    public bool AreLoansFar(Part<TLanes> part, LaneArray<TLanes> signal) => Pull.IsFar(part, _dynamics.Loans.Rows, signal);

    /// <summary>The same for claims on demand.</summary>
    public bool IsOnDemandFar(Part<TLanes> part, LaneArray<TLanes> signal) => Pull.IsFar(part, _dynamics.OnDemand.Rows, signal);

    /// <summary>The same over those of them that are due.</summary>
    public TLanes Due(int creditor, LaneArray<TLanes> signal)
    {
        if (!economy.IsPunctual)
        {
            return DueApart(creditor, signal);
        }

        var (rows, loans, sum) = (_dynamics.Loans.Rows, _dynamics.DueDates, TLanes.Zero);
        for (var place = _dueFrom[creditor]; place < _dueTo[creditor]; place++)
        {
            // What is due has not been paid: it is as open as it ever was.
            var loan = loans.Loan[place];
            sum += _open[loan] * signal[rows.Column[loan]];
        }

        return sum;
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

    /// <summary>What an institution owes of loans that are not paid yet: in all, and what of it is due.</summary>
    public (TLanes All, TLanes Due) Debts(int debtor, int period)
    {
        var ladder = _dynamics.Ladder;
        var (all, due) = (TLanes.Zero, TLanes.Zero);
        for (var rung = ladder.Start[debtor]; rung < ladder.Start[debtor + 1]; rung++)
        {
            var owed = IsOpen(debtor, ladder.Period[rung]) & TLanes.Of(ladder.Amount[rung]);
            all += owed;
            due += ladder.Period[rung] <= period ? owed : TLanes.Zero;
        }

        return (all, due);
    }

    /// <summary>Goes on to a period: what fell due in the one before weighs nothing any more.</summary>
    private void Turn(int period)
    {
        if (_period >= 0)
        {
            var (dates, last) = (_dynamics.DueDates, _dynamics.DueDates.PlacesOf(_period));
            foreach (var creditor in dates.Creditor[last])
            {
                (_dueFrom[creditor], _dueTo[creditor]) = (0, 0);
            }

            foreach (var loan in period < 0 ? [] : dates.Loan[last])
            {
                _open[loan] = 0;
            }
        }

        _period = period;
    }

    /// <remarks>In the order of <see cref="Pull.Row"/>, so that a replication in which all paid gets the same bits either way.</remarks>
    private TLanes LoansApart(int creditor, LaneArray<TLanes> signal)
    {
        var (rows, even, odd) = (_dynamics.Loans.Rows, TLanes.Zero, TLanes.Zero);
        var from = rows.Start[creditor];
        for (var loan = from; loan < rows.Start[creditor + 1]; loan++)
        {
            var debtor = rows.Column[loan];
            var one = (IsOpen(debtor, _dynamics.Maturity[loan]) & TLanes.Of(rows.Amount[loan])) * signal[debtor];
            (even, odd) = ((loan - from) % 2 == 0 ? (even + one, odd) : (even, odd + one));
        }

        return even + odd;
    }

    private TLanes DueApart(int creditor, LaneArray<TLanes> signal)
    {
        var (rows, sum) = (_dynamics.Loans.Rows, TLanes.Zero);
        for (var loan = rows.Start[creditor]; loan < rows.Start[creditor + 1]; loan++)
        {
            if (_dynamics.Maturity[loan] <= _period)
            {
                var debtor = rows.Column[loan];
                sum += (IsOpen(debtor, _dynamics.Maturity[loan]) & TLanes.Of(rows.Amount[loan])) * signal[debtor];
            }
        }

        return sum;
    }
}
