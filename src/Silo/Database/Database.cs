using Npgsql;

namespace Contagion.Silo;

/// <summary>The database of a cluster: silos find each other in it, and keep what must outlive them.</summary>
internal static class Database
{
    /// <summary>Name by which Orleans knows PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Brings the database to the form that this program needs; does nothing where it has it. Several may do so at once.</summary>
    /// <returns>Names of the migrations that were applied.</returns>
    /// <exception cref="DatabaseException">A migration was changed after it was applied.</exception>
    public static async Task<IReadOnlyList<string>> Apply(string connectionString, CancellationToken cancellationToken = default)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        return await new Migrator(database, Migration.All).Apply(cancellationToken);
    }

    /// <summary>Tells which migrations are missing, and changes nothing.</summary>
    public static async Task<DatabaseCheck> Check(string connectionString, CancellationToken cancellationToken = default)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        return await new Migrator(database, Migration.All).Check(cancellationToken);
    }
}
