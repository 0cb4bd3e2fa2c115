using Orleans.Placement;

namespace Contagion.Grains;

/// <inheritdoc cref="IActorGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class ActorGrain(Sweeps sweeps) : Grain, IActorGrain
{
    /// <inheritdoc/>
    public Task Carry(long sweep, int place)
    {
        var key = this.GetPrimaryKeyString();
        sweeps.Of(key[..key.LastIndexOf('#')]).Carry(sweep, place);
        return Task.CompletedTask;
    }
}
