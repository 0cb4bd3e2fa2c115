namespace Contagion.Engine;

/// <summary>Load that moves to others when institutions go dark, and darkens those for whom it is too much.</summary>
/// <remarks>
/// Waves: who is dark is taken out, loads are computed again on what is left, and all who carry more than they can go dark at once; it ends when
/// nobody does, after at most as many waves as institutions. Motter and Lai (2002), Physical Review E 66:065102; <c>models.md</c> 5.5. Searching a
/// graph is inherently serial, so replications are worked out one after another: only those in which somebody is dark from the start, and no second
/// time while the same ones are. A wave takes O(institutions × exposures) of the components that somebody left.
/// </remarks>
internal sealed class OverloadCascade<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Stays = -1;

    private readonly OverloadWaves _worked;
    private readonly LaneArray<TLanes> _wave;
    private readonly double _intactShare;

    // Of the replication worked out last, and of the one at hand.
    private int[] _workedSeeds;
    private int[] _seeds;
    private int _workedCount;

    /// <param name="limits">What each institution can carry.</param>
    public OverloadCascade(LoadLimits limits)
    {
        var count = limits.Graph.Count;
        (_worked, _wave, _workedSeeds, _seeds) = (new OverloadWaves(limits), new LaneArray<TLanes>(count), new int[count], new int[count]);
        _worked.Spread([]);
        _intactShare = Share;
        Clear();
    }

    /// <summary>Asked now and then: a large graph takes long.</summary>
    public CancellationToken Cancellation
    {
        get => _worked.Cancellation;
        set => _worked.Cancellation = value;
    }

    /// <summary>How many waves there were in each lane, that of the seeds included.</summary>
    public TLanes Waves { get; private set; }

    /// <summary>Institutions in the largest component of what is left, as a share of all; G of the paper.</summary>
    public TLanes LargestShare { get; private set; }

    private double Share => (double)_worked.LargestComponent / Math.Max(1, _wave.Length);

    /// <summary>The wave in which an institution went dark: 0 for seeds, −1 where it stays.</summary>
    public TLanes Wave(int institution) => _wave[institution];

    /// <summary>Mask of the lanes in which an institution is dark, as a seed or of overload.</summary>
    public TLanes IsDark(int institution) => TLanes.IsAtMost(TLanes.Zero, _wave[institution]);

    /// <summary>Puts everybody back.</summary>
    public void Clear()
    {
        _wave.Span.Fill(TLanes.Of(Stays));
        (Waves, LargestShare) = (TLanes.Zero, TLanes.Of(_intactShare));
    }

    /// <summary>Finds who goes dark of overload.</summary>
    /// <param name="isSeed">Masks of the lanes in which each institution is dark from the start.</param>
    /// <param name="active">Mask of the lanes that may change.</param>
    public void Solve(LaneArray<TLanes> isSeed, TLanes active)
    {
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            if (active.Has(lane))
            {
                Solve(lane, Gather(lane, isSeed.Numbers));
            }
        }
    }

    private void Solve(int lane, int seedCount)
    {
        if (seedCount == 0)
        {
            Note(lane, [], 0, _intactShare);
            return;
        }

        if (!_seeds.AsSpan(0, seedCount).SequenceEqual(_workedSeeds.AsSpan(0, _workedCount)))
        {
            // Nobody's, should the work be given up half-way.
            _workedCount = 0;
            _worked.Spread(_seeds.AsSpan(0, seedCount));
            (_workedSeeds, _seeds, _workedCount) = (_seeds, _workedSeeds, seedCount);
        }

        Note(lane, _worked.WaveOf, _worked.Waves, Share);
    }

    private int Gather(int lane, ReadOnlySpan<double> isSeed)
    {
        var count = 0;
        for (var institution = 0; institution < _wave.Length; institution++)
        {
            // Masks have all bits set or none.
            if (BitConverter.DoubleToInt64Bits(isSeed[(institution * TLanes.Count) + lane]) != 0)
            {
                _seeds[count++] = institution;
            }
        }

        return count;
    }

    /// <param name="lane">The lane.</param>
    /// <param name="waveOf">The wave of each institution; empty where all stay.</param>
    /// <param name="waves">How many there were.</param>
    /// <param name="share">Of the largest component.</param>
    private void Note(int lane, ReadOnlySpan<int> waveOf, int waves, double share)
    {
        var numbers = _wave.Numbers;
        for (var institution = 0; institution < _wave.Length; institution++)
        {
            numbers[(institution * TLanes.Count) + lane] = waveOf.IsEmpty ? Stays : waveOf[institution];
        }

        (Waves, LargestShare) = (Waves.With(lane, waves), LargestShare.With(lane, share));
    }
}
