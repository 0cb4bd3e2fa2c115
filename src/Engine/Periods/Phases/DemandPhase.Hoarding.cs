using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What hoarders call back of what they have lent on demand.</summary>
internal sealed partial class DemandPhase<TLanes>
{
    /// <summary>What can be raised covers this much more, relative to it: rounding makes nobody short who has just enough.</summary>
    private const double Rounding = 1e-12;

    /// <summary>What those who may hoard have borrowed on demand from each other, and which claim each entry is.</summary>
    private (CompressedRows Rows, int[] ClaimOf) Borrowed()
    {
        var claims = Dynamics.OnDemand.Rows;
        var borrowed = new List<(int Debtor, int Creditor, double Amount, int Claim)>();
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                if (_mayHoard[creditor] && _mayHoard[claims.Column[claim]])
                {
                    borrowed.Add((claims.Column[claim], creditor, claims.Amount[claim], claim));
                }
            }
        }

        int[] debtor = [.. borrowed.Select(one => one.Debtor)];
        var start = CountingSort.Starts(debtor, claims.Rows);
        var all = Array.ConvertAll(CountingSort.Order(debtor, start, []), one => borrowed[one]);
        return (new CompressedRows(start, [.. all.Select(one => one.Creditor)], [.. all.Select(one => one.Amount)]), [.. all.Select(one => one.Claim)]);
    }

    private void Hoard(int period)
    {
        var waves = _waves!;
        for (var entry = 0; entry < _claimOfBorrowed.Length; entry++)
        {
            waves.Lent![entry] = Economy.LentOwn[_claimOfBorrowed[entry]];
        }

        for (var member = 0; member < _mayHoard.Length; member++)
        {
            var capacity = CapacityOf(member);
            waves.Capacity[member] = Counted(member, capacity);
            if (waves.Recouped is { } recouped)
            {
                recouped[member] = Counted(member, capacity + RecoupedBy(member, period));
            }
        }

        waves.Run(Cascade.Used);
        Recall(period);
    }

    /// <summary>What a member can raise, less what is withdrawn from it.</summary>
    private TLanes CapacityOf(int member)
    {
        var onDemand = Economy.Standing[member] * Economy.Left[member];
        var due = Economy.DueDeposits[member] + Economy.DueClients[member] + (Economy.Called[member] * onDemand * Economy.LentTo(member));
        return ((1 + Rounding) * HoardingWaves<TLanes>.CapacityOf(Economy.Cash[member], Economy.Marketable(member), TLanes.Of(_channel.Hoarding!.Haircut))) - due;
    }

    /// <summary>What other members pay a member that calls back the share λ.</summary>
    private TLanes RecoupedBy(int member, int period)
    {
        var (rows, sum) = (Dynamics.OnDemand.Rows, TLanes.Zero);
        for (var claim = rows.Start[member]; claim < rows.Start[member + 1]; claim++)
        {
            var debtor = rows.Column[claim];
            if (_mayHoard[debtor])
            {
                sum += ~IsShut(debtor, period) & (rows.Amount[claim] * (Economy.LentOwn[claim] * Callable(debtor)));
            }
        }

        return (1 + Rounding) * _channel.Hoarding!.Share * sum;
    }

    /// <summary>What was borrowed is counted at what it was at first, so what can be raised is scaled to it; who is no member, or closed, is never short.</summary>
    private TLanes Counted(int member, TLanes capacity)
    {
        var nothing = TLanes.Select(TLanes.IsBelow(capacity, TLanes.Zero), TLanes.Of(double.NegativeInfinity), TLanes.Of(double.PositiveInfinity));
        var isIdle = ~(_mayHoard[member] ? TLanes.All : TLanes.Zero) | Economy.Closed[member];
        return TLanes.Select(isIdle, TLanes.Of(double.PositiveInfinity), Ratio.Of(capacity, Callable(member), nothing));
    }

    /// <summary>What can be called back of a debt on demand, as a share of what it was at first: nothing of what is withdrawn already.</summary>
    private TLanes Callable(int debtor) => (TLanes.One - Economy.Called[debtor]) * (Economy.Standing[debtor] * Economy.Left[debtor]);

    /// <summary>Hoarders call back what other members owe them; who is dark or suspended pays nothing of it.</summary>
    private void Recall(int period)
    {
        var rows = Dynamics.OnDemand.Rows;
        Economy.RecalledNow.Span.Clear();
        for (var creditor = 0; creditor < rows.Rows; creditor++)
        {
            var hoards = _mayHoard[creditor] ? _waves!.Hoards(creditor) & ~Economy.Closed[creditor] : TLanes.Zero;
            for (var claim = rows.Start[creditor]; claim < rows.Start[creditor + 1] && !TLanes.IsNone(hoards); claim++)
            {
                var (debtor, share) = (rows.Column[claim], _waves!.Share(creditor));
                if (_mayHoard[debtor])
                {
                    var isShut = IsShut(debtor, period);
                    var called = hoards & (rows.Amount[claim] * (Economy.LentOwn[claim] * (Economy.Left[debtor] * share)));
                    Economy.Recalled[claim] = hoards & ~isShut & (share * Economy.LentOwn[claim]);
                    Economy.RecalledNow[debtor] += ~isShut & called;
                    Economy.Refused[debtor] += isShut & (Economy.Standing[debtor] * (TLanes.One - Economy.Called[debtor]) * called);
                }
            }
        }
    }

    private TLanes IsShut(int debtor, int period) => Cascade.Shocks.IsSuspended(debtor, period) | TLanes.IsAtMost(Economy.Sent[debtor], TLanes.Zero);
}
