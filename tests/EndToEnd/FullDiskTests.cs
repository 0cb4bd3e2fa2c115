using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>A disk that is full or cannot be written is told in one sentence and leaves nothing that looks whole.</summary>
public sealed class FullDiskTests(FullDiskTests.SmallRun run) : IClassFixture<FullDiskTests.SmallRun>
{
    private const int PageBytes = 4096;
    private static readonly string[] Results = ["institutions.csv", "replications.csv", "rounds.csv", "spillover.csv", "summary.json"];

    /// <summary>A run of one replication whose results are larger than its journal, and its undisturbed folder.</summary>
    public sealed class SmallRun : IDisposable
    {
        public SmallRun()
        {
            Folder = RandomNetwork.Write(new TestFolder(), count: 150, debtors: 8, leverage: 0.9)
                .Write("scenario.yaml", RandomNetwork.Scenario("{ kind: equity-loss, target: all, fraction: 0.1 }", "{ mechanism: debtrank-linear }"));
            Command.Run(Folder.Path, "run", "scenario.yaml", "--out", "undisturbed", "--quiet").Expect(0);
            InputPages = Pages("run.json") + Pages("scenario.yaml") + Pages("inputs/institutions.csv") + Pages("inputs/exposures.csv");
            ResultPages = Results.Sum(Pages);
        }

        internal TestFolder Folder { get; }

        /// <summary>Room that inputs take, in pages of the file system.</summary>
        internal int InputPages { get; }

        /// <summary>Room that results take.</summary>
        internal int ResultPages { get; }

        public void Dispose() => Folder.Dispose();

        private int Pages(string file) => (int)((new FileInfo(Folder.At("undisturbed", file)).Length + PageBytes - 1) / PageBytes);
    }

    [MountFact]
    public void A_disk_too_small_for_the_inputs_is_told_and_given_room_the_run_goes_on() => Fills(run.InputPages / 2, "run/inputs/");

    [MountFact]
    public void A_disk_too_small_for_the_journal_is_told_and_given_room_the_run_goes_on() => Fills(run.InputPages + 1, "run/journal");

    // The journal is still there when results are written.
    [MountFact]
    public void A_disk_too_small_for_the_results_is_told_and_given_room_the_run_goes_on() => Fills(run.InputPages + run.ResultPages, ".csv.tmp");

    [LongFact]
    public void A_disk_of_any_size_is_told_and_given_room_the_run_goes_on()
    {
        for (var pages = 1; pages <= run.InputPages + run.ResultPages; pages += 2)
        {
            Fills(pages, "run/");
        }
    }

    // Not everybody may mount, but everybody may limit how long files get; other file systems have such a limit of their own.
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(100)]
    public void A_limit_on_the_length_of_files_is_told_and_without_it_the_run_goes_on(int blocks)
    {
        var folder = $"limited-{blocks}";
        // Without the limit's signal; and the runtime itself wants to write its code twice unless told not to.
        var result = Command.Shell(
            run.Folder.Path, $"trap '' XFSZ; ulimit -f {blocks}; DOTNET_EnableWriteXorExecute=0 $CONTAGION run scenario.yaml --out {folder} --quiet");

        AssertTold(result, "File too large", folder);
        AssertNothingHalf(folder);
        Command.Run(run.Folder.Path, "run", "scenario.yaml", "--out", folder, "--resume", "--quiet").Expect(0);
        SameBytesTests.AssertSame(run.Folder, "undisturbed", folder, $"a run that was limited to files of {blocks} blocks");
    }

    [MountFact]
    public void A_folder_that_cannot_be_written_is_told_and_left_alone()
    {
        using var folder = TestFolder.Small();
        Directory.CreateDirectory(folder.At("sealed"));
        var before = folder.Contents();
        foreach (var output in new[] { "sealed", "sealed/new" })
        {
            var result = Command.Shell(folder.Path, MountFactAttribute.InOwnMounts(
                $"mount --bind sealed sealed && mount -o remount,ro,bind sealed && $CONTAGION run scenario.yaml --out {output}"));

            AssertTold(result, "Read-only file system", output);
            Assert.Equal("", result.Out);
            Assert.Equal(before, folder.Contents());
        }
    }

    // A run that was stopped, on a disk that has become read-only since.
    [MountFact]
    public void A_run_that_cannot_be_gone_on_with_is_told_and_left_alone()
    {
        using var folder = TestFolder.Small();
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "sealed", "--quiet").Expect(0);
        folder.Write("sealed/run.json", folder.Read("sealed", "run.json").Replace("\"completed\"", "\"cancelled\"", StringComparison.Ordinal));
        var before = folder.Contents();

        var result = Command.Shell(folder.Path, MountFactAttribute.InOwnMounts(
            "mount --bind sealed sealed && mount -o remount,ro,bind sealed && $CONTAGION run scenario.yaml --out sealed --resume"));

        AssertTold(result, "Read-only file system", "sealed");
        Assert.Equal(before, folder.Contents());
    }

    private void Fills(int pages, string file)
    {
        var (seen, after) = ($"seen-{pages}", $"after-{pages}");
        var command = "$CONTAGION run scenario.yaml --out room/run --quiet";
        var result = Command.Shell(run.Folder.Path, MountFactAttribute.InOwnMounts(
            $"mkdir -p room; mount -t tmpfs -o size={pages * PageBytes} none room || exit 99; {command}; code=$?; cp -r room/run {seen}; "
            + $"mount -o remount,size=64m room; {command} --resume 2>again || cat again; cp -r room/run {after}; exit $code"));

        AssertTold(result, "No space left on device", file);
        AssertNothingHalf(seen);
        Assert.True(File.Exists(run.Folder.At(after, "summary.json")), $"{pages} pages: given room, the run says {run.Folder.Read("again")}");
        SameBytesTests.AssertSame(run.Folder, "undisturbed", after, $"a run whose disk had {pages} pages");
    }

    private static void AssertTold(CommandResult result, string why, string file)
    {
        result.Expect(1);
        var line = Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("contagion: ", line, StringComparison.Ordinal);
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.Contains(file, line, StringComparison.Ordinal);
    }

    /// <summary>Each result that is there is the whole one, and the last of them is not.</summary>
    private void AssertNothingHalf(string folder)
    {
        Assert.False(File.Exists(run.Folder.At(folder, "summary.json")), $"{folder} has a summary");
        Assert.Empty(Directory.EnumerateFiles(run.Folder.At(folder), "*.tmp", SearchOption.AllDirectories));
        Assert.All(
            Results.Where(file => File.Exists(run.Folder.At(folder, file))),
            file => Assert.Equal(run.Folder.Read("undisturbed", file), run.Folder.Read(folder, file)));
        Assert.DoesNotContain("\"completed\"", run.Folder.Read(folder, "run.json"), StringComparison.Ordinal);
    }
}
