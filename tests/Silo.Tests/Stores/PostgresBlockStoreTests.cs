using Contagion.Grains;
using Npgsql;

namespace Contagion.Silo.Tests;

/// <summary>What the block store promises of PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresBlockStoreTests(PostgresServer server) : IAsyncLifetime
{
    private readonly ListLogger<PostgresBlockStore> _log = new();
    private TestDatabase _database = null!;
    private PostgresBlockStore _store = null!;

    public async Task InitializeAsync()
    {
        if (PostgresPrograms.Missing is null)
        {
            _database = await server.Create();
            _store = new PostgresBlockStore(_database.Source, _log);
        }
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_damaged_record_is_dropped_and_can_be_kept_again()
    {
        await _store.Open("run", 1);
        await _store.Keep("run", 1, [Block(10), Block(11), Block(12)]);
        var numbers = (await _store.Read("run", 0, long.MaxValue)).Select(block => block.Number).ToArray();
        await _database.Execute("UPDATE contagion_block SET record = set_byte(record, 3, get_byte(record, 3) # 16) WHERE block = 11");

        Assert.Equal([10, 12], (await _store.Read("run", 0, long.MaxValue)).Select(block => block.Block));
        Assert.Equal(["Warning: Run run: the record of block 11 is damaged; it is dropped, to be computed again"], _log.Lines);
        Assert.Equal((int[])[10, 12], await _store.Done("run"));

        await _store.Open("run", 2);
        await _store.Keep("run", 2, [Block(11)]);
        var again = Assert.Single(await _store.Read("run", numbers[2], long.MaxValue));
        Assert.Equal((11, true), (again.Block, again.Record.SequenceEqual(Block(11).Record)));
    }

    [PostgresFact]
    public async Task A_read_that_finds_only_damaged_records_goes_on_to_the_next()
    {
        await _store.Open("run", 1);
        await _store.Keep("run", 1, [Block(10), Block(11), Block(12)]);
        await _database.Execute("UPDATE contagion_block SET checksum = '\\x00' WHERE block < 12");

        Assert.Equal([12], (await _store.Read("run", 0, 1)).Select(block => block.Block));
        Assert.Equal(2, _log.Lines.Count);
    }

    [PostgresFact]
    public async Task A_record_that_was_kept_anew_is_not_dropped_for_the_one_before_it()
    {
        await _store.Open("run", 1);
        await _store.Keep("run", 1, [Block(10)]);
        var number = await _database.Ask<long>("SELECT number FROM contagion_block");
        await _database.Execute("DELETE FROM contagion_block");
        await _store.Keep("run", 1, [Block(10)]);

        await using var discard = _database.Source.CreateCommand(BlockStatements.Discard);
        discard.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "run" });
        discard.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [number] });

        Assert.Equal(0, await discard.ExecuteNonQueryAsync());
        Assert.Equal((int[])[10], await _store.Done("run"));
    }

    // Numbers of a transaction that is still open are taken, but cannot be seen: nobody must get higher ones meanwhile.
    [PostgresFact]
    public async Task Whoever_keeps_waits_for_whoever_keeps_of_the_same_run_and_for_no_other()
    {
        await _store.Open("run", 1);
        await _store.Open("other", 1);
        var impatient = new PostgresBlockStore(_database.Impatient, _log);
        await using var connection = await _database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var keep = new NpgsqlCommand(BlockStatements.Keep, connection);
        keep.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "run" });
        keep.Parameters.Add(new NpgsqlParameter<long> { TypedValue = 1 });
        keep.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [1] });
        keep.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [[1]] });
        keep.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [[1]] });
        Assert.Equal(true, await keep.ExecuteScalarAsync());

        Assert.True(await impatient.Keep("other", 1, [Block(1)]));
        await AssertWaits(() => impatient.Keep("run", 1, [Block(2)]));
        await AssertWaits(() => impatient.Open("run", 2));
        await AssertWaits(() => impatient.Drop("run"));

        await transaction.CommitAsync();
        Assert.True(await impatient.Keep("run", 1, [Block(2)]));
    }

    [PostgresFact]
    public async Task Whoever_keeps_waits_for_the_attempt_that_begins_and_is_refused()
    {
        await _store.Open("run", 1);
        await using var connection = await _database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var open = new NpgsqlCommand(BlockStatements.Open, connection);
        open.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "run" });
        open.Parameters.Add(new NpgsqlParameter<long> { TypedValue = 2 });
        await open.ExecuteNonQueryAsync();

        await AssertWaits(() => new PostgresBlockStore(_database.Impatient, _log).Keep("run", 1, [Block(1)]));
        var keep = _store.Keep("run", 1, [Block(1)]);
        await transaction.CommitAsync();

        Assert.False(await keep);
        Assert.Empty(await _store.Done("run"));
    }

    [PostgresFact]
    public async Task Nothing_is_left_of_a_run_that_is_dropped_while_it_is_kept()
    {
        for (var round = 0; round < 20; round++)
        {
            await _store.Open("run", 1);
            var keepers = Enumerable.Range(0, 8).Select(keeper => Task.Run(async () =>
            {
                for (var block = 0; block < 100 && await _store.Keep("run", 1, [Block((keeper * 100) + block)]); block++)
                {
                }
            })).ToArray();

            await _store.Drop("run");
            await Task.WhenAll(keepers);

            Assert.Equal(0, await _database.Ask<long>("SELECT count(*) FROM contagion_block"));
        }
    }

    [PostgresFact]
    public async Task Reading_stops_after_so_many_records_and_goes_on_from_there()
    {
        const int blocks = PostgresBlockStore.RecordsMax + 10;
        await _store.Open("run", 1);
        await _store.Keep("run", 1, [.. Enumerable.Range(0, blocks).Select(block => new KeptBlock(block, [1]))]);

        var first = await _store.Read("run", 0, long.MaxValue);
        var second = await _store.Read("run", first[^1].Number, long.MaxValue);

        Assert.Equal((PostgresBlockStore.RecordsMax, 10), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, blocks), first.Concat(second).Select(block => block.Block));
    }

    private static KeptBlock Block(int block) => BlockStoreTests.Block(block);

    private static async Task AssertWaits(Func<Task> act) =>
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, (await Assert.ThrowsAsync<PostgresException>(act)).SqlState);
}
