using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Contagion.Grains.Tests;

/// <summary>Grain storage that outlives the silos that use it, as a database does, and refuses whoever does not know the last version.</summary>
internal sealed class SharedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), (string Text, string Tag)> _rows = [];
    private int _broken;
    private int _count;

    /// <summary>Rows that are kept.</summary>
    public int Count => _rows.Count;

    /// <summary>Writes of pages of logs.</summary>
    public int PagesWritten => _count;

    /// <summary>Lets the next writes fail.</summary>
    /// <param name="times">How many.</param>
    public void Break(int times) => _broken = times;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId), out var row))
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (JsonSerializer.Deserialize<T>(row.Text)!, row.Tag, true);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Interlocked.Decrement(ref _broken) >= 0)
        {
            throw new IOException("The storage is away.");
        }

        _count += typeof(T) == typeof(WorldPage) ? 1 : 0;
        var row = (JsonSerializer.Serialize(grainState.State), Guid.NewGuid().ToString());
        var isKept = grainState.RecordExists
            ? _rows.TryGetValue((stateName, grainId), out var before) && before.Tag == grainState.ETag && _rows.TryUpdate((stateName, grainId), row, before)
            : _rows.TryAdd((stateName, grainId), row);
        if (!isKept)
        {
            throw new InconsistentStateException("Somebody else has written it.");
        }

        (grainState.ETag, grainState.RecordExists) = (row.Item2, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove((stateName, grainId), out _);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }
}
