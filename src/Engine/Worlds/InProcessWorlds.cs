using System.Collections.Concurrent;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Worlds in this process.</summary>
/// <param name="find">Finds a scenario and its network by content; throws <see cref="KeyNotFoundException"/> where there is none.</param>
/// <param name="store">Where worlds are kept; null where they end with the process.</param>
public sealed class InProcessWorlds(Func<string, CancellationToken, Task<(Scenario Scenario, Network Network)>> find, IWorldStore? store = null) : IWorlds, IDisposable
{
    private readonly ConcurrentDictionary<string, Held> _worlds = [];

    /// <summary>Worlds come and go one at a time.</summary>
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <inheritdoc/>
    public async Task<WorldTotals> Open(string world, WorldOrder order, CancellationToken cancellationToken)
    {
        WorldName.Expect(world);
        using var turn = await Turn(cancellationToken);
        if (await Known(world, cancellationToken) is not { } held)
        {
            var opened = await Begin(order.Content, "", cancellationToken);
            store?.Open(world, order);
            _worlds[world] = held = new Held(order, opened);
        }

        return held.Order == order ? held.View.Totals : throw new WorldException(WorldFault.Conflict, $"the world '{world}' was opened with another scenario");
    }

    /// <inheritdoc/>
    public async Task<WorldTotals> Do(string world, WorldCommand command, CancellationToken cancellationToken)
    {
        var held = await Find(world, cancellationToken);
        try
        {
            // Not to be left in the middle of a command: there need not be a log to open it again from.
            return await Task.Run(() => held.Do(command, line => store?.Append(world, line)), cancellationToken);
        }
        catch (Exception failure) when (failure is not (WorldException or OperationCanceledException) && store is not null)
        {
            // Whoever asks next has it from its log.
            using var turn = await Turn(CancellationToken.None);
            _worlds.TryRemove(new(world, held));
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<WorldTotals> Look(string world, CancellationToken cancellationToken) => (await Find(world, cancellationToken)).View.Totals;

    /// <inheritdoc/>
    public async Task<WorldInstitution> Read(string world, string institution, CancellationToken cancellationToken) =>
        (await Find(world, cancellationToken)).View.Read(institution);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<InstitutionChange>> History(string world, string institution, int most, CancellationToken cancellationToken) =>
        (await Find(world, cancellationToken)).View.History(institution, most);

    /// <inheritdoc/>
    public async Task<Counterparties> Counterparties(string world, string institution, int from, int most, CancellationToken cancellationToken) =>
        (await Find(world, cancellationToken)).View.Counterparties(institution, from, most);

    /// <inheritdoc/>
    public async Task Drop(string world, CancellationToken cancellationToken)
    {
        WorldName.Expect(world);
        using var turn = await Turn(cancellationToken);
        if (_worlds.TryRemove(world, out var held))
        {
            held.Close();
        }

        store?.Drop(world);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<Held> Find(string world, CancellationToken cancellationToken)
    {
        WorldName.Expect(world);
        if (_worlds.TryGetValue(world, out var held))
        {
            return held;
        }

        using var turn = await Turn(cancellationToken);
        return await Known(world, cancellationToken) ?? throw new WorldException(WorldFault.Unknown, $"there is no world '{world}'; expected one that was opened before");
    }

    /// <summary>A world that is open or kept.</summary>
    private async Task<Held?> Known(string world, CancellationToken cancellationToken)
    {
        if (!_worlds.TryGetValue(world, out var held) && store?.Find(world) is var (order, log))
        {
            _worlds[world] = held = new Held(order, await Begin(order.Content, log, cancellationToken));
        }

        return held;
    }

    private async Task<World> Begin(string content, string log, CancellationToken cancellationToken)
    {
        try
        {
            var (scenario, network) = await find(content, cancellationToken);
            return await Task.Run(() => World.Open(scenario, network, WorldLog.Read(log, network.Count), cancellationToken), cancellationToken);
        }
        catch (KeyNotFoundException unknown)
        {
            throw new WorldException(WorldFault.Unknown, unknown.Message);
        }
    }

    private async Task<IDisposable> Turn(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Turned(_gate);
    }

    private sealed class Turned(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    /// <summary>A world that is open.</summary>
    private sealed class Held(WorldOrder order, World world)
    {
        private readonly Lock _gate = new();
        private bool _isClosed;

        public WorldOrder Order => order;

        /// <summary>How it stands as far as it is kept.</summary>
        public WorldView View { get; private set; } = world.View;

        public WorldTotals Do(WorldCommand command, Action<string> keep)
        {
            lock (_gate)
            {
                if (_isClosed)
                {
                    throw new WorldException(WorldFault.Conflict, "the world has just been closed; ask again");
                }

                // Until it is kept, nobody may do a further command on it.
                _isClosed = true;
                try
                {
                    if (world.Do(command, CancellationToken.None) is { } entry)
                    {
                        keep(WorldLog.Write(entry));
                        View = world.View;
                    }

                    _isClosed = false;
                }
                catch (WorldException)
                {
                    _isClosed = false;
                    throw;
                }

                return View.Totals;
            }
        }

        /// <summary>Waits for who changes it; nobody does from then on.</summary>
        public void Close()
        {
            lock (_gate)
            {
                _isClosed = true;
            }
        }
    }
}
