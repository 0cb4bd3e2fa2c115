using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P8: fear of platforms that failed, were gated or went dark becomes fear of those that look like them.</summary>
internal sealed class PanicPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly PanicSpread<TLanes> _spread;
    private readonly int[] _platforms;
    private readonly int[] _placeOf;
    private readonly LaneArray<TLanes> _wasClosed;
    private readonly int _bureau = -1;

    public PanicPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        var (network, panic) = (Dynamics.Network, Dynamics.Scenario.Channels.Liquidity!.Panic!);
        var sharing = Dynamics.Scenario.Policies.InformationSharing;
        _platforms = Dynamics.Platforms;
        _wasClosed = Economy.New(_platforms.Length, _ => 0);
        _placeOf = new int[network.Count];
        Array.Fill(_placeOf, -1);
        for (var place = 0; place < _platforms.Length; place++)
        {
            _placeOf[_platforms[place]] = place;
        }

        double[] contrast = [.. _platforms.Select(platform => sharing is null ? 0 : sharing.Contrast * Column.Of(sharing.Shows == ShownTrait.Score ? network.Score : network.Quality, platform, 0))];
        _spread = new PanicSpread<TLanes>(Dynamics.Likeness!, panic, contrast);
        if (sharing?.Bureau is { } bureau && network.TryFind(bureau, out var index))
        {
            _bureau = index;
        }
    }

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin() => _spread.Fear.Span.Clear();

    /// <summary>π of an institution; 0 for who is no platform.</summary>
    public TLanes FearOf(int institution) => _placeOf[institution] < 0 ? TLanes.Zero : _spread.Fear[_placeOf[institution]];

    public override void Run(int period)
    {
        for (var place = 0; place < _platforms.Length; place++)
        {
            var platform = _platforms[place];
            var isShut = Cascade.Shocks.IsSuspended(platform, period);
            var isGated = ~Economy.Closed[platform] & (Economy.IsGated[platform] | isShut);
            // Whoever was closed in this period has failed, in clearing or before.
            var isDistressed = (Economy.Closed[platform] & ~_wasClosed[place]) | isGated | TLanes.IsBelow(Economy.Sent[platform], TLanes.One);
            _wasClosed[place] = Economy.Closed[platform];
            isDistressed |= Economy.IsOverloaded.Length > 0 ? Economy.IsOverloaded[platform] : TLanes.Zero;
            _spread.Distress[place] = isDistressed & TLanes.One;
            _spread.IsGated[place] = isGated;
            _spread.News[place] = Cascade.Shocks.News.Length > 0 ? Cascade.Shocks.News[platform] : TLanes.Zero;
            if (Economy.IsOverloaded.Length > 0)
            {
                Economy.IsOverloaded[platform] = TLanes.Zero;
            }
        }

        _spread.Step(0, _platforms.Length, Cascade.Used, Shown(period));
    }

    /// <summary>Lanes in which a bureau shows how good platforms are.</summary>
    private TLanes Shown(int period)
    {
        var sharing = Dynamics.Scenario.Policies.InformationSharing;
        if (sharing is null || !Dynamics.Calendar.IsInForce("informationSharing", sharing.From, period))
        {
            return TLanes.Zero;
        }

        return _bureau < 0 ? TLanes.All : TLanes.IsBelow(TLanes.Zero, Economy.Sent[_bureau]);
    }
}
