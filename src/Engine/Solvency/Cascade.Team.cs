namespace Contagion.Engine;

/// <content>A cascade that a team carries together.</content>
public abstract partial class Cascade<TLanes>
{
    private SharedSweep<TLanes>? _shared;

    /// <summary>All arrays that a sweep may change.</summary>
    internal virtual IEnumerable<StateArray<TLanes>> State => _state.Select(one => one.Array);

    /// <summary>Lets a team carry the cascade, of which this is one partition. Changes no bit.</summary>
    /// <param name="team">The team.</param>
    /// <param name="granularity">Institutions that an actor carries.</param>
    internal void CarryBy(ITeam team, int granularity) =>
        _shared = new SharedSweep<TLanes>(team, new NetworkDeal(Dynamics.Network, granularity, team.Partitions), State, Dynamics.Network.Count, CarryPart);

    /// <summary>Hears from the other partitions what they kept to themselves, so that everything can be read here; nothing to do where no team carries the cascade.</summary>
    internal void Settle() => _shared?.Settle(Set.IsEverybodyTouched ? null : [.. Enumerable.Range(0, Set.TouchedCount).Select(Set.TouchedAt)]);
}
