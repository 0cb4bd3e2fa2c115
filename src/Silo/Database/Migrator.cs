using Npgsql;

namespace Contagion.Silo;

/// <summary>Applies migrations to a database, each in a transaction and once.</summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The migrations, in order.</param>
/// <remarks>Migrations of a later version that were applied are no fault: what a version needs of the database, later ones leave in it.</remarks>
internal sealed class Migrator(NpgsqlDataSource database, IReadOnlyList<Migration> migrations)
{
    /// <summary>Any number that nobody else locks: the letters "Contagio".</summary>
    private const long LockKey = 0x436F_6E74_6167_696F;

    private const string Prepare =
        """
        CREATE TABLE IF NOT EXISTS contagion_migration (
            number integer PRIMARY KEY,
            name text NOT NULL,
            checksum text NOT NULL,
            applied timestamptz NOT NULL DEFAULT now()
        )
        """;

    /// <inheritdoc cref="Database.Apply"/>
    public async Task<IReadOnlyList<string>> Apply(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var applied = new List<string>();
        foreach (var migration in migrations)
        {
            if (await Apply(connection, migration, cancellationToken))
            {
                applied.Add(migration.Name);
            }
        }

        return applied;
    }

    /// <inheritdoc cref="Database.Check"/>
    public async Task<DatabaseCheck> Check(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var applied = await Applied(connection, cancellationToken);
        return new DatabaseCheck(
            migrations.Count,
            [.. migrations.Where(migration => !applied.ContainsKey(migration.Number)).Select(migration => migration.Name)],
            [.. migrations.Where(migration => applied.TryGetValue(migration.Number, out var checksum) && checksum != migration.Checksum).Select(migration => migration.Name)]);
    }

    /// <summary>Applies one, unless it is. Whoever else does so waits for the end of the transaction, and then finds it applied.</summary>
    private static async Task<bool> Apply(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Execute(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        var applied = await Applied(connection, cancellationToken);
        if (applied.TryGetValue(migration.Number, out var checksum))
        {
            return checksum == migration.Checksum ? false : throw new DatabaseException(
                $"Migration {migration.Name} was changed after it was applied to this database: put the file back as it was, and the change into a migration of its own.");
        }

        await Execute(connection, Prepare, cancellationToken);
        await Execute(connection, migration.Text, cancellationToken);
        await Note(connection, migration, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Checksums of the migrations that were applied, by number.</summary>
    private static async Task<Dictionary<int, string>> Applied(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, string>();
        await using var exists = new NpgsqlCommand("SELECT to_regclass('contagion_migration') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return applied;
        }

        await using var command = new NpgsqlCommand("SELECT number, checksum FROM contagion_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return applied;
    }

    private static async Task Note(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        const string text = "INSERT INTO contagion_migration (number, name, checksum) VALUES ($1, $2, $3)";
        await using var command = new NpgsqlCommand(text, connection)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task Execute(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
