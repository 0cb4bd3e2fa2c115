using System.Collections.Concurrent;
using Contagion.Engine;
using Contagion.Grains;
using Microsoft.Extensions.Logging.Abstractions;

namespace Contagion.Silo.Tests;

/// <summary>What every block store promises.</summary>
[Collection(PostgresTests.Name)]
public sealed class BlockStoreTests(PostgresServer server)
{
    public enum Kind
    {
        Memory,
        Postgres,
    }

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task Records_are_read_in_the_order_in_which_they_were_kept(Kind kind) => With(kind, async store =>
    {
        await store.Open("run", 1);
        Assert.True(await store.Keep("run", 1, [Block(7), Block(2)]));
        Assert.True(await store.Keep("run", 1, [Block(5)]));

        var read = await store.Read("run", 0, long.MaxValue);

        Assert.Equal([7, 2, 5], read.Select(block => block.Block));
        Assert.All(read, block => Assert.Equal(Block(block.Block).Record, block.Record));
        Assert.True(read[0].Number > 0 && read[0].Number < read[1].Number && read[1].Number < read[2].Number);
        Assert.Equal((int[])[2, 5, 7], await store.Done("run"));
        Assert.Equal([5], (await store.Read("run", read[1].Number, long.MaxValue)).Select(block => block.Block));
        Assert.Empty(await store.Read("run", read[2].Number, long.MaxValue));
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task A_block_is_kept_once(Kind kind) => With(kind, async store =>
    {
        await store.Open("run", 1);
        Assert.True(await store.Keep("run", 1, [Block(1), Block(1)]));
        Assert.True(await store.Keep("run", 1, [Block(2), Block(1)]));

        Assert.Equal([1, 2], (await store.Read("run", 0, long.MaxValue)).Select(block => block.Block));
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task An_attempt_that_is_not_the_runs_is_refused(Kind kind) => With(kind, async store =>
    {
        Assert.False(await store.Keep("run", 1, [Block(1)]));
        await store.Open("run", 2);

        Assert.False(await store.Keep("run", 1, [Block(1)]));
        Assert.False(await store.Keep("run", 3, [Block(1)]));
        Assert.Empty(await store.Done("run"));
        Assert.True(await store.Keep("run", 2, [Block(1)]));
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task An_attempt_does_not_give_way_to_an_earlier_one(Kind kind) => With(kind, async store =>
    {
        await store.Open("run", 5);
        await store.Keep("run", 5, [Block(1)]);
        await store.Open("run", 4);

        Assert.False(await store.Keep("run", 4, [Block(2)]));
        Assert.True(await store.Keep("run", 5, [Block(3)]));
        await store.Open("run", 6);
        Assert.Equal((int[])[1, 3], await store.Done("run"));
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task To_keep_nothing_tells_whether_the_attempt_is_the_runs(Kind kind) => With(kind, async store =>
    {
        Assert.False(await store.Keep("run", 1, []));
        await store.Open("run", 1);
        Assert.True(await store.Keep("run", 1, []));
        await store.Open("run", 2);
        Assert.False(await store.Keep("run", 1, []));
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task A_run_is_open_from_its_first_attempt_until_its_last_is_closed(Kind kind) => With(kind, async store =>
    {
        await store.Open("b", 1);
        await store.Open("a", 1);
        await store.Open("c", 1);
        await store.Open("b", 2);
        Assert.Equal([new OpenRun("a", 1), new OpenRun("c", 1), new OpenRun("b", 2)], await store.Unfinished(10));
        Assert.Equal([new OpenRun("a", 1)], await store.Unfinished(1));

        // The first attempt at b ends late: it is not what is under way.
        await store.Close("b", 1);
        await store.Close("a", 1);
        await store.Close("nobody", 1);
        await store.Drop("c");
        Assert.Equal([new OpenRun("b", 2)], await store.Unfinished(10));

        await store.Close("b", 2);
        Assert.Empty(await store.Unfinished(10));
        await store.Open("b", 2);
        Assert.Empty(await store.Unfinished(10));
        await store.Open("b", 3);
        Assert.Equal([new OpenRun("b", 3)], await store.Unfinished(10));
    });

    // 100 bytes at a time: 60, then 30 and 10, then 101 alone although it is more, then the empty one.
    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task Reading_stops_before_too_many_bytes(Kind kind) => With(kind, async store =>
    {
        await store.Open("run", 1);
        int[] sizes = [60, 50, 30, 10, 10, 101, 0];
        await store.Keep("run", 1, [.. sizes.Select((size, block) => new KeptBlock(block, new byte[size]))]);

        var (got, after) = (new List<string>(), 0L);
        while (await store.Read("run", after, 100) is { Count: > 0 } read)
        {
            got.Add(string.Join('+', read.Select(block => block.Record.Length)));
            after = read[^1].Number;
        }

        Assert.Equal(["60", "50+30+10+10", "101", "0"], got);
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task A_run_that_is_dropped_is_forgotten_and_others_are_not(Kind kind) => With(kind, async store =>
    {
        foreach (var run in (string[])["one", "other"])
        {
            await store.Open(run, 1);
            await store.Keep(run, 1, [Block(1)]);
        }

        await store.Drop("one");
        await store.Drop("nobody's");

        Assert.False(await store.Keep("one", 1, [Block(2)]));
        Assert.Empty(await store.Done("one"));
        Assert.Empty(await store.Read("one", 0, long.MaxValue));
        Assert.Equal((int[])[1], await store.Done("other"));
        await store.Open("one", 1);
        Assert.Empty(await store.Done("one"));
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task Thousands_of_records_are_kept_at_once(Kind kind) => With(kind, async store =>
    {
        await store.Open("run", 1);
        KeptBlock[] blocks = [.. Enumerable.Range(0, 10_000).Select(Block)];

        Assert.True(await store.Keep("run", 1, blocks));

        var read = await store.Read("run", 0, long.MaxValue);
        Assert.Equal(blocks.Select(block => block.Block), read.Select(block => block.Block));
        Assert.All(read, block => Assert.Equal(blocks[block.Block].Record, block.Record));
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task Nothing_of_an_attempt_is_kept_after_the_next_has_begun(Kind kind) => With(kind, async store =>
    {
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            var (now, first) = (attempt, attempt * 1000);
            await store.Open("run", now);
            using var running = new CountdownEvent(8);
            var keepers = Enumerable.Range(0, 8).Select(keeper => Task.Run(async () =>
            {
                var kept = 0;
                while (await store.Keep("run", now, [Block(first + (keeper * 100) + kept)]) && ++kept < 100)
                {
                    if (kept == 1)
                    {
                        running.Signal();
                    }
                }
            })).ToArray();
            running.Wait();

            await store.Open("run", now + 1);
            var before = await store.Done("run");
            await Task.WhenAll(keepers);

            Assert.Equal(before, await store.Done("run"));
        }
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task Whoever_remembers_the_last_number_misses_no_record(Kind kind) => With(kind, async store =>
    {
        const int keepers = 8, calls = 60, blocks = 5;
        await store.Open("run", 1);
        var keeping = Task.WhenAll(Enumerable.Range(0, keepers).Select(keeper => Task.Run(async () =>
        {
            for (var call = 0; call < calls; call++)
            {
                var first = ((keeper * calls) + call) * blocks;
                await store.Keep("run", 1, [.. Enumerable.Range(first, blocks).Select(Block)]);
            }
        })));

        var (seen, after) = (new List<int>(), 0L);
        for (var isLast = false; !isLast;)
        {
            isLast = keeping.IsCompleted;
            foreach (var block in await store.Read("run", after, 4096))
            {
                Assert.True(block.Number > after, $"number {block.Number} after {after}");
                seen.Add(block.Block);
                (after, isLast) = (block.Number, false);
            }
        }

        await keeping;
        Assert.Equal(Enumerable.Range(0, keepers * calls * blocks), seen.Order());
    });

    [Theory]
    [InlineData(Kind.Memory)]
    [PostgresData(Kind.Postgres)]
    public Task A_block_that_many_keep_at_once_is_kept_once(Kind kind) => With(kind, async store =>
    {
        await store.Open("run", 1);
        var answers = new ConcurrentBag<bool>();

        await Parallel.ForAsync(0, 16, async (_, _) => answers.Add(await store.Keep("run", 1, [.. Enumerable.Range(0, 50).Select(Block)])));

        Assert.All(answers, Assert.True);
        Assert.Equal(Enumerable.Range(0, 50), (await store.Read("run", 0, long.MaxValue)).Select(block => block.Block).Order());
    });

    internal static KeptBlock Block(int block) => new(block, [.. Enumerable.Range(0, block % 64).Select(at => (byte)(block + at))]);

    private async Task With(Kind kind, Func<IBlockStore, Task> test)
    {
        if (kind == Kind.Memory)
        {
            await test(new MemoryBlockStore());
            return;
        }

        await using var database = await server.Create();
        await test(new PostgresBlockStore(database.Source, NullLogger<PostgresBlockStore>.Instance));
    }
}
