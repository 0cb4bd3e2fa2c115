using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Fear of one platform becomes fear of those that look like it, and wears off.</summary>
/// <remarks>
/// π_k(t+1) = min(1, δ π_k(t) + η c_k Σ_j S_kj y_j(t) + ζ news_k(t) + stigma · gated_k(t)), c_k = 1 − ι · quality_k where a credit bureau shows it,
/// else 1. <c>models.md</c> 4.5 and 7.7. A platform reads the distress of others, never their fear, so that all may be written at once.
/// </remarks>
internal sealed class PanicSpread<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly CompressedRows _likeness;
    private readonly Panic _panic;
    private readonly double[] _contrast;

    /// <param name="likeness">S.</param>
    /// <param name="panic">δ, η, ζ and stigma.</param>
    /// <param name="contrast">ι · quality of each platform, in [0, 1]: by how much its likeness to others falls when it is shown.</param>
    public PanicSpread(CompressedRows likeness, Panic panic, double[] contrast)
    {
        (_likeness, _panic, _contrast) = (likeness, panic, contrast);
        (Fear, Distress, News, IsGated) = (new(likeness.Rows), new(likeness.Rows), new(likeness.Rows), new(likeness.Rows));
    }

    /// <summary>π of each platform, in [0, 1].</summary>
    public LaneArray<TLanes> Fear { get; }

    /// <summary>y: distress of each platform in the period, 1 where it failed, was gated or went dark; or a share lost.</summary>
    public LaneArray<TLanes> Distress { get; }

    /// <summary>Bad news about each platform in the period, at least 0.</summary>
    public LaneArray<TLanes> News { get; }

    /// <summary>Mask of the lanes in which a gate held back withdrawals from the platform.</summary>
    public LaneArray<TLanes> IsGated { get; }

    /// <summary>Takes some platforms from one period to the next.</summary>
    /// <param name="from">First platform.</param>
    /// <param name="to">One past the last.</param>
    /// <param name="active">Lanes that take part.</param>
    /// <param name="shown">Lanes in which a bureau shows how good platforms are.</param>
    public void Step(int from, int to, TLanes active, TLanes shown)
    {
        var (decay, contagion) = (TLanes.Of(_panic.Decay), TLanes.Of(_panic.Contagion));
        var (news, stigma) = (TLanes.Of(_panic.News), TLanes.Of(_panic.GateStigma));
        for (var platform = from; platform < to; platform++)
        {
            var alike = Pull.Row<TLanes>(_likeness.Start[platform], _likeness.Start[platform + 1], _likeness.Column, _likeness.Amount, Distress.Span);
            alike *= TLanes.One - (shown & TLanes.Of(_contrast[platform]));
            var fear = (decay * Fear[platform]) + (contagion * alike) + (news * News[platform]) + (IsGated[platform] & stigma);
            Fear[platform] = TLanes.Select(active, TLanes.Min(TLanes.One, fear), Fear[platform]);
        }
    }
}
