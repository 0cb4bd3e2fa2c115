using Contagion.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Contagion.Grains;

/// <inheritdoc cref="IWorldGrain"/>
public sealed class WorldGrain(
    [PersistentState("world", GrainStorage.Name)] IPersistentState<WorldState> kept,
    [FromKeyedServices(GrainStorage.Name)] IGrainStorage storage, IGrainContext context, SharedScenarios scenarios, Workshop workshop)
    : Grain, IWorldGrain
{
    private readonly WorldPages _pages = new(storage, context.GrainId);
    private Task<World>? _opening;

    /// <summary>How the world stands as far as it is kept.</summary>
    private WorldView? _view;

    /// <inheritdoc/>
    public async Task<WorldTotals> Open(WorldOrder order)
    {
        WorldName.Expect(this.GetPrimaryKeyString());
        if (kept.State.Order is { } before && before != order)
        {
            throw new WorldException(WorldFault.Conflict, $"the world '{this.GetPrimaryKeyString()}' was opened with another scenario");
        }

        if (kept.State.Order is null)
        {
            var world = await Begin(order.Content, "");
            await Keep(async () =>
            {
                // Of a world of this name that was dropped, pages may be left.
                await _pages.Clear();
                kept.State.Order = order;
                await kept.WriteStateAsync();
            });
            (_opening, _view) = (Task.FromResult(world), world.View);
        }

        return (await View()).Totals;
    }

    /// <inheritdoc/>
    public async Task<WorldTotals> Do(WorldCommand command)
    {
        var world = await Opened();
        WorldEntry? entry;
        try
        {
            entry = await workshop.Work(() => world.Do(command, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception failure) when (failure is not WorldException)
        {
            // Left in the middle of the command; the log has the world as it was.
            _opening = null;
            throw;
        }

        if (entry is not null)
        {
            await Keep(() => _pages.Append(WorldLog.Write(entry)));
            _view = world.View;
        }

        return world.View.Totals;
    }

    /// <inheritdoc/>
    public async Task<WorldTotals> Look() => (await View()).Totals;

    /// <inheritdoc/>
    public async Task<WorldInstitution> Read(string institution) => (await View()).Read(institution);

    /// <inheritdoc/>
    public async Task<InstitutionChange[]> History(string institution, int most) => [.. (await View()).History(institution, most)];

    /// <inheritdoc/>
    public async Task<Counterparties> Counterparties(string institution, int from, int most) => (await View()).Counterparties(institution, from, most);

    /// <inheritdoc/>
    public async Task Drop()
    {
        (_opening, _view) = (null, null);
        await Keep(async () =>
        {
            await kept.ClearStateAsync();
            await _pages.Clear();
        });
        DeactivateOnIdle();
    }

    private ValueTask<WorldView> View() => _view is { } view ? ValueTask.FromResult(view) : Wait();

    private async ValueTask<WorldView> Wait()
    {
        await Opened();
        return _view!;
    }

    private Task<World> Opened() => _opening ??= OpenAgain();

    /// <summary>Opens the world from its log.</summary>
    private async Task<World> OpenAgain()
    {
        try
        {
            if (kept.State.Order is not { } order)
            {
                throw new WorldException(WorldFault.Unknown, $"there is no world '{this.GetPrimaryKeyString()}'; expected one that was opened before");
            }

            var world = await Begin(order.Content, await _pages.Read());
            _view = world.View;
            return world;
        }
        catch
        {
            // Whoever asks next tries again.
            _opening = null;
            throw;
        }
    }

    private async Task<World> Begin(string content, string log)
    {
        try
        {
            var (scenario, network) = await scenarios.Find(content);
            return await workshop.Work(() => World.Open(scenario, network, WorldLog.Read(log, network.Count), CancellationToken.None), CancellationToken.None);
        }
        catch (KeyNotFoundException unknown)
        {
            throw new WorldException(WorldFault.Unknown, unknown.Message);
        }
    }

    /// <summary>Keeps something. Where that fails nobody knows what is kept: another activation is to read it.</summary>
    private async Task Keep(Func<Task> keep)
    {
        try
        {
            await keep();
        }
        catch
        {
            _opening = null;
            DeactivateOnIdle();
            throw;
        }
    }
}
