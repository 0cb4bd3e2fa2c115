using System.Text.Json;
using System.Text.RegularExpressions;

namespace Contagion.Data.Tests.Runs;

/// <summary>run.json and the names of run folders.</summary>
public sealed class RunRecordTests
{
    private static readonly RunRecord Record = new()
    {
        Id = "a-1", Name = "Ünder \"way\"", ScenarioHash = new string('a', 64), Seed = ulong.MaxValue, Version = "1.2.3", Host = "in-process",
        Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), State = RunState.Running, Replications = 10, ReplicationsDone = 0,
    };

    [Theory]
    [InlineData(RunState.Running, "running")]
    [InlineData(RunState.Completed, "completed")]
    [InlineData(RunState.Failed, "failed")]
    [InlineData(RunState.Cancelled, "cancelled")]
    public void A_record_reads_back_as_it_was_and_names_its_state_in_words(RunState state, string word)
    {
        using var folder = new SmallFolder();
        var record = Record with { State = state, Ended = Record.Started.AddSeconds(1), Rounds = 3, NotConverged = 1, EngineMs = 1.5, Error = "none" };
        folder.Write("run.json", record.Write());

        Assert.Equal(record, FolderRecord.Read<RunRecord>(folder.At("run.json")));
        Assert.Equal(word, JsonDocument.Parse(record.Write()).RootElement.GetProperty("state").GetString());
    }

    // Other programs read these files; people read them from the top.
    [Fact]
    public void Every_record_begins_with_what_all_of_them_say()
    {
        var run = Keys(Record);

        Assert.Equal(
            ["id", "name", "scenario_hash", "seed", "version", "host", "started", "ended", "state", "error", "replications", "replications_done", "failed", "rounds", "not_converged", "engine_ms"],
            run);
        var common = run.Take(10).Where(key => key != "seed");
        Assert.Equal([.. common, "paths", "points", "points_done"], Keys(new SweepRecord
        {
            Id = "", Name = "", ScenarioHash = "", Version = "", Host = "", Started = default, State = default, Paths = [], Points = 1, PointsDone = 0,
        }));
        Assert.Equal([.. common, "alternatives", "folders"], Keys(new ComparisonRecord
        {
            Id = "", Name = "", ScenarioHash = "", Version = "", Host = "", Started = default, State = default, Alternatives = [], Folders = [],
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"state\": \"dreaming\" }")]
    [InlineData("{ \"id\": 7 }")]
    public void What_is_no_record_of_ours_is_none(string text)
    {
        using var folder = new SmallFolder().Write("run.json", text);

        Assert.Null(FolderRecord.Read<RunRecord>(folder.At("run.json")));
    }

    [Fact]
    public void No_file_is_no_record() => Assert.Null(FolderRecord.Read<RunRecord>("/no/such/folder/run.json"));

    [Theory]
    [InlineData("Two platforms", "two-platforms")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("Größe & Maß", "gro-e-ma")]
    [InlineData("银行", "run")]
    [InlineData("...", "run")]
    [InlineData("a name that is longer than anybody would want a folder to be called", "a-name-that-is-longer-than-anybody-would-want-a")]
    public void A_folder_is_named_after_the_scenario_in_plain_letters(string name, string start)
    {
        using var folder = new SmallFolder();
        var file = folder.Load($"name='{name}'");

        var path = RunDirectory.DefaultPath(file, new DateTimeOffset(2026, 1, 2, 5, 4, 5, TimeSpan.FromHours(2)));

        Assert.Equal("runs", Path.GetDirectoryName(path));
        Assert.Matches($"^{Regex.Escape(start)}", Path.GetFileName(path));
        Assert.EndsWith($"-20260102-030405-{file.Hash[..8]}", path, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(FolderRecord record) => JsonDocument.Parse(record.Write()).RootElement.EnumerateObject().Select(property => property.Name);
}
