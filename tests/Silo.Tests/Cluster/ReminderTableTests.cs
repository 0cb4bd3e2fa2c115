using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Contagion.Silo.Tests;

/// <summary>Reminders as Orleans reads and writes them.</summary>
[Collection(PostgresTests.Name)]
public sealed class ReminderTableTests(PostgresServer server)
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    [PostgresFact]
    public Task A_reminder_is_read_as_it_was_written() => With(async table =>
    {
        // 100 days are more milliseconds than fit into 32 bits.
        foreach (var period in (TimeSpan[])[TimeSpan.FromMinutes(1), TimeSpan.FromDays(100)])
        {
            var reminder = Reminder("grain", "name", period);
            var etag = await table.UpsertRow(reminder);

            var read = await table.ReadRow(reminder.GrainId, "name");
            Assert.Equal((reminder.GrainId, "name", Noon, period, etag), (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        }

        Assert.Null(await table.ReadRow(Reminder("grain", "other").GrainId, "other"));
    });

    [PostgresFact]
    public Task A_grain_has_several_reminders() => With(async table =>
    {
        foreach (var (grain, name) in ((string, string)[])[("one", "a"), ("one", "b"), ("other", "a")])
        {
            await table.UpsertRow(Reminder(grain, name));
        }

        var read = await table.ReadRows(Reminder("one", "").GrainId);
        Assert.Equal(["a", "b"], read.Reminders.Select(reminder => reminder.ReminderName).Order());
    });

    [PostgresFact]
    public Task Only_the_version_that_is_known_is_removed() => With(async table =>
    {
        var reminder = Reminder("grain", "name");
        var early = await table.UpsertRow(reminder);
        var last = await table.UpsertRow(reminder);

        Assert.NotEqual(early, last);
        Assert.False(await table.RemoveRow(reminder.GrainId, "name", early));
        Assert.True(await table.RemoveRow(reminder.GrainId, "name", last));
        Assert.False(await table.RemoveRow(reminder.GrainId, "name", last));
    });

    // Hashes are a ring of unsigned numbers, its parts without their beginning and with their end. Signed, the upper half of them is negative.
    [PostgresTheory]
    [InlineData(0x10000000u, 0x70000000u)]
    [InlineData(0x70000000u, 0x90000000u)]
    [InlineData(0x90000000u, 0xF0000000u)]
    [InlineData(0xF0000000u, 0x10000000u)]
    [InlineData(0x90000000u, 0x80000000u)]
    [InlineData(0u, 0u)]
    [InlineData(0x80000000u, 0x80000000u)]
    public Task A_part_of_the_ring_has_its_reminders(uint begin, uint end) => With(async table =>
    {
        var reminders = Enumerable.Range(0, 100).Select(number => Reminder($"grain {number}", "name")).ToArray();
        foreach (var reminder in reminders)
        {
            await table.UpsertRow(reminder);
        }

        await AssertPart(table, reminders, begin, end);

        // Its ends as well: from the hash of one reminder to that of another.
        await AssertPart(table, reminders, reminders[3].GrainId.GetUniformHashCode(), reminders[8].GrainId.GetUniformHashCode());
    });

    private static async Task AssertPart(IReminderTable table, ReminderEntry[] reminders, uint begin, uint end)
    {
        bool IsIn(uint hash) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
        var expected = reminders.Select(reminder => reminder.GrainId).Where(grain => IsIn(grain.GetUniformHashCode())).Select(grain => grain.ToString());

        var read = await table.ReadRows(begin, end);

        Assert.Equal(expected.Order(), read.Reminders.Select(reminder => reminder.GrainId.ToString()).Order());
    }

    private static ReminderEntry Reminder(string grain, string name, TimeSpan? period = null) =>
        new() { GrainId = GrainId.Create("note", grain), ReminderName = name, StartAt = Noon, Period = period ?? TimeSpan.FromMinutes(1) };

    private async Task With(Func<IReminderTable, Task> test)
    {
        await using var database = await server.Create();
        await using var silo = TestSilo.Of(database);
        var table = silo.Services.GetRequiredService<IReminderTable>();
        await table.StartAsync();
        await test(table);
    }
}
