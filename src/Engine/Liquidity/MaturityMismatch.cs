namespace Contagion.Engine;

/// <summary>Institutions that owe on demand and have lent for longer: loans fall due period by period, and what is asked back earlier is sold for.</summary>
/// <remarks>
/// In each period: what falls due is paid in; the rate of the claims is asked back; the gate lets through at most its share of the claims; cash pays
/// first, then loans sold pro rata at a discount. Who cannot pay what the gate lets through is in default, for good, and stays as it then is.
/// <c>models.md</c> 4.3.
/// </remarks>
/// <param name="ladder">Row i: what falls due to institution i; columns are periods from 0.</param>
/// <param name="discount">Share of its face value that a loan loses when sold before it is due, in [0, 1].</param>
/// <param name="gate">g: most that is paid out in a period, as a share of the claims; 1 without a gate.</param>
internal sealed class MaturityMismatch<TLanes>(CompressedRows ladder, double discount, double gate)
    where TLanes : unmanaged, ILanes<TLanes>
{
    // What is due from an entry of the ladder to the end of its row.
    private readonly double[] _rest = Rests(ladder);

    /// <summary>Cash (money).</summary>
    public LaneArray<TLanes> Cash { get; } = new(ladder.Rows);

    /// <summary>What may be withdrawn (money).</summary>
    public LaneArray<TLanes> Claims { get; } = new(ladder.Rows);

    /// <summary>Share of its loans that each institution has not sold, in [0, 1].</summary>
    public LaneArray<TLanes> Held { get; } = Full(ladder.Rows);

    /// <summary>Share of its claims that is asked back in the period, in [0, 1].</summary>
    public LaneArray<TLanes> Rate { get; } = new(ladder.Rows);

    /// <summary>What each institution paid out in the period (money).</summary>
    public LaneArray<TLanes> Paid { get; } = new(ladder.Rows);

    /// <summary>Face value of the loans that it sold in the period (money).</summary>
    public LaneArray<TLanes> Sold { get; } = new(ladder.Rows);

    /// <summary>What it could not pay (money); above 0 where it is in default.</summary>
    public LaneArray<TLanes> Shortfall { get; } = new(ladder.Rows);

    /// <summary>Face value of the loans that each institution has after the period (money).</summary>
    public LaneArray<TLanes> Loans { get; } = new(ladder.Rows);

    /// <summary>Cash and loans less claims (money).</summary>
    public TLanes Equity(int institution) => Cash[institution] + Loans[institution] - Claims[institution];

    /// <summary>Carries some institutions through a period; periods follow each other from 0.</summary>
    /// <returns>Lanes in which one of them defaults.</returns>
    public TLanes Step(int period, int from, int to, TLanes active)
    {
        var failing = TLanes.Zero;
        for (var institution = from; institution < to; institution++)
        {
            var standing = active & ~TLanes.IsBelow(TLanes.Zero, Shortfall[institution]);
            var (due, later) = DueIn(institution, period);
            var (claims, held) = (Claims[institution], Held[institution]);
            var (cash, loans) = (Cash[institution] + (held * TLanes.Of(due)), held * TLanes.Of(later));
            var allowed = Withdrawals.Allowed(Rate[institution] * claims, claims, gate, double.PositiveInfinity);
            var payout = Payout<TLanes>.Of(allowed, cash, loans, discount);
            var kept = TLanes.Select(TLanes.IsBelow(TLanes.Zero, payout.Sold), TLanes.One - (payout.Sold / loans), TLanes.One);
            Cash[institution] = TLanes.Select(standing, cash - payout.FromCash, Cash[institution]);
            Claims[institution] = TLanes.Select(standing, claims - payout.Paid, claims);
            Held[institution] = TLanes.Select(standing, held * kept, held);
            Loans[institution] = TLanes.Select(standing, loans - payout.Sold, Loans[institution]);
            Paid[institution] = TLanes.Select(active, standing & payout.Paid, Paid[institution]);
            Sold[institution] = TLanes.Select(active, standing & payout.Sold, Sold[institution]);
            Shortfall[institution] = TLanes.Select(standing, payout.Shortfall, Shortfall[institution]);
            failing |= standing & TLanes.IsBelow(TLanes.Zero, payout.Shortfall);
        }

        return failing;
    }

    private static LaneArray<TLanes> Full(int length)
    {
        var shares = new LaneArray<TLanes>(length);
        shares.Span.Fill(TLanes.One);
        return shares;
    }

    private static double[] Rests(CompressedRows ladder)
    {
        var rest = new double[ladder.Count];
        for (var row = 0; row < ladder.Rows; row++)
        {
            var sum = 0.0;
            for (var entry = ladder.Start[row + 1] - 1; entry >= ladder.Start[row]; entry--)
            {
                rest[entry] = sum += ladder.Amount[entry];
            }
        }

        return rest;
    }

    /// <summary>What falls due to an institution in a period, and what does so later.</summary>
    private (double Due, double Later) DueIn(int institution, int period)
    {
        var (first, end) = (ladder.Start[institution], ladder.Start[institution + 1]);
        var place = ladder.Column[first..end].BinarySearch(period);
        var (due, next) = place >= 0 ? (ladder.Amount[first + place], first + place + 1) : (0, first + ~place);
        return (due, next < end ? _rest[next] : 0);
    }
}
