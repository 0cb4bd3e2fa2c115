using Contagion.Analysis;
using Contagion.Engine;

namespace Contagion.Data.Tests.Sweeps;

/// <summary>A sweep gives the same bytes, however it is computed and whatever happened on the way.</summary>
public sealed class SweepRunTests : IDisposable
{
    private readonly SmallFolder _folder = new SmallFolder().Write(
        "scenario.yaml",
        """
        name: Small
        network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
        shocks:
          - { kind: asset-loss, target: { random: 2 }, fraction: { distribution: uniform, low: 0, high: 0.3 } }
        channels:
          solvency: { mechanism: debtrank-linear }
        run: { seed: 7, replications: 40 }

        """)
        .Write("institutions.csv", "id,kind,external_assets,equity\nB1,bank,100,10\nB2,bank,100,10\nB3,bank,100,10\nB4,bank,100,10\n")
        .Write("exposures.csv", "creditor,debtor,amount\nB1,B2,8\nB2,B3,8\nB3,B1,8\nB4,B1,3\n");

    private readonly SweepFile _sweep;
    private readonly byte[] _undisturbed;

    public SweepRunTests()
    {
        // Points of one block, of five blocks, and in an order that mixes them.
        _sweep = SweepFile.Load(_folder.At("scenario.yaml"), [], ["channels.solvency.recovery=0,0.4", "run.replications=40,8,1,24"], null);
        _undisturbed = Run("undisturbed", 1);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(16, null)]
    [InlineData(2, 3)]
    public void Threads_and_partitions_do_not_change_a_byte(int threads, int? partitions) => Assert.Equal(_undisturbed, Run("other", threads, partitions));

    [Fact]
    public void A_row_is_the_summary_of_the_run_with_the_values_of_its_point()
    {
        Run("done", 2);
        using var directory = SweepDirectory.Open(_folder.At("done"), _sweep, resumes: true);

        var rows = directory.Rows().ToArray();

        Assert.Equal(_sweep.Count, rows.Length);
        for (var point = 0; point < rows.Length; point++)
        {
            var file = _folder.Load([.. _sweep.Paths.Zip(_sweep.ValuesOf(point), (path, value) => $"{path}={value}")]);
            var expected = SummaryRow.Of(InProcessHost.Run(file.Scenario, file.Network, new RunOptions { Threads = 1 }));
            Assert.Equal(expected.Numbers, rows[point].Numbers);
            Assert.Equal((expected.Replications, expected.NotConverged), (rows[point].Replications, rows[point].NotConverged));
        }
    }

    [Fact]
    public void A_row_does_not_depend_on_what_other_points_there_are()
    {
        var alone = SweepFile.Load(_folder.At("scenario.yaml"), [], ["channels.solvency.recovery=0.4", "run.replications=24"], null);

        var last = Text(_undisturbed).TrimEnd('\n').Split('\n')[^1];
        var only = Text(Run("alone", 1, sweep: alone)).TrimEnd('\n').Split('\n')[^1];

        Assert.Equal(last[last.IndexOf(',', StringComparison.Ordinal)..], only[only.IndexOf(',', StringComparison.Ordinal)..]);
    }

    // The shocks of a replication are drawn before recovery is asked for.
    [Fact]
    public void Points_share_their_draws()
    {
        var rows = Text(_undisturbed).TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        var (first, total) = (Array.IndexOf(rows[0], "first_round_loss_mean"), Array.IndexOf(rows[0], "total_loss_mean"));

        for (var point = 1; point <= 4; point++)
        {
            Assert.Equal(rows[point][first], rows[point + 4][first]);
        }

        Assert.NotEqual(rows[1][total], rows[5][total]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 1)]
    [InlineData(7, 3)]
    public void A_sweep_that_was_stopped_after_some_points_ends_as_if_it_had_not(int points, int threads)
    {
        Stop("stopped", points, threads);

        Assert.Equal(_undisturbed, Run("stopped", threads, resumes: true));
        Assert.Equal(["inputs", "journal", "scenario.yaml", "sweep.csv", "sweep.json"], Directory.EnumerateFileSystemEntries(_folder.At("stopped")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_point_that_was_under_way_goes_on_from_its_finished_blocks()
    {
        using (var directory = SweepDirectory.Open(_folder.At("blocks"), _sweep, resumes: false))
        {
            using var stop = new CancellationTokenSource();
            using var blocks = directory.Blocks(0);
            var file = _sweep.Point(0);
            var done = 0;
            Assert.Throws<OperationCanceledException>(() => InProcessHost.Run(
                file.Scenario, file.Network, new RunOptions { Threads = 1, Journal = blocks, Progress = more => StopAfter(stop, done += more, 16) }, stop.Token));
        }

        using (var directory = SweepDirectory.Open(_folder.At("blocks"), _sweep, resumes: true))
        using (var blocks = directory.Blocks(0))
        {
            Assert.Equal(2, blocks.Count);
            Assert.Equal(0, directory.RecordsDropped);
        }

        Assert.Equal(_undisturbed, Run("blocks", 1, resumes: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_records_are_dropped_said_so_and_computed_again(bool isTorn)
    {
        Stop("damaged", 5, 1);
        var journal = File.ReadAllBytes(_folder.At("damaged/journal"));
        journal[journal.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.At("damaged/journal"), isTorn ? journal[..^3] : journal);

        using (var directory = SweepDirectory.Open(_folder.At("damaged"), _sweep, resumes: true))
        {
            Assert.True(directory.RecordsDropped >= 1, $"{directory.RecordsDropped} dropped");
            Assert.InRange(directory.PointsDone, 1, 4);
        }

        Assert.Equal(_undisturbed, Run("damaged", 2, resumes: true));
    }

    [Fact]
    public void Damaged_blocks_of_a_point_are_dropped_and_said_so()
    {
        Stop("torn", 1, 1);
        _folder.Write("torn/journal-4", "no record of ours, but long enough for the head of one");
        _folder.Write("torn/journal-0", "what is left of a point that is done");

        using (var directory = SweepDirectory.Open(_folder.At("torn"), _sweep, resumes: true))
        {
            Assert.Equal(1, directory.RecordsDropped);
            Assert.False(File.Exists(_folder.At("torn/journal-0")));
        }

        Assert.Equal(_undisturbed, Run("torn", 2, resumes: true));
    }

    [Fact]
    public void Points_of_one_folder_with_another_network_copy_it_as_well()
    {
        _folder.Write("more.csv", "creditor,debtor,amount\nB1,B2,8\n");
        var sweep = SweepFile.Load(_folder.At("scenario.yaml"), [], ["network.files.exposures=exposures.csv,more.csv"], null);

        Run("networks", 1, sweep: sweep);

        Assert.Equal(File.ReadAllText(_folder.At("exposures.csv")), File.ReadAllText(_folder.At("networks/inputs/exposures.csv")));
        Assert.Equal(File.ReadAllText(_folder.At("more.csv")), File.ReadAllText(_folder.At("networks/inputs/1/exposures.csv")));
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static void StopAfter(CancellationTokenSource stop, int done, int enough)
    {
        if (done >= enough)
        {
            stop.Cancel();
        }
    }

    private byte[] Run(string name, int threads, int? partitions = null, bool resumes = false, SweepFile? sweep = null)
    {
        using var directory = SweepDirectory.Open(_folder.At(name), sweep ?? _sweep, resumes);
        SweepRun.Run(sweep ?? _sweep, directory, new RunOptions { Threads = threads, Partitions = partitions }, CancellationToken.None);
        directory.Complete();
        return File.ReadAllBytes(directory.Table);
    }

    private void Stop(string name, int points, int threads)
    {
        using var stop = new CancellationTokenSource();
        using var directory = SweepDirectory.Open(_folder.At(name), _sweep, resumes: false);
        var done = 0;
        try
        {
            SweepRun.Run(_sweep, directory, new RunOptions { Threads = threads, Progress = more => StopAfter(stop, Interlocked.Add(ref done, more), points) }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Other threads may have done the rest before they hear of it.
        }

        directory.End(RunState.Cancelled, null);
    }
}
