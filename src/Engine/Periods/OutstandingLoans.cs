namespace Contagion.Engine;

/// <summary>What is outstanding of each platform's loans: a sum that is kept up to date, exactly, by what changed.</summary>
internal sealed class OutstandingLoans<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly PlatformLoans _loans;
    private readonly Economy<TLanes> _economy;
    private readonly SumScale _scale;
    private readonly ExactSum<TLanes>[] _sums;
    private readonly LaneArray<TLanes> _standing;
    private readonly LaneArray<TLanes> _paidUpTo;

    public OutstandingLoans(Economy<TLanes> economy)
    {
        (_economy, _loans) = (economy, economy.Dynamics.PlatformLoans!);
        var count = economy.Dynamics.Network.Count;
        var amounts = _loans.Rows.Amount;
        var largest = 0.0;
        foreach (var amount in amounts)
        {
            largest = Math.Max(largest, amount);
        }

        _scale = new SumScale(largest, amounts.Length);
        // Nothing has been counted yet: no debt stands.
        (_sums, _standing, _paidUpTo) = (new ExactSum<TLanes>[count], economy.New(count, _ => 0), economy.New(count, _ => -1));
    }

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin() => Array.Clear(_sums);

    /// <summary>What is outstanding of a platform's loans.</summary>
    public TLanes Of(int platform) => _sums[platform].Total;

    /// <summary>Counts what some debtors owe anew.</summary>
    /// <param name="list">The debtors; everybody where there is no list.</param>
    /// <param name="count">How many.</param>
    public void Update(int[]? list, int count)
    {
        for (var item = 0; item < count; item++)
        {
            Update(list is null ? item : list[item]);
        }
    }

    private void Update(int debtor)
    {
        var rows = _loans.Rows;
        var (from, to) = (rows.Start[debtor], rows.Start[debtor + 1]);
        if (from == to)
        {
            return;
        }

        var (standing, standingBefore, paidBefore) = (_economy.Standing[debtor], _standing[debtor], _paidUpTo[debtor]);
        var paid = _economy.IsPunctual ? TLanes.Of(_economy.OpenFrom - 1) : _economy.PaidUpTo[debtor];
        for (var entry = from; entry < to; entry++)
        {
            var (amount, maturity) = (TLanes.Of(rows.Amount[entry]), TLanes.Of(_loans.Maturity[entry]));
            var before = amount * (TLanes.IsBelow(paidBefore, maturity) & standingBefore);
            var after = amount * (TLanes.IsBelow(paid, maturity) & standing);
            if (!TLanes.IsNone(~TLanes.IsEqual(before, after)))
            {
                ref var sum = ref _sums[rows.Column[entry]];
                sum.Add(TLanes.Zero - before, _scale);
                sum.Add(after, _scale);
            }
        }

        (_standing[debtor], _paidUpTo[debtor]) = (standing, paid);
    }
}
