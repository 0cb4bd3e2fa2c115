using System.Globalization;
using Contagion.Tests;
using Xunit.Abstractions;

namespace Contagion.EndToEnd;

/// <summary>What is damaged in a journal is dropped, said so, and computed again: it never shows in a result.</summary>
public sealed class DamagedJournalTests(DamagedJournalTests.StoppedRun run, ITestOutputHelper output) : IClassFixture<DamagedJournalTests.StoppedRun>
{
    private const int FlipsLong = 50;
    private const int CutMax = 64;

    /// <summary>A run of 25 blocks that was killed on the way, and the same run undisturbed.</summary>
    public sealed class StoppedRun : IDisposable
    {
        public StoppedRun()
        {
            Folder = RandomNetwork.Write(new TestFolder(), count: 60, debtors: 6, leverage: 0.97).Write("scenario.yaml", RandomNetwork.Scenario(
                "{ kind: equity-loss, target: { random: 5 }, fraction: 0.01 }", "{ mechanism: debtrank-linear }", "{ replications: 200, tolerance: 0, maxRounds: 1500 }"));
            Command.Run(Folder.Path, "run", "scenario.yaml", "--out", "undisturbed", "--quiet").Expect(0);
            while (Records.Blocks.Count < 3)
            {
                using var command = RunningCommand.Start(Folder, "stopped", "--resume", "--quiet");
                command.Interrupt();
                command.End().Expect(130);
            }

            Journal = File.ReadAllBytes(Folder.At("stopped", "journal"));
        }

        internal TestFolder Folder { get; }

        internal byte[] Journal { get; }

        internal JournalRecords Records => JournalRecords.Read(Folder.At("stopped", "journal"));

        public void Dispose() => Folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void A_torn_journal_goes_on_to_the_same_bytes(int cut) => Torn(cut);

    [Fact]
    public void A_journal_with_a_flipped_bit_in_a_head_or_a_body_goes_on_to_the_same_bytes()
    {
        Flipped(run.Records.Starts[1] + 5, 0);
        Flipped(run.Records.Starts[1] + 100, 7);
    }

    [Fact]
    public void A_journal_that_is_no_journal_goes_on_to_the_same_bytes() => GoOn("This is not a journal. It only stands where one should be."u8.ToArray(), "a text");

    [LongFact]
    public void A_journal_torn_anywhere_in_its_last_bytes_goes_on_to_the_same_bytes()
    {
        for (var cut = 1; cut <= CutMax; cut += cut < 20 ? 1 : 4)
        {
            Torn(cut);
        }
    }

    [LongFact]
    public void A_journal_with_any_bit_flipped_goes_on_to_the_same_bytes()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var flip = 0; flip < FlipsLong; flip++)
        {
            Flipped(random.Next(run.Journal.Length), random.Next(8));
        }
    }

    private void Torn(int cut) => GoOn(run.Journal[..^cut], $"a journal without its last {cut} bytes");

    private void Flipped(int at, int bit)
    {
        var journal = (byte[])run.Journal.Clone();
        journal[at] ^= (byte)(1 << bit);
        GoOn(journal, string.Create(CultureInfo.InvariantCulture, $"a journal of {journal.Length} bytes with bit {bit} of byte {at} flipped"));
    }

    private void GoOn(byte[] journal, string what)
    {
        var folder = run.Folder;
        var copy = Path.GetRandomFileName();
        Directory.CreateDirectory(folder.At(copy));
        File.Copy(folder.At("stopped", "run.json"), folder.At(copy, "run.json"));
        File.WriteAllBytes(folder.At(copy, "journal"), journal);

        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", copy, "--resume", "--quiet").Expect(0);

        var told = result.Error.Split('\n').Count(line => line.StartsWith("1 damaged record ", StringComparison.Ordinal) && line.Contains(copy, StringComparison.Ordinal));
        Assert.True(told == 1, $"{what}: the damage is told {told} times in\n{result.Error}");
        SameBytesTests.AssertSame(folder, "undisturbed", copy, what);
        Directory.Delete(folder.At(copy), recursive: true);
    }
}
