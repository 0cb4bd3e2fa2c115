using System.Collections.Concurrent;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Worlds in the memory of this process; they end with it.</summary>
/// <param name="find">Finds a scenario and its network by content; throws <see cref="KeyNotFoundException"/> where there is none.</param>
public sealed class InProcessWorlds(Func<string, CancellationToken, Task<(Scenario Scenario, Network Network)>> find) : IWorlds
{
    private readonly ConcurrentDictionary<string, Held> _worlds = [];

    /// <inheritdoc/>
    public async Task<WorldTotals> Open(string world, WorldOrder order, CancellationToken cancellationToken)
    {
        WorldName.Expect(world);
        if (!_worlds.TryGetValue(world, out var held))
        {
            var opened = new Held(order, await Found(order.Content, cancellationToken));
            held = _worlds.GetOrAdd(world, opened);
        }

        return held.Order == order ? held.World.View.Totals
            : throw new WorldException(WorldFault.Conflict, $"the world '{world}' was opened with another scenario");
    }

    /// <inheritdoc/>
    public Task<WorldTotals> Do(string world, WorldCommand command, CancellationToken cancellationToken)
    {
        var held = Find(world);
        return Task.Run(
            () =>
            {
                lock (held.Gate)
                {
                    // Not to be left in the middle of a command: there is no log to open it again from.
                    held.World.Do(command, CancellationToken.None);
                    return held.World.View.Totals;
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<WorldTotals> Look(string world, CancellationToken cancellationToken) => Answer(world, view => view.Totals);

    /// <inheritdoc/>
    public Task<WorldInstitution> Read(string world, string institution, CancellationToken cancellationToken) => Answer(world, view => view.Read(institution));

    /// <inheritdoc/>
    public Task<IReadOnlyList<InstitutionChange>> History(string world, string institution, int most, CancellationToken cancellationToken) =>
        Answer(world, view => view.History(institution, most));

    /// <inheritdoc/>
    public Task<Counterparties> Counterparties(string world, string institution, int from, int most, CancellationToken cancellationToken) =>
        Answer(world, view => view.Counterparties(institution, from, most));

    /// <inheritdoc/>
    public Task Drop(string world, CancellationToken cancellationToken)
    {
        _worlds.TryRemove(world, out _);
        return Task.CompletedTask;
    }

    private async Task<World> Found(string content, CancellationToken cancellationToken)
    {
        try
        {
            var (scenario, network) = await find(content, cancellationToken);
            return await Task.Run(() => World.Open(scenario, network), cancellationToken);
        }
        catch (KeyNotFoundException unknown)
        {
            throw new WorldException(WorldFault.Unknown, unknown.Message);
        }
    }

    private Held Find(string world) => _worlds.TryGetValue(world, out var held) ? held
        : throw new WorldException(WorldFault.Unknown, $"there is no world '{world}'");

    private Task<T> Answer<T>(string world, Func<WorldView, T> read)
    {
        try
        {
            return Task.FromResult(read(Find(world).World.View));
        }
        catch (WorldException refused)
        {
            return Task.FromException<T>(refused);
        }
    }

    private sealed class Held(WorldOrder order, World world)
    {
        public Lock Gate { get; } = new();

        public WorldOrder Order => order;

        public World World => world;
    }
}
