using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Contagion.Grains.Tests;

/// <summary>Keeps states of grains where they outlive silos, as a database does: Orleans' storage in memory dies with the silo that has it.</summary>
internal sealed class SharedStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, GrainId Grain), (int Version, byte[] State)> _states = [];

    /// <summary>The storage as a silo sees it.</summary>
    public IGrainStorage For(Serializer serializer) => new View(this, serializer);

    private sealed class View(SharedStorage shared, Serializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            lock (shared._gate)
            {
                grainState.RecordExists = shared._states.TryGetValue((stateName, grainId), out var kept);
                grainState.State = grainState.RecordExists ? serializer.Deserialize<T>(kept.State) : Activator.CreateInstance<T>();
                grainState.ETag = grainState.RecordExists ? $"{kept.Version}" : null;
            }

            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            lock (shared._gate)
            {
                var version = Check(stateName, grainId, grainState.ETag) + 1;
                shared._states[(stateName, grainId)] = (version, serializer.SerializeToArray(grainState.State));
                (grainState.ETag, grainState.RecordExists) = ($"{version}", true);
            }

            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            lock (shared._gate)
            {
                _ = Check(stateName, grainId, grainState.ETag);
                shared._states.Remove((stateName, grainId));
                (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, Activator.CreateInstance<T>());
            }

            return Task.CompletedTask;
        }

        private int Check(string name, GrainId grain, string? tag)
        {
            var version = shared._states.TryGetValue((name, grain), out var kept) ? kept.Version : 0;
            return (tag ?? "0") == $"{version}" ? version : throw new InconsistentStateException($"The state {name} of {grain} was written by somebody else.", $"{version}", tag);
        }
    }
}
