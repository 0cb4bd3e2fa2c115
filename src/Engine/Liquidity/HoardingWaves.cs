namespace Contagion.Engine;

/// <summary>Waves of funding withdrawals: who runs short calls back what it has lent, and those who borrowed it may run short next.</summary>
/// <remarks>
/// i has enough where liquid_i + (1 − h − h_i) collateral_i − shock_i − λ Σ_{j∈H} L_ij ≥ 0, H the hoarders. Who has not joins H, for good: at most
/// n waves of O(claims). A wave reads what the wave before left. With a second reaction hoarders call back everything, once the waves have settled,
/// who run short even when they count what they have called back: λ is 1 for them from then on, and waves go on. Both sets only grow: 2n rounds at most.
/// <c>models.md</c> 4.1. Gai, Haldane and Kapadia (2011), Journal of Monetary Economics 58(5):453–470, section 2.
/// </remarks>
/// <param name="borrowed">Row i: what i has borrowed from others who may hoard, L_ij.</param>
/// <param name="share">λ: share of what it has lent that a hoarder calls back, in [0, 1].</param>
internal sealed class HoardingWaves<TLanes>(CompressedRows borrowed, double share)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>The wave of those who do not hoard.</summary>
    public const int Never = -1;

    private readonly LaneArray<TLanes> _calls = new(borrowed.Rows);

    /// <summary>Of each entry of what was borrowed, the share that has not been called back before; null where nothing has.</summary>
    public LaneArray<TLanes>? Lent { get; init; }

    /// <summary>What each institution can raise, less its shock (money).</summary>
    public LaneArray<TLanes> Capacity { get; } = new(borrowed.Rows);

    /// <summary>What each institution can raise, less its shock, when it has been paid what a hoarder calls back first (money); null without a second reaction.</summary>
    public LaneArray<TLanes>? Recouped { get; init; }

    /// <summary>What hoarders call back from each institution (money).</summary>
    public LaneArray<TLanes> Called { get; } = new(borrowed.Rows);

    /// <summary>The wave in which each institution began to hoard, counted from 0; <see cref="Never"/> where it does not.</summary>
    public LaneArray<TLanes> Wave { get; } = new(borrowed.Rows);

    /// <summary>liquid + (1 − h − h_i) collateral: what an institution can raise.</summary>
    /// <param name="liquid">Liquid assets.</param>
    /// <param name="collateral">Collateral that it can pledge.</param>
    /// <param name="haircut">h + h_i, the haircut of all and its own together, in [0, 1].</param>
    public static TLanes CapacityOf(TLanes liquid, TLanes collateral, TLanes haircut) => liquid + ((TLanes.One - haircut) * collateral);

    /// <summary>Mask of the lanes in which an institution hoards.</summary>
    public TLanes Hoards(int institution) => TLanes.IsAtMost(TLanes.Zero, Wave[institution]);

    /// <summary>The share of what it has lent that an institution calls back: 0, λ or 1.</summary>
    public TLanes Share(int institution) => _calls[institution];

    /// <summary>Waves until nobody joins, nor reacts a second time.</summary>
    /// <param name="active">Lanes that take part.</param>
    /// <returns>How many waves there were, rounds of second reactions among them.</returns>
    public TLanes Run(TLanes active)
    {
        Begin(0, borrowed.Rows, active);
        var waves = TLanes.Zero;
        while (!TLanes.IsNone(active))
        {
            var joining = Join(0, borrowed.Rows, active, waves);
            active = Recouped is null ? joining : joining | React(0, borrowed.Rows, active & ~joining);
            waves += active & TLanes.One;
            CallBack(0, borrowed.Rows, active);
        }

        return waves;
    }

    /// <summary>Nobody among some institutions hoards.</summary>
    public void Begin(int from, int to, TLanes active)
    {
        for (var institution = from; institution < to; institution++)
        {
            Wave[institution] = TLanes.Select(active, TLanes.Of(Never), Wave[institution]);
            _calls[institution] = ~active & _calls[institution];
        }
    }

    /// <summary>Has those of some institutions join who run short of what hoarders call back.</summary>
    /// <returns>Lanes in which somebody joins.</returns>
    public TLanes Join(int from, int to, TLanes active, TLanes wave)
    {
        var joining = TLanes.Zero;
        for (var institution = from; institution < to; institution++)
        {
            var called = CalledFrom(institution);
            var joins = TLanes.IsBelow(Capacity[institution], called) & ~Hoards(institution) & active;
            Called[institution] = called;
            Wave[institution] = TLanes.Select(joins, wave, Wave[institution]);
            joining |= joins;
        }

        return joining;
    }

    /// <summary>Has those of some institutions call back everything who hoard and run short even when they count what they have called back.</summary>
    /// <param name="from">The first of them.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="settled">Lanes in which nobody joins any more.</param>
    /// <returns>Lanes in which somebody does who did not before.</returns>
    public TLanes React(int from, int to, TLanes settled)
    {
        var reacting = TLanes.Zero;
        for (var institution = from; institution < to && !TLanes.IsNone(settled); institution++)
        {
            var calls = _calls[institution];
            var reacts = TLanes.IsBelow(Recouped![institution], Called[institution]) & TLanes.IsBelow(calls, TLanes.One) & Hoards(institution) & settled;
            _calls[institution] = TLanes.Select(reacts, TLanes.One, calls);
            reacting |= reacts;
        }

        return reacting;
    }

    /// <summary>Has those of some institutions who hoard call back what they have lent.</summary>
    public void CallBack(int from, int to, TLanes active)
    {
        for (var institution = from; institution < to; institution++)
        {
            _calls[institution] = TLanes.Select(active, Hoards(institution) & TLanes.Max(TLanes.Of(share), _calls[institution]), _calls[institution]);
        }
    }

    private TLanes CalledFrom(int institution)
    {
        var (from, to) = (borrowed.Start[institution], borrowed.Start[institution + 1]);
        if (Lent is null)
        {
            return Pull.Row<TLanes>(from, to, borrowed.Column, borrowed.Amount, _calls.Span);
        }

        var sum = TLanes.Zero;
        for (var entry = from; entry < to; entry++)
        {
            sum += borrowed.Amount[entry] * (Lent[entry] * _calls[borrowed.Column[entry]]);
        }

        return sum;
    }
}
