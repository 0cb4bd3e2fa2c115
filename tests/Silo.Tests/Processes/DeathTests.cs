using System.Diagnostics;
using Contagion.Tests;

namespace Contagion.Silo.Tests;

/// <summary>Runs end by themselves, with the bytes of the embedded host, whatever becomes of silos and database.</summary>
[Collection(PostgresTests.Name)]
public sealed class DeathTests(PostgresServer server) : IDisposable
{
    private const int Silos = 3;
    private const int Replications = 3000;
    private const int SplitReplications = 400;
    private const int SplitGranularity = 20;

    private static readonly TimeSpan StartedAgainAfter = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-runs-");
    private readonly Random _chance = new(1);

    [PostgresFact]
    public Task A_silo_is_killed_in_the_middle_of_a_run() => Disturb(1, Kill);

    [LongPostgresFact]
    public Task A_run_goes_on_within_seconds_of_the_death_of_its_silo_though_whoever_asked_for_it_was_killed() => GoesOn(isTold: false);

    [LongPostgresFact]
    public Task A_run_goes_on_within_seconds_of_the_end_of_a_silo_that_was_told_though_whoever_asked_for_it_was_killed() => GoesOn(isTold: true);

    [LongPostgresFact]
    public Task Silos_are_killed_in_the_middle_of_fifty_runs() => Disturb(50, Kill);

    [LongPostgresFact]
    public Task Silos_are_killed_in_the_middle_of_ten_runs_that_are_split() => Disturb(10, Kill, SplitReplications, SplitGranularity);

    [LongPostgresFact]
    public Task Silos_hang_for_a_while_in_the_middle_of_twenty_runs() => Disturb(20, Hang);

    [LongPostgresFact]
    public Task The_database_is_away_for_a_minute_in_the_middle_of_a_run() => Disturb(1, async (_, _) =>
    {
        await server.Stop();
        await Task.Delay(TimeSpan.FromMinutes(1));
        await server.Start();
    });

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task GoesOn(bool isTold)
    {
        await using var database = await server.Create();
        using var first = new SiloProcess(database);
        await first.Ready();
        // Alone, the first silo has the run; there is more of it than is computed while the second one starts.
        var run = new ProcessRun(_folder.CreateSubdirectory("killed").FullName, 20 * Replications, [first]);
        await run.HasBegun();
        using var second = new SiloProcess(database);
        await second.Ready();

        run.Kill();
        if (isTold)
        {
            first.Leave();
        }
        else
        {
            first.Kill();
        }

        await Until(database, "attempt > 1", "the other silo had taken the run over");
        var kept = await database.Ask<long>("SELECT count(*) FROM contagion_block");
        await Until(database, $"is_open AND (SELECT count(*) FROM contagion_block) > {kept}", "it had kept a block");
    }

    private async Task Disturb(int times, Func<SiloProcess, int, Task> disturb, int replications = Replications, int granularity = 0)
    {
        await using var database = await server.Create();
        var silos = Enumerable.Range(0, Silos).Select(_ => new SiloProcess(database)).ToArray();
        try
        {
            var expected = _folder.CreateSubdirectory("expected").FullName;
            await new ProcessRun(expected, replications, []).Ends();
            for (var time = 0; time < times; time++)
            {
                await Task.WhenAll(silos.Select(silo => silo.Ready()));
                var actual = _folder.CreateSubdirectory($"run {time}").FullName;
                var run = new ProcessRun(actual, replications, silos, granularity);
                await run.HasBegun();
                await Task.Delay(_chance.Next(100, 2000));
                await disturb(silos[_chance.Next(Silos)], time);
                await run.Ends();

                ProcessRun.AssertSame(expected, actual);
                Directory.Delete(actual, recursive: true);
            }
        }
        finally
        {
            Array.ForEach(silos, silo => silo.Dispose());
        }
    }

    private static async Task Until(TestDatabase database, string isSo, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await database.Ask<bool>($"SELECT {isSo} FROM contagion_run"); await Task.Delay(50))
        {
            Assert.True(watch.Elapsed < GoesOnWithin, $"It took more than {GoesOnWithin} until {what}.");
        }
    }

    private static async Task Kill(SiloProcess silo, int time)
    {
        silo.Kill();
        await Task.Delay(StartedAgainAfter);
        silo.StartAgain();
    }

    private static async Task Hang(SiloProcess silo, int time)
    {
        silo.Hold();
        await Task.Delay(TimeSpan.FromSeconds((time % 3) switch { 0 => 5, 1 => 20, _ => 60 }));
        silo.LetGo();
    }
}
