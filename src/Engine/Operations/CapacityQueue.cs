namespace Contagion.Engine;

/// <summary>Load that waits for institutions whose capacity is limited, on an ordinary day and at a peak.</summary>
/// <remarks>
/// In each sub-period served = min(Q + λ, μ σ), Q′ = min(Q + λ − served, Q_max), and what exceeds Q_max is dropped. Elastic capacity follows what there
/// was to do: μ′ = max(μ₀, min(Q + λ, (1 + elasticity) μ)). <c>models.md</c> 5.4. Each entry is written by its own institution alone.
/// </remarks>
internal sealed class CapacityQueue<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Capacity[] _capacities;
    private readonly double[] _shape;
    private readonly TLanes _growth;
    private readonly LaneArray<TLanes> _rate;
    private readonly LaneArray<TLanes> _waiting;
    private readonly LaneArray<TLanes> _arrived;
    private readonly LaneArray<TLanes> _dropped;
    private readonly LaneArray<TLanes> _latency;

    /// <param name="capacities">Those whose capacity is limited; they are told apart by their place here.</param>
    /// <param name="shape">Shares of a period's load that arrive in each sub-period, at least one.</param>
    /// <param name="elasticity">By how much capacity can grow from one sub-period to the next, as a share of it; at least 0.</param>
    public CapacityQueue(Capacity[] capacities, ReadOnlySpan<double> shape, double elasticity)
    {
        (_capacities, _shape, _growth) = (capacities, shape.ToArray(), TLanes.Of(1 + elasticity));
        (_rate, _waiting) = (new LaneArray<TLanes>(capacities.Length), new LaneArray<TLanes>(capacities.Length));
        (_arrived, _dropped, _latency) = (new LaneArray<TLanes>(capacities.Length), new LaneArray<TLanes>(capacities.Length), new LaneArray<TLanes>(capacities.Length));
        Clear();
    }

    /// <summary>How many institutions have limited capacity.</summary>
    public int Count => _capacities.Length;

    /// <summary>The institution at a place.</summary>
    public int InstitutionAt(int place) => _capacities[place].Institution;

    /// <summary>Load that waits, Q; unsettled until it is served.</summary>
    public TLanes Waiting(int place) => _waiting[place];

    /// <summary>Load that has arrived since the start.</summary>
    public TLanes Arrived(int place) => _arrived[place];

    /// <summary>Load that was dropped since the start.</summary>
    public TLanes Dropped(int place) => _dropped[place];

    /// <summary>Load that was served since the start.</summary>
    public TLanes Served(int place) => _arrived[place] - _dropped[place] - _waiting[place];

    /// <summary>The share of what arrived since the start that was dropped; 0 where nothing arrived.</summary>
    public TLanes DroppedShare(int place) =>
        TLanes.Select(TLanes.IsBelow(TLanes.Zero, _arrived[place]), _dropped[place] / _arrived[place], TLanes.Zero);

    /// <summary>The longest that load had to wait at the end of any sub-period of the last period, Q/(μ σ), in sub-periods; infinite where it
    /// waited and nothing was served.</summary>
    public TLanes Latency(int place) => _latency[place];

    /// <summary>Starts anew: nothing waits.</summary>
    public void Clear()
    {
        for (var place = 0; place < _capacities.Length; place++)
        {
            _rate[place] = TLanes.Of(_capacities[place].Rate);
            (_waiting[place], _arrived[place], _dropped[place], _latency[place]) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        }
    }

    /// <summary>Serves what arrives in a period, at some places.</summary>
    /// <param name="from">First place.</param>
    /// <param name="to">One past the last place.</param>
    /// <param name="load">The load of the period at each place, at least 0.</param>
    /// <param name="level">The service level σ of each institution in the period, in [0, 1].</param>
    /// <param name="active">Mask of the lanes that may change.</param>
    public void Serve(int from, int to, LaneArray<TLanes> load, LaneArray<TLanes> level, TLanes active)
    {
        for (var place = from; place < to; place++)
        {
            Serve(place, load[place], level[_capacities[place].Institution], active);
        }
    }

    private void Serve(int place, TLanes load, TLanes level, TLanes active)
    {
        var (least, most) = (TLanes.Of(_capacities[place].Rate), TLanes.Of(_capacities[place].QueueMax));
        var (rate, queue, arrived, dropped, latency) = (_rate[place], _waiting[place], _arrived[place], _dropped[place], TLanes.Zero);
        foreach (var share in _shape)
        {
            var arriving = TLanes.Of(share) * load;
            var waiting = queue + arriving;
            var speed = rate * level;
            var left = waiting - TLanes.Min(waiting, speed);
            queue = TLanes.Min(left, most);
            arrived += arriving;
            dropped += left - queue;
            latency = TLanes.Max(latency, TLanes.IsBelow(TLanes.Zero, queue) & (queue / speed));
            rate = TLanes.Max(least, TLanes.Min(waiting, rate * _growth));
        }

        _rate[place] = TLanes.Select(active, rate, _rate[place]);
        _waiting[place] = TLanes.Select(active, queue, _waiting[place]);
        _arrived[place] = TLanes.Select(active, arrived, _arrived[place]);
        _dropped[place] = TLanes.Select(active, dropped, _dropped[place]);
        _latency[place] = TLanes.Select(active, latency, _latency[place]);
    }
}
