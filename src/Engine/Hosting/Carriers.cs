namespace Contagion.Engine;

/// <summary>Who carries a block: the calling thread alone unless a crew or a team is named. Nobody can tell from the result.</summary>
/// <param name="Crew">Threads of this process.</param>
/// <param name="Team">Partitions, this one among them.</param>
/// <param name="Granularity">Institutions that an actor of a team carries.</param>
internal readonly record struct Carriers(Crew? Crew, ITeam? Team = null, int Granularity = 0)
{
    /// <summary>Lets them carry a cascade.</summary>
    public void Carry<TLanes>(Cascade<TLanes> cascade)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (Team is not null)
        {
            cascade.CarryBy(Team, Granularity);
        }
        else
        {
            cascade.CarryBy(Crew);
        }
    }
}
