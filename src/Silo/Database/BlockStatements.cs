namespace Contagion.Silo;

/// <summary>What <see cref="PostgresBlockStore"/> says to the database.</summary>
/// <remarks>
/// Each begins with the row of the run, and locks it if it changes anything. So an attempt begins after whatever was being kept for the one
/// before it is kept or refused, and numbers of a run are given and become visible in the same order: a lock is held until what was done under
/// it can be seen. All this is said of isolation "read committed", the default: a statement that has waited for a row sees the row as it is then.
/// </remarks>
internal static class BlockStatements
{
    /// <summary>Parameters: run, attempt. An attempt does not give way to an earlier one.</summary>
    public const string Open =
        """
        INSERT INTO contagion_run AS known (run, attempt) VALUES ($1, $2)
        ON CONFLICT (run) DO UPDATE SET attempt = excluded.attempt, opened = now(), is_open = true WHERE known.attempt < excluded.attempt
        """;

    /// <summary>Parameters: run, attempt.</summary>
    public const string Close = "UPDATE contagion_run SET is_open = false WHERE run = $1 AND attempt = $2 AND is_open";

    /// <summary>Parameters: runs.</summary>
    public const string Unfinished = "SELECT run, attempt FROM contagion_run WHERE is_open ORDER BY opened, run LIMIT $1";

    /// <summary>Parameters: run, attempt. Whether the attempt is the run's.</summary>
    public const string IsCurrent = "SELECT EXISTS (SELECT FROM contagion_run WHERE run = $1 AND attempt = $2)";

    /// <summary>Parameters: run, attempt, and an array each of blocks, records and checksums. Whether the attempt is the run's.</summary>
    /// <remarks>Numbers are given to rows that come out of the join, so after the lock.</remarks>
    public const string Keep =
        """
        WITH current AS MATERIALIZED (
            SELECT run, attempt FROM contagion_run WHERE run = $1 AND attempt = $2 FOR NO KEY UPDATE
        ), kept AS (
            INSERT INTO contagion_block (run, block, attempt, record, checksum)
            SELECT current.run, made.block, current.attempt, made.record, made.checksum
            FROM current CROSS JOIN unnest($3, $4, $5) AS made (block, record, checksum)
            ON CONFLICT (run, block) DO NOTHING
        )
        SELECT EXISTS (SELECT FROM current)
        """;

    /// <summary>Parameters: run.</summary>
    public const string Done = "SELECT block FROM contagion_block WHERE run = $1 ORDER BY block";

    /// <summary>Parameters: run, the number after which to read, bytes, records. The first record comes however large it is.</summary>
    public const string Read =
        """
        SELECT number, block, record, checksum
        FROM (
            SELECT number, block, record, checksum,
                row_number() OVER in_order AS place, sum(octet_length(record)) OVER in_order AS bytes
            FROM (
                SELECT number, block, record, checksum FROM contagion_block WHERE run = $1 AND number > $2 ORDER BY number LIMIT $4
            ) AS later
            WINDOW in_order AS (ORDER BY number ROWS UNBOUNDED PRECEDING)
        ) AS counted
        WHERE place = 1 OR bytes <= $3
        ORDER BY number
        """;

    /// <summary>Parameters: run, numbers. A record that was kept anew meanwhile has another number, and stays.</summary>
    public const string Discard = "DELETE FROM contagion_block WHERE run = $1 AND number = ANY ($2)";

    /// <summary>Parameters: run. Before <see cref="DropBlocks"/>, which then sees what was being kept.</summary>
    public const string DropRun = "DELETE FROM contagion_run WHERE run = $1";

    /// <summary>Parameters: run.</summary>
    public const string DropBlocks = "DELETE FROM contagion_block WHERE run = $1";
}
