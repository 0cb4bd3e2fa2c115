namespace Contagion.Engine;

/// <summary>Adds up what <see cref="PeriodMetric"/> tells of a block.</summary>
internal sealed class PeriodMetrics<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Economy<TLanes> _economy;
    private readonly JointDynamics _dynamics;
    private readonly LaneArray<TLanes>[] _books;
    private readonly int[] _booksOfSome;
    private readonly int[] _booksOfAll;

    public PeriodMetrics(Economy<TLanes> economy)
    {
        (_economy, _dynamics) = (economy, economy.Dynamics);
        var (none, policies) = (Array.Empty<LaneArray<TLanes>>(), _dynamics.Scenario.Policies);
        _books =
        [
            economy.OutsideLoss, economy.PublicLoss, economy.CreditLoss, economy.ReservePaid, economy.GuarantorCalled, economy.PlatformCalled, economy.FundPaid,
            economy.Lifeline, economy.Withdrawn, economy.Refused, economy.Discounts, economy.PriceLoss, economy.Deadweight, economy.Unsettled, economy.Arrived, economy.Dropped, economy.Dark,
            economy.ReserveFilled, economy.TrustFilled, economy.Levied,
        ];
        // What only a channel that is off would fill takes no room. Who only lends, or only borrows, has few books.
        _booksOfSome = [.. Enumerable.Range(0, _books.Length).Where(book => _books[book].Length > 0)];
        LaneArray<TLanes>[] ofAll =
        [
            economy.OutsideLoss, economy.CreditLoss, economy.Deadweight,
            // A fund pays for others even where its platform owes nothing.
            .. _dynamics.Guarantees is null ? none : [economy.ReservePaid],
            .. policies.GuaranteeFund is null ? none : [economy.FundPaid, economy.Levied],
            .. policies.ReserveFund is null ? none : [economy.ReserveFilled],
            .. policies.Segregation is null ? none : [economy.TrustFilled],
            .. OperationsPhase<TLanes>.IsNeeded(_dynamics.Scenario) ? [economy.Dark] : none,
            .. _dynamics.Payments is null ? none : [economy.Unsettled],
            .. _dynamics.Capacities.Length == 0 ? none : [economy.Arrived, economy.Dropped],
        ];
        _booksOfAll = [.. _booksOfSome.Where(book => ofAll.Contains(_books[book]))];
    }

    /// <summary>One number for each of <see cref="PeriodMetric.All"/>.</summary>
    /// <param name="latency">The longest that load has waited.</param>
    public IReadOnlyList<TLanes> Read(TLanes latency)
    {
        var kinds = PeriodMetric.Kinds.Count;
        var (sums, scale) = (new ExactSum<TLanes>[kinds + _books.Length], _dynamics.LossScale);
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            if (PeriodMetric.Kinds.IndexOf(_dynamics.Network.KindOf(institution)) is >= 0 and var kind)
            {
                sums[kind].Add(TLanes.Of(_dynamics.Stake[institution]) - TLanes.Max(TLanes.Zero, _economy.Worth[institution]), scale);
            }

            foreach (var book in _dynamics.IsCreditorOnly[institution] || _dynamics.IsDebtorOnly[institution] ? _booksOfAll : _booksOfSome)
            {
                var amount = _books[book][institution];
                if (!TLanes.IsNone(amount))
                {
                    sums[kinds + book].Add(amount, scale);
                }
            }
        }

        var totals = Array.ConvertAll(sums, sum => sum.Total);
        // What the public purse lost is told apart from what others outside lost.
        totals[kinds] -= totals[kinds + 1];
        // Besides its levy the guarantee fund has what it was given.
        totals[^1] += TLanes.Of(_dynamics.Scenario.Policies.GuaranteeFund?.Size ?? 0);
        return [.. totals, TLanes.Select(TLanes.IsBelow(latency, TLanes.Of(double.PositiveInfinity)), latency, TLanes.Of(double.NaN))];
    }
}
