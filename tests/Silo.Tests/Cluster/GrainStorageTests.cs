using Contagion.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Contagion.Silo.Tests;

/// <summary>States of grains as Orleans reads and writes them: whoever does not know the last version is told.</summary>
[Collection(PostgresTests.Name)]
public sealed class GrainStorageTests(PostgresServer server)
{
    private static readonly GrainId Grain = GrainId.Create("note", "a key");

    [PostgresTheory]
    [InlineData(GrainStorage.Name)]
    [InlineData(TestSilo.Deleting)]
    public Task A_state_is_read_as_it_was_written_and_cleared(string name) => With(name, async storage =>
    {
        Assert.False((await Read(storage)).RecordExists);
        var state = new GrainState<Note>(new Note { Text = "one" });
        await Write(storage, state);
        state.State.Text = "two";
        await Write(storage, state);

        var read = await Read(storage);
        Assert.Equal(("two", "2", true), (read.State.Text, read.ETag, read.RecordExists));

        await storage.ClearStateAsync("note", Grain, read);
        Assert.Equal((null, false), (read.State.Text, read.RecordExists));
        Assert.Null((await Read(storage)).State.Text);
        read.State.Text = "three";
        await Write(storage, read);
        Assert.Equal("three", (await Read(storage)).State.Text);
    });

    [PostgresTheory]
    [InlineData(GrainStorage.Name)]
    [InlineData(TestSilo.Deleting)]
    public Task Whoever_does_not_know_the_last_version_is_told(string name) => With(name, async storage =>
    {
        var first = new GrainState<Note>(new Note { Text = "first" });
        await Write(storage, first);
        var late = await Read(storage);
        await Write(storage, first);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(storage, late));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(storage, new GrainState<Note>(new Note())));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", Grain, late));
        Assert.Equal(("first", "2"), ((await Read(storage)).State.Text, (await Read(storage)).ETag));

        await storage.ClearStateAsync("note", Grain, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(storage, late));
    });

    [PostgresFact]
    public Task Of_many_that_write_at_once_one_succeeds() => With(GrainStorage.Name, async storage =>
    {
        for (var round = 0; round < 10; round++)
        {
            var known = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Read(storage)));
            var told = await Task.WhenAll(known.Select(state => Task.Run(async () =>
            {
                try
                {
                    await Write(storage, state);
                    return true;
                }
                catch (InconsistentStateException)
                {
                    return false;
                }
            })));

            Assert.Equal(1, told.Count(isDone => isDone));
        }
    });

    [PostgresFact]
    public Task Grains_of_every_kind_of_key_are_told_apart() => With(GrainStorage.Name, async storage =>
    {
        var (type, guid) = (GrainType.Create("note"), new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        GrainId[] grains =
        [
            GrainId.Create("note", "a key"),
            GrainId.Create("note", "a Key"),
            GrainId.Create("other", "a key"),
            GrainId.Create(type, GrainIdKeyExtensions.CreateIntegerKey(5)),
            GrainId.Create(type, GrainIdKeyExtensions.CreateIntegerKey(-1)),
            GrainId.Create(type, GrainIdKeyExtensions.CreateIntegerKey(5, "more")),
            GrainId.Create(type, GrainIdKeyExtensions.CreateGuidKey(guid)),
            GrainId.Create(type, GrainIdKeyExtensions.CreateGuidKey(guid, "more")),
        ];
        foreach (var grain in grains)
        {
            await storage.WriteStateAsync(grain.Type.ToString()!, grain, new GrainState<Note>(new Note { Text = grain.ToString() }));
        }

        foreach (var grain in grains)
        {
            var state = new GrainState<Note>(new Note());
            await storage.ReadStateAsync(grain.Type.ToString()!, grain, state);
            Assert.Equal(grain.ToString(), state.State.Text);
        }
    });

    private static Task Write(IGrainStorage storage, IGrainState<Note> state) => storage.WriteStateAsync("note", Grain, state);

    private static async Task<GrainState<Note>> Read(IGrainStorage storage)
    {
        var state = new GrainState<Note>(new Note());
        await storage.ReadStateAsync("note", Grain, state);
        return state;
    }

    private async Task With(string name, Func<IGrainStorage, Task> test)
    {
        await using var database = await server.Create();
        await using var silo = await TestSilo.Start(database);
        await test(silo.Services.GetRequiredKeyedService<IGrainStorage>(name));
    }
}
