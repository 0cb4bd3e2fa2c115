using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests;

/// <summary>Worlds of a program without a cluster are there again when it starts anew.</summary>
public sealed class WorldFoldersTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WorldOrder Order = new("content", "test");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-worlds-");

    // Equity is 20: shares of it are exact.
    [Theory]
    [InlineData("a world")]
    [InlineData("..")]
    [InlineData("CON é: \\ *")]
    public async Task A_world_is_there_again_in_the_next_process(string name)
    {
        var before = await In(async worlds =>
        {
            await worlds.Open(name, Order, None);
            await worlds.Do(name, Loss(1, 5), None);
            await worlds.Do(name, new WorldCommand.Step(2, 2), None);
            return await worlds.Read(name, "B0", None);
        });
        var between = await In(worlds => worlds.Do(name, Loss(3, 2.5), None));
        var after = await In(worlds => worlds.Read(name, "B0", None));

        Assert.Equal(3, between.Commands);
        Assert.Equal((before.Worth - 2.5, 3), (after.Worth, (int)(await In(worlds => worlds.Look(name, None))).Commands));
        Assert.Equal(_folder.FullName, Assert.Single(_folder.EnumerateFileSystemInfos()) is DirectoryInfo one ? one.Parent!.FullName : "");
    }

    // Killed at every byte of the last line.
    [Fact]
    public async Task A_line_without_its_end_is_dropped_and_its_command_is_sent_again()
    {
        var expected = await In(async worlds =>
        {
            await worlds.Open("w", Order, None);
            await worlds.Do("w", Loss(1, 3), None);
            return await worlds.Do("w", Loss(2, 4), None);
        });
        var log = Assert.Single(_folder.EnumerateFiles("log", SearchOption.AllDirectories)).FullName;
        var whole = File.ReadAllBytes(log);
        for (var length = Array.IndexOf(whole, (byte)'\n') + 1; length < whole.Length; length++)
        {
            File.WriteAllBytes(log, whole[..length]);

            Assert.Equal(1, (await In(worlds => worlds.Look("w", None))).Commands);
            Assert.Equal(expected, await In(worlds => worlds.Do("w", Loss(2, 4), None)));
            Assert.Equal(whole, File.ReadAllBytes(log));
        }
    }

    [Fact]
    public async Task A_world_that_was_dropped_is_none()
    {
        await In(worlds => worlds.Open("w", Order, None));
        await In(async worlds =>
        {
            await worlds.Drop("w", None);
            await worlds.Drop("never", None);
            return 0;
        });

        Assert.Equal(WorldFault.Unknown, (await Assert.ThrowsAsync<WorldException>(() => In(worlds => worlds.Look("w", None)))).Fault);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Two_processes_cannot_have_the_same_world() => await In(async worlds =>
    {
        await worlds.Open("w", Order, None);
        await Assert.ThrowsAnyAsync<IOException>(() => In(others => others.Look("w", None)));
        return 0;
    });

    [Fact]
    public async Task What_cannot_be_kept_is_not_done()
    {
        var store = new Failing(new WorldFolders(_folder.FullName));
        using var worlds = new InProcessWorlds(Sample, store);
        await worlds.Open("w", Order, None);
        await worlds.Do("w", Loss(1, 3), None);
        var before = await worlds.Look("w", None);

        store.IsFailing = true;
        await Assert.ThrowsAsync<IOException>(() => worlds.Do("w", Loss(2, 4), None));
        store.IsFailing = false;

        Assert.Equal(before, await worlds.Look("w", None));
        Assert.Equal(2, (await worlds.Do("w", Loss(2, 4), None)).Commands);
        store.Dispose();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<T> In<T>(Func<IWorlds, Task<T>> act)
    {
        using var store = new WorldFolders(_folder.FullName);
        using var worlds = new InProcessWorlds(Sample, store);
        return await act(worlds);
    }

    private static WorldCommand.Strike Loss(long number, double amount) => new(number, [new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Ids(["B0"]), Amount = amount }]);

    private static Task<(Scenario Scenario, Network Network)> Sample(string content, CancellationToken stop)
    {
        var builder = new NetworkBuilder();
        builder.Add(new Institution("B0", InstitutionKind.Bank) { ExternalAssets = 50, ExternalLiabilities = 10 });
        builder.Add(new Institution("B1", InstitutionKind.Bank) { ExternalAssets = 50, ExternalLiabilities = 10 });
        builder.Add(new Exposure(1, 0, 20));
        var scenario = new Scenario { Name = "small", Network = new NetworkSource(), Channels = new Channels { Solvency = new LinearDebtRank() } };
        return Task.FromResult((scenario, builder.Build()));
    }

    private sealed class Failing(WorldFolders inner) : IWorldStore, IDisposable
    {
        public bool IsFailing { get; set; }

        public (WorldOrder Order, string Log)? Find(string world) => inner.Find(world);

        public void Open(string world, WorldOrder order) => inner.Open(world, order);

        public void Append(string world, string line)
        {
            if (IsFailing)
            {
                throw new IOException("The disk is full.");
            }

            inner.Append(world, line);
        }

        public void Drop(string world) => inner.Drop(world);

        public void Dispose() => inner.Dispose();
    }
}
