using Npgsql;

namespace Contagion.Silo.Tests;

/// <summary>A database of one test.</summary>
/// <param name="connection">How to reach it.</param>
public sealed class TestDatabase(string connection) : IAsyncDisposable
{
    /// <summary>How to reach it.</summary>
    public string Connection => connection;

    /// <summary>Connections to it.</summary>
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(connection);

    /// <summary>Connections to it on which whoever waits longer for a lock is told so.</summary>
    public NpgsqlDataSource Impatient { get; } = NpgsqlDataSource.Create(connection + ";Options=-c lock_timeout=200ms");

    public async Task<int> Execute(string text)
    {
        await using var command = Source.CreateCommand(text);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Ask<T>(string text)
    {
        await using var command = Source.CreateCommand(text);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Impatient.DisposeAsync();

        // Those of Orleans' silos, which end long after the test: the server has not enough for all tests.
        await using var orleans = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(orleans);
    }
}
