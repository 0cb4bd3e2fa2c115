using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>The directory of one comparison: a run in a folder of its own for each alternative, and tables of their differences that are never half written.</summary>
public sealed class ComparisonDirectory : IDisposable
{
    private const string RecordFile = "compare.json";

    private readonly ComparisonFile _comparison;
    private readonly Journal _lock;
    private ComparisonRecord _record;

    private ComparisonDirectory(string path, ComparisonFile comparison, Journal held, ComparisonRecord record) => (Path, _comparison, _lock, _record) = (path, comparison, held, record);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The table of differences.</summary>
    public string Table => System.IO.Path.Combine(Path, ComparisonTable.Name);

    /// <summary>Whether the comparison had been completed before, so that nothing is left to do.</summary>
    public bool IsCompleted => _record.State == RunState.Completed;

    /// <summary>Where a comparison goes unless the user says otherwise: a folder that is not there yet.</summary>
    public static string DefaultPath(ComparisonFile comparison, DateTimeOffset now) => FolderName.Free($"{FolderName.Slug(comparison.Name)}-compare", comparison.Hash, now);

    /// <summary>What a folder says of the comparison in it; null where there is none.</summary>
    public static ComparisonRecord? Look(string path) => FolderRecord.Read<ComparisonRecord>(System.IO.Path.Combine(path, RecordFile));

    /// <summary>Opens a directory for a comparison and writes what is known before it starts.</summary>
    /// <param name="path">The directory: new, empty, or with <paramref name="resumes"/> one of the same comparison.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="resumes">Whether to go on with a comparison that was begun there.</param>
    /// <param name="host">Where it is computed: <c>in-process</c> or <c>cluster</c>.</param>
    /// <exception cref="InputException">The directory holds something else.</exception>
    /// <exception cref="IOException">It cannot be written, or another process has it.</exception>
    public static ComparisonDirectory Open(string path, ComparisonFile comparison, bool resumes, string host = "in-process")
    {
        var before = FolderRecord.Read<ComparisonRecord>(System.IO.Path.Combine(path, RecordFile));
        ResultFolder.Check(path, "comparison", comparison.Hash, before, RecordFile, resumes);
        Directory.CreateDirectory(path);
        var held = ResultFolder.Hold(path, comparison.Hash);
        try
        {
            // Whoever had it until now may have completed it.
            before = FolderRecord.Read<ComparisonRecord>(System.IO.Path.Combine(path, RecordFile));
            var directory = new ComparisonDirectory(path, comparison, held, before ?? New(comparison, host));
            if (!directory.IsCompleted)
            {
                // First of all, so that a folder whose comparison was killed early can be told from somebody else's.
                directory.Note(directory._record with { State = RunState.Running, Host = host, Ended = null, Error = null });
                if (comparison.Source is { } source)
                {
                    ResultFolder.WriteInputs(path, source);
                }
            }

            return directory;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the directory of an alternative's run, new or gone on with.</summary>
    public RunDirectory Run(ComparedScenario alternative) => RunDirectory.Open(PathOf(alternative), alternative.File, _comparison.Plan.Count, resumes: true, _record.Host);

    /// <summary>Compares the runs of all alternatives, which are completed, writes the tables and marks the comparison completed.</summary>
    public Comparison Complete()
    {
        var @base = Replications(_comparison.Alternatives[0]);
        var comparison = new Comparison(
            _comparison.Alternatives[0].Name,
            [.. _comparison.Alternatives.Skip(1).Select(one => Alternative.Of(one.Name, _comparison.Plan.Seeds is null, Replications(one), @base))]);
        ComparisonTable.Write(Table, comparison);
        AtomicFile.Write(System.IO.Path.Combine(Path, ReportPage.Name), ComparisonReportFile.Write(_comparison, comparison));
        AtomicFile.Write(System.IO.Path.Combine(Path, ComparisonJson.Name), ComparisonJson.Write(_comparison, comparison));
        Note(_record with { State = RunState.Completed, Ended = DateTimeOffset.UtcNow });
        return comparison;
    }

    /// <summary>comparison.json of a completed comparison.</summary>
    public string ReadJson() => File.ReadAllText(System.IO.Path.Combine(Path, ComparisonJson.Name));

    /// <summary>Marks a comparison that did not complete.</summary>
    public void End(RunState state, string? error) => Note(_record with { State = state, Ended = DateTimeOffset.UtcNow, Error = error });

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static ComparisonRecord New(ComparisonFile comparison, string host) => new()
    {
        Id = comparison.Id,
        Name = comparison.Name,
        ScenarioHash = comparison.Hash,
        Version = ResultFolder.Version,
        Host = host,
        Started = DateTimeOffset.UtcNow,
        State = RunState.Running,
        Alternatives = [.. comparison.Alternatives.Select(one => one.Name)],
        Folders = [.. comparison.Alternatives.Select(one => one.Folder)],
    };

    private string PathOf(ComparedScenario alternative) => System.IO.Path.Combine(Path, alternative.Folder);

    /// <summary>What came of an alternative, read from its files: the same bits whenever it was run.</summary>
    private IReadOnlyList<ReplicationResult> Replications(ComparedScenario alternative) => ReplicationsFile.Read(
        System.IO.Path.Combine(PathOf(alternative), ReplicationsFile.Name), alternative.File.Network.Count, alternative.File.Scenario.Run.SystemicShare);

    private void Note(ComparisonRecord record)
    {
        _record = record;
        AtomicFile.Write(System.IO.Path.Combine(Path, RecordFile), record.Write());
    }
}
