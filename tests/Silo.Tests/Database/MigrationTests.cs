using Npgsql;

namespace Contagion.Silo.Tests;

/// <summary>The form of the database.</summary>
[Collection(PostgresTests.Name)]
public sealed class MigrationTests(PostgresServer server)
{
    private static readonly Migration First = new("0001-first.sql", "CREATE TABLE first (a integer);\nINSERT INTO first VALUES (1);\n");
    private static readonly Migration Second = new("0002-second.sql", "CREATE TABLE second (a integer);\n");

    private static IEnumerable<string> Names => Migration.All.Select(migration => migration.Name);

    [Fact]
    public void Migrations_are_numbered_from_one_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, 8), Migration.All.Select(migration => migration.Number));

    [Fact]
    public void The_checksum_of_a_migration_does_not_depend_on_line_ends() =>
        Assert.Equal(First.Checksum, new Migration(First.Name, First.Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Checksum);

    [PostgresFact]
    public async Task An_empty_database_lacks_all_and_says_what_to_run()
    {
        await using var database = await server.Create(withSchema: false);

        var check = await Contagion.Silo.Database.Check(database.Connection);

        Assert.Equal(Names, check.Missing);
        Assert.Equal(
            "The database lacks 8 of 8 migrations (0001-queries.sql, 0002-membership.sql, 0003-grains.sql, 0004-reminders.sql, 0005-runs.sql, " +
            "0006-contents.sql, 0007-open-runs.sql, 0008-addresses.sql): run 'silo database apply' before silos are started.",
            check.Fault);
    }

    [PostgresFact]
    public async Task Applying_twice_changes_nothing()
    {
        await using var database = await server.Create(withSchema: false);

        Assert.Equal(Names, await Contagion.Silo.Database.Apply(database.Connection));
        Assert.Empty(await Contagion.Silo.Database.Apply(database.Connection));
        Assert.Null((await Contagion.Silo.Database.Check(database.Connection)).Fault);
    }

    [PostgresFact]
    public async Task Several_apply_at_once_and_each_migration_is_applied_by_one()
    {
        await using var database = await server.Create(withSchema: false);

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Contagion.Silo.Database.Apply(database.Connection))));

        Assert.Equal(Names, applied.SelectMany(names => names).Order());
    }

    [PostgresFact]
    public async Task A_new_migration_is_missing_until_it_is_applied()
    {
        await using var database = await server.Create(withSchema: false);
        await new Migrator(database.Source, [First]).Apply(default);
        var migrator = new Migrator(database.Source, [First, Second]);

        Assert.Equal([Second.Name], (await migrator.Check(default)).Missing);
        Assert.Equal([Second.Name], await migrator.Apply(default));
        Assert.Equal(1, await database.Ask<long>("SELECT count(*) FROM first"));

        // The program before that migration finds what it needs.
        Assert.Null((await new Migrator(database.Source, [First]).Check(default)).Fault);
    }

    [PostgresFact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_told()
    {
        await using var database = await server.Create(withSchema: false);
        await new Migrator(database.Source, [First]).Apply(default);
        var migrator = new Migrator(database.Source, [new Migration(First.Name, First.Text + "-- changed"), Second]);

        var told = await Assert.ThrowsAsync<DatabaseException>(() => migrator.Apply(default));

        Assert.Equal("Migration 0001-first.sql was changed after it was applied to this database: put the file back as it was, and the change into a migration of its own.", told.Message);
        var check = await migrator.Check(default);
        Assert.Equal([First.Name], check.Changed);
        Assert.Equal([Second.Name], check.Missing);
        Assert.Equal("The database was made by another version of this program: 0001-first.sql was changed after it was applied.", check.Fault);
    }

    [PostgresFact]
    public async Task A_migration_that_fails_leaves_nothing()
    {
        await using var database = await server.Create(withSchema: false);
        var broken = new Migration("0002-broken.sql", "CREATE TABLE half (a integer); SELECT 1 / 0;");

        await Assert.ThrowsAsync<PostgresException>(() => new Migrator(database.Source, [First, broken]).Apply(default));

        Assert.Equal([broken.Name], (await new Migrator(database.Source, [First, broken]).Check(default)).Missing);
        Assert.True(await database.Ask<bool>("SELECT to_regclass('half') IS NULL"));
        Assert.Equal([Second.Name], await new Migrator(database.Source, [First, Second]).Apply(default));
    }
}
