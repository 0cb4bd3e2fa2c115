using Contagion.Engine;
using Contagion.Model;
using Orleans.Placement;

namespace Contagion.Grains;

/// <inheritdoc cref="IInstitutionGrain"/>
/// <remarks>Keeps nothing: all that there is of it, its world has. Spread over silos by its key.</remarks>
[HashBasedPlacement]
public sealed class InstitutionGrain : Grain, IInstitutionGrain
{
    private IWorldGrain _world = null!;
    private string _id = "";

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (var world, _id) = InstitutionKey.Parts(this.GetPrimaryKeyString());
        WorldName.Expect(world);
        _world = GrainFactory.GetGrain<IWorldGrain>(world);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<WorldInstitution> Read() => _world.Read(_id);

    /// <inheritdoc/>
    public Task<InstitutionChange[]> History(int most) => _world.History(_id, most);

    /// <inheritdoc/>
    public Task<Counterparties> Counterparties(int from, int most) => _world.Counterparties(_id, from, most);

    /// <inheritdoc/>
    public Task<WorldTotals> Strike(long number, Shock shock) => _world.Do(new WorldCommand.Strike(number, [shock with { Target = new Target.Ids([_id]) }]));
}
