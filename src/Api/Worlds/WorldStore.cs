using System.Collections.Concurrent;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Api;

/// <summary>Worlds that callers have open.</summary>
public sealed class WorldStore
{
    private readonly string _root;
    private readonly ServerSettings _settings;
    private readonly Drafts _drafts;
    private readonly RunMaker _runs;
    private readonly IContents _contents;
    private readonly IWorlds _worlds;
    private readonly ConcurrentDictionary<string, WorldRecord> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <param name="folders">Where it is kept whose they are.</param>
    /// <param name="settings">How many there may be.</param>
    /// <param name="drafts">What is asked for, before it is checked.</param>
    /// <param name="runs">What may be asked for.</param>
    /// <param name="contents">Where their scenarios are kept.</param>
    /// <param name="worlds">The worlds.</param>
    public WorldStore(ServerFolders folders, ServerSettings settings, Drafts drafts, RunMaker runs, IContents contents, IWorlds worlds)
    {
        (_root, _settings, _drafts, _runs, _contents, _worlds) = (folders.Of("open-worlds"), settings, drafts, runs, contents, worlds);
        foreach (var record in Directory.EnumerateFiles(_root, "*.json").Select(JsonFile.Read<WorldRecord>).OfType<WorldRecord>())
        {
            _all[record.Id] = record;
        }
    }

    /// <summary>The worlds a caller sees, the newest first.</summary>
    internal IEnumerable<WorldRecord> Of(Caller caller) =>
        _all.Values.Where(one => caller.Sees(one.Tenant)).OrderByDescending(one => one.Created).ThenByDescending(one => one.Id, StringComparer.Ordinal);

    /// <summary>A world.</summary>
    /// <exception cref="Refusal">There is none of this id that the caller sees.</exception>
    internal WorldRecord Find(string id, Caller caller) => _all.TryGetValue(id, out var record) && caller.Sees(record.Tenant) ? record : throw Refusal.Unknown($"there is no world '{id}'");

    /// <summary>How a world stands.</summary>
    internal async Task<WorldView> Look(WorldRecord record, CancellationToken stop) => WorldView.Of(record, await _worlds.Look(record.Id, stop));

    /// <summary>Opens a world, or finds the one that was opened under this key.</summary>
    internal async Task<WorldView> Open(RunRequest request, Caller caller, string? key, CancellationToken stop)
    {
        var (id, digest) = (NewId.Of(caller.Tenant, "world", key), RunMaker.Digest(request));
        using var turn = await Turn(id, stop);
        if (_all.TryGetValue(id, out var before))
        {
            return before.Request == digest ? await Look(before, stop) : throw Refusal.KeyTaken();
        }

        if (_all.Values.Count(one => one.Tenant == caller.Tenant) >= _settings.Limits.Worlds)
        {
            throw Refusal.TooMany($"{_settings.Limits.Worlds} worlds are open already; close one first", TimeSpan.FromMinutes(1));
        }

        using var draft = _drafts.Open(request, caller);
        var file = _runs.Checked(draft.Load());
        var content = ScenarioContent.Pack(file);
        await _contents.Put(content, stop);
        var totals = await _worlds.Open(id, new WorldOrder(content.Hash, RunDirectory.Version), stop);
        var record = new WorldRecord
        {
            Id = id, Tenant = caller.Tenant, Name = file.Scenario.Name, Created = DateTimeOffset.UtcNow, Request = digest, Content = content.Hash,
        };
        Keep(record);
        return WorldView.Of(record, totals);
    }

    /// <summary>Does a command, once for each key.</summary>
    /// <param name="record">The world.</param>
    /// <param name="key">The caller's key; null for none.</param>
    /// <param name="digest">SHA-256 of the request.</param>
    /// <param name="expect">Refuses a world that has changed since the caller looked.</param>
    /// <param name="command">The command of a number.</param>
    /// <param name="stop">Stops waiting.</param>
    internal async Task<WorldView> Do(WorldRecord record, string? key, string digest, Action<WorldView> expect, Func<long, WorldCommand> command, CancellationToken stop)
    {
        using var turn = await Turn(record.Id, stop);
        record = _all.TryGetValue(record.Id, out var now) ? now : throw Refusal.Unknown($"there is no world '{record.Id}'");
        if (key is not null && record.Keys.TryGetValue(key, out var done))
        {
            // The same command under the same number is done once.
            return done.Request == digest ? WorldView.Of(record, await _worlds.Do(record.Id, command(done.Number), stop)) : throw Refusal.KeyTaken();
        }

        var totals = await _worlds.Look(record.Id, stop);
        expect(WorldView.Of(record, totals));
        var next = command(totals.Commands + 1);
        if (key is not null)
        {
            // Kept first: a repeat after a crash finds its number.
            record = record with { Keys = new Dictionary<string, KeyedCommand>(record.Keys) { [key] = new(next.Number, digest) } };
            Keep(record);
        }

        return WorldView.Of(record, await _worlds.Do(record.Id, next, stop));
    }

    /// <summary>Closes a world.</summary>
    internal async Task Drop(WorldRecord record, CancellationToken stop)
    {
        using var turn = await Turn(record.Id, stop);
        await _worlds.Drop(record.Id, stop);
        _all.TryRemove(record.Id, out _);
        File.Delete(PathOf(record.Id));
    }

    private void Keep(WorldRecord record)
    {
        JsonFile.Write(PathOf(record.Id), record);
        _all[record.Id] = record;
    }

    private string PathOf(string id) => Path.Combine(_root, $"{id}.json");

    private async Task<IDisposable> Turn(string id, CancellationToken stop)
    {
        var gate = _turns.GetOrAdd(id, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(stop);
        return new Turned(gate);
    }

    private sealed class Turned(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
