using System.Security.Cryptography;

namespace Contagion.Silo.Tests;

/// <summary>Scenarios and their files by what is in them.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresContentsTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 5000).Select(at => (byte)(at * 7))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    private readonly ListLogger<PostgresContents> _log = new();
    private TestDatabase _database = null!;
    private PostgresContents _contents = null!;

    public async Task InitializeAsync()
    {
        if (PostgresPrograms.Missing is null)
        {
            _database = await server.Create();
            _contents = new PostgresContents(_database.Source, _log);
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
    public async Task What_was_put_is_found_by_its_hash()
    {
        Assert.Null(await _contents.Find(Hash));
        await _contents.Put(Hash, Bytes);
        await _contents.Put(Hash.ToUpperInvariant(), Bytes);
        var empty = Convert.ToHexStringLower(SHA256.HashData([]));
        await _contents.Put(empty, []);

        Assert.Equal(Bytes, await _contents.Find(Hash));
        Assert.Empty((await _contents.Find(empty))!);
        Assert.Equal(2, await _database.Ask<long>("SELECT count(*) FROM contagion_content"));
    }

    [PostgresFact]
    public async Task Many_put_the_same_at_once()
    {
        await Parallel.ForAsync(0, 16, async (_, stop) => await _contents.Put(Hash, Bytes, stop));

        Assert.Equal(Bytes, await _contents.Find(Hash));
    }

    [PostgresFact]
    public async Task Bytes_with_another_hash_are_refused()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _contents.Put(Hash, [1, 2, 3]));

        Assert.StartsWith($"The bytes do not have the hash {Hash}", refused.Message, StringComparison.Ordinal);
        Assert.Null(await _contents.Find(Hash));
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task What_is_no_hash_is_refused(string hash) =>
        Assert.StartsWith($"'{hash}' is no SHA-256", (await Assert.ThrowsAsync<ArgumentException>(() => _contents.Find(hash))).Message, StringComparison.Ordinal);

    [PostgresFact]
    public async Task Too_many_bytes_are_refused()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _contents.Put(Hash, GC.AllocateUninitializedArray<byte>(PostgresContents.BytesMax + 1)));

        Assert.StartsWith("A content has at most 536870912 bytes; this one has 536870913.", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task What_is_damaged_is_dropped_and_can_be_brought_again()
    {
        await _contents.Put(Hash, Bytes);
        await _database.Execute("UPDATE contagion_content SET bytes = set_byte(bytes, 100, 0)");

        Assert.Null(await _contents.Find(Hash));
        Assert.Equal([$"Warning: Content {Hash} is damaged; it is dropped, to be brought again"], _log.Lines);
        Assert.Equal(0, await _database.Ask<long>("SELECT count(*) FROM contagion_content"));
        await _contents.Put(Hash, Bytes);
        Assert.Equal(Bytes, await _contents.Find(Hash));
    }

    [PostgresFact]
    public async Task To_put_what_is_damaged_mends_it()
    {
        await _contents.Put(Hash, Bytes);
        await _database.Execute("UPDATE contagion_content SET bytes = '\\x00'");

        await _contents.Put(Hash, Bytes);

        Assert.Equal(Bytes, await _contents.Find(Hash));
        Assert.Empty(_log.Lines);
    }
}
