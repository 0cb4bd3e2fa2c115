using System.Security.Cryptography;
using Npgsql;

namespace Contagion.Silo;

/// <summary>Keeps scenarios and their files in PostgreSQL by what is in them.</summary>
/// <param name="database">The database.</param>
/// <param name="log">Told of contents that are damaged.</param>
internal sealed partial class PostgresContents(NpgsqlDataSource database, ILogger<PostgresContents> log)
{
    /// <summary>A content has no more bytes: a value in PostgreSQL has at most 1 GiB, and a message with it must fit as well.</summary>
    public const int BytesMax = 512 << 20;

    private const string PutText =
        """
        INSERT INTO contagion_content AS known (hash, bytes) VALUES ($1, $2)
        ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, added = now() WHERE known.bytes <> excluded.bytes
        """;

    /// <summary>Keeps bytes; keeping them twice changes nothing, unless those that are kept are damaged.</summary>
    /// <param name="hash">SHA-256 of the bytes, in hexadecimal.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The bytes are too many, or have another hash.</exception>
    public async Task Put(string hash, byte[] bytes, CancellationToken cancellationToken = default)
    {
        if (bytes.Length > BytesMax)
        {
            throw new ArgumentException($"A content has at most {BytesMax} bytes; this one has {bytes.Length}.", nameof(bytes));
        }

        var key = Parse(hash);
        if (!Has(key, bytes))
        {
            throw new ArgumentException($"The bytes do not have the hash {hash}: they were damaged on their way.", nameof(bytes));
        }

        await using var command = Command(PutText, key, bytes);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether somebody has brought bytes.</summary>
    /// <param name="hash">Their SHA-256, in hexadecimal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> Contains(string hash, CancellationToken cancellationToken = default)
    {
        await using var command = Command("SELECT 1 FROM contagion_content WHERE hash = $1", Parse(hash));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>The bytes; null where nobody has brought them. What is damaged is dropped, to be brought again.</summary>
    /// <param name="hash">SHA-256 of the bytes, in hexadecimal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]?> Find(string hash, CancellationToken cancellationToken = default)
    {
        var key = Parse(hash);
        await using var command = Command("SELECT bytes FROM contagion_content WHERE hash = $1", key);
        if (await command.ExecuteScalarAsync(cancellationToken) is not byte[] bytes)
        {
            return null;
        }

        if (Has(key, bytes))
        {
            return bytes;
        }

        LogDamaged(hash);
        await using var discard = Command("DELETE FROM contagion_content WHERE hash = $1 AND bytes = $2", key, bytes);
        await discard.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }

    private static byte[] Parse(string hash) => hash.Length == 2 * SHA256.HashSizeInBytes && hash.All(char.IsAsciiHexDigit)
        ? Convert.FromHexString(hash)
        : throw new ArgumentException($"'{hash}' is no SHA-256 in hexadecimal.", nameof(hash));

    private static bool Has(byte[] hash, byte[] bytes) => SHA256.HashData(bytes).AsSpan().SequenceEqual(hash);

    private NpgsqlCommand Command(string text, params ReadOnlySpan<byte[]> values)
    {
        var command = database.CreateCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = value });
        }

        return command;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Content {Hash} is damaged; it is dropped, to be brought again")]
    private partial void LogDamaged(string hash);
}
