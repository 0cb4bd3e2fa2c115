using System.Security.Cryptography;
using Contagion.Engine;
using Contagion.Grains;
using Npgsql;
using NpgsqlTypes;

namespace Contagion.Silo;

/// <summary>Keeps blocks in PostgreSQL, each with a checksum. Every call is one exchange with the database, and one transaction.</summary>
/// <param name="database">The database.</param>
/// <param name="log">Told of records that are damaged.</param>
internal sealed partial class PostgresBlockStore(NpgsqlDataSource database, ILogger<PostgresBlockStore> log) : IBlockStore
{
    /// <summary>Records that are read at a time: however small they are, the database counts no further ahead.</summary>
    public const int RecordsMax = 16_384;

    /// <inheritdoc/>
    public async Task Open(string run, long attempt)
    {
        await using var command = Command(BlockStatements.Open, Text(run), Number(attempt));
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async Task Close(string run, long attempt)
    {
        await using var command = Command(BlockStatements.Close, Text(run), Number(attempt));
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenRun>> Unfinished(int runsMax)
    {
        await using var command = Command(BlockStatements.Unfinished, Number(runsMax));
        await using var reader = await command.ExecuteReaderAsync();
        var open = new List<OpenRun>();
        while (await reader.ReadAsync())
        {
            open.Add(new OpenRun(reader.GetString(0), reader.GetInt64(1)));
        }

        return open;
    }

    /// <inheritdoc/>
    public async Task<bool> Keep(string run, long attempt, IReadOnlyList<KeptBlock> blocks)
    {
        // To keep nothing locks nothing, and writes nothing to the disk.
        await using var command = blocks.Count == 0
            ? Command(BlockStatements.IsCurrent, Text(run), Number(attempt))
            : Command(BlockStatements.Keep, [Text(run), Number(attempt), .. Columns(blocks)]);
        return await command.ExecuteScalarAsync() is true;
    }

    /// <inheritdoc/>
    public async Task<int[]> Done(string run)
    {
        await using var command = Command(BlockStatements.Done, Text(run));
        await using var reader = await command.ExecuteReaderAsync();
        var done = new List<int>();
        while (await reader.ReadAsync())
        {
            done.Add(reader.GetInt32(0));
        }

        return [.. done];
    }

    /// <inheritdoc/>
    /// <remarks>A record that is damaged is dropped, as if it had never been kept: the run's next attempt computes it again.</remarks>
    public async Task<IReadOnlyList<NumberedBlock>> Read(string run, long after, long bytesMax)
    {
        while (true)
        {
            var (sound, damaged) = await ReadOnce(run, after, bytesMax);
            if (damaged.Count > 0)
            {
                await Discard(run, damaged);
            }

            // None means that there are no further ones: not so where all that were found are damaged.
            if (sound.Count > 0 || damaged.Count == 0)
            {
                return sound;
            }
        }
    }

    /// <inheritdoc/>
    public async Task Drop(string run)
    {
        await using var batch = database.CreateBatch();
        foreach (var statement in (string[])[BlockStatements.DropRun, BlockStatements.DropBlocks])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement) { Parameters = { Text(run) } });
        }

        await batch.ExecuteNonQueryAsync();
    }

    private async Task<(List<NumberedBlock> Sound, List<NumberedBlock> Damaged)> ReadOnce(string run, long after, long bytesMax)
    {
        await using var command = Command(BlockStatements.Read, Text(run), Number(after), Number(bytesMax), Number(RecordsMax));
        await using var reader = await command.ExecuteReaderAsync();
        var (sound, damaged) = (new List<NumberedBlock>(), new List<NumberedBlock>());
        while (await reader.ReadAsync())
        {
            var record = reader.GetFieldValue<byte[]>(2);
            var isSound = SHA256.HashData(record).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(3));
            (isSound ? sound : damaged).Add(new NumberedBlock(reader.GetInt64(0), reader.GetInt32(1), record));
        }

        return (sound, damaged);
    }

    private async Task Discard(string run, List<NumberedBlock> damaged)
    {
        foreach (var block in damaged)
        {
            LogDamaged(run, block.Block);
        }

        await using var command = Command(BlockStatements.Discard, Text(run), new NpgsqlParameter<long[]> { TypedValue = [.. damaged.Select(block => block.Number)] });
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter[] Columns(IReadOnlyList<KeptBlock> blocks)
    {
        var records = blocks.Select(block => block.Record).ToArray();
        return
        [
            new NpgsqlParameter<int[]> { TypedValue = [.. blocks.Select(block => block.Block)] },
            Bytes(records),
            Bytes([.. records.Select(record => SHA256.HashData(record))]),
        ];
    }

    private NpgsqlCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = database.CreateCommand(text);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static NpgsqlParameter<string> Text(string text) => new() { TypedValue = text };

    private static NpgsqlParameter<long> Number(long number) => new() { TypedValue = number };

    private static NpgsqlParameter<byte[][]> Bytes(byte[][] rows) => new() { TypedValue = rows, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run}: the record of block {Block} is damaged; it is dropped, to be computed again")]
    private partial void LogDamaged(string run, int block);
}
