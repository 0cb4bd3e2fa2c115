namespace Contagion.Engine;

/// <summary>How much of its distress an institution passes on: the one thing in which the members of the DebtRank family differ.</summary>
internal interface IDistressRule
{
    /// <summary>Whether distress beyond 1 is dropped, rather than kept as negative net worth.</summary>
    static abstract bool IsCapped { get; }

    /// <summary>Whether the cascade ends when nobody passes anything on, rather than when distress changes by less than the tolerance.</summary>
    static abstract bool EndsInSilence { get; }

    /// <summary>Whether an institution passes on all of its distress at once, so that what it has passed on need not be kept.</summary>
    static abstract bool PassesEverything { get; }

    /// <summary>What an institution has passed on in all, in [0, 1].</summary>
    /// <param name="distress">Its distress now, in [0, 1].</param>
    /// <param name="passed">What it had passed on until the round before.</param>
    /// <param name="moved">Mask of the lanes in which distress has grown since.</param>
    TLanes Passed<TLanes>(TLanes distress, TLanes passed, TLanes moved)
        where TLanes : unmanaged, ILanes<TLanes>;
}
