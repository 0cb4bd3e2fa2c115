using System.Globalization;
using Npgsql;

namespace Contagion.Cli;

/// <summary>A cluster by its database, in which its silos say where they are reached.</summary>
internal sealed class ClusterDatabase : ClusterAddress
{
    /// <summary>Silos give a sign of life every ten seconds. 3 is Orleans' number for a silo that takes part.</summary>
    private const string Silos =
        """
        SELECT cluster, http, alive, alive > now() - interval '1 minute' AS lives
        FROM contagion_silo
        WHERE status = 3 AND http IS NOT NULL
        ORDER BY alive DESC
        """;

    private readonly string _connection;
    private readonly string _name;

    /// <param name="connection">How to reach the database.</param>
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    /// <exception cref="FormatException">It is no connection string.</exception>
    public ClusterDatabase(string connection)
    {
        var given = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        if (given.Host is not { Length: > 0 })
        {
            throw new ArgumentException("it names no Host");
        }

        (_connection, _name) = (given.ConnectionString, $"{given.Database ?? given.Username} on {given.Host}:{given.Port.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Uri>> Find(CancellationToken cancellationToken)
    {
        try
        {
            return Choose(await Read(cancellationToken));
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            throw new IOException($"the database {_name} is not that of a cluster of this version; expected one that 'silo database apply' has made", failure);
        }
        catch (NpgsqlException failure)
        {
            throw new IOException($"the database {_name} cannot be asked where the cluster is: {failure.Message}", failure);
        }
    }

    private async Task<List<Listed>> Read(CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        await using var command = database.CreateCommand(Silos);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var listed = new List<Listed>();
        while (await reader.ReadAsync(cancellationToken))
        {
            listed.Add(new Listed(reader.GetString(0), new Uri(reader.GetString(1)), reader.GetDateTime(2), reader.GetBoolean(3)));
        }

        return listed;
    }

    private Uri[] Choose(List<Listed> listed)
    {
        Listed[] living = [.. listed.Where(silo => silo.Lives)];
        string[] clusters = [.. living.Select(silo => silo.Cluster).Distinct().Order(StringComparer.Ordinal)];
        return (living, listed, clusters) switch
        {
            ([], [], _) => throw new IOException($"no silo lives in the database {_name}; start one with 'silo run', or ./cluster up"),
            ([], [var last, ..], _) => throw new IOException(
                string.Create(CultureInfo.InvariantCulture, $"no silo lives in the database {_name}: the last one, {last.Http}, gave its last sign of life at {last.Alive:yyyy-MM-dd HH:mm:ss} UTC; start one with 'silo run', or ./cluster up")),
            (_, _, [_, _, ..]) => throw new IOException($"silos of several clusters live in the database {_name}: {string.Join(", ", clusters)}; name silos of one of them by their URLs: {string.Join(", ", living.Select(silo => $"{silo.Http} ({silo.Cluster})"))}"),
            _ => [.. living.Select(silo => silo.Http)],
        };
    }

    private readonly record struct Listed(string Cluster, Uri Http, DateTime Alive, bool Lives);
}
