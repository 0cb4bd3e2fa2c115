using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>Worlds on the cluster that this process is part of, or a client of.</summary>
/// <param name="grains">The cluster.</param>
public sealed class GrainWorlds(IGrainFactory grains) : IWorlds
{
    /// <inheritdoc/>
    public Task<WorldTotals> Open(string world, WorldOrder order, CancellationToken cancellationToken) => Ask(world, grain => grain.Open(order), cancellationToken);

    /// <inheritdoc/>
    public Task<WorldTotals> Do(string world, WorldCommand command, CancellationToken cancellationToken) => Ask(world, grain => grain.Do(command), cancellationToken);

    /// <inheritdoc/>
    public Task<WorldTotals> Look(string world, CancellationToken cancellationToken) => Ask(world, grain => grain.Look(), cancellationToken);

    /// <inheritdoc/>
    public Task<WorldInstitution> Read(string world, string institution, CancellationToken cancellationToken) =>
        Ask(world, institution, grain => grain.Read(), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<InstitutionChange>> History(string world, string institution, int most, CancellationToken cancellationToken) =>
        await Ask(world, institution, grain => grain.History(most), cancellationToken);

    /// <inheritdoc/>
    public Task<Counterparties> Counterparties(string world, string institution, int from, int most, CancellationToken cancellationToken) =>
        Ask(world, institution, grain => grain.Counterparties(from, most), cancellationToken);

    /// <inheritdoc/>
    public Task Drop(string world, CancellationToken cancellationToken)
    {
        WorldName.Expect(world);
        return Asking.Ask(() => grains.GetGrain<IWorldGrain>(world).Drop(), cancellationToken);
    }

    private Task<T> Ask<T>(string world, Func<IWorldGrain, Task<T>> ask, CancellationToken cancellationToken)
    {
        WorldName.Expect(world);
        return Asking.Ask(() => ask(grains.GetGrain<IWorldGrain>(world)), cancellationToken);
    }

    private Task<T> Ask<T>(string world, string institution, Func<IInstitutionGrain, Task<T>> ask, CancellationToken cancellationToken)
    {
        WorldName.Expect(world);
        return Asking.Ask(() => ask(grains.GetGrain<IInstitutionGrain>(InstitutionKey.Of(world, institution))), cancellationToken);
    }
}
