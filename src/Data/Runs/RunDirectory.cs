using System.Runtime.InteropServices;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>The directory of one run: readable by anyone, never half written, and held by one process at a time.</summary>
public sealed class RunDirectory : IDisposable
{
    private const string RecordFile = "run.json";

    private readonly Journal _journal;
    private readonly PartJournals _partJournals;
    private RunRecord _record;

    private RunDirectory(string path, Journal journal, RunRecord record) =>
        (Path, _journal, _partJournals, _record, RecordsDropped) = (path, journal, new PartJournals(path, record.ScenarioHash), record, journal.Dropped);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Whether the run had been completed before, so that nothing is left to do.</summary>
    public bool IsCompleted => _record.State == RunState.Completed;

    /// <summary>Replications of a completed run that did not reach a fixed point within run.maxRounds.</summary>
    public int NotConverged => _record.NotConverged ?? 0;

    /// <summary>Where finished blocks are kept.</summary>
    public IBlockJournal Journal => _journal;

    /// <summary>Damaged records of an earlier attempt that were dropped; their blocks are computed again.</summary>
    public int RecordsDropped { get; private set; }

    /// <summary>Version of this program.</summary>
    public static string Version => ResultFolder.Version;

    /// <summary>What the run is called, whenever and wherever it is run: its name and the first digits of its hash.</summary>
    public static string IdOf(ScenarioFile file) => FolderName.Id(file.Scenario.Name, file.Hash);

    /// <summary>Where a run goes unless the user says otherwise: a folder that is not there yet.</summary>
    public static string DefaultPath(ScenarioFile file, DateTimeOffset now) => FolderName.Free(FolderName.Slug(file.Scenario.Name), file.Hash, now);

    /// <summary>What a folder says of the run in it; null where there is none.</summary>
    public static RunRecord? Look(string path) => FolderRecord.Read<RunRecord>(System.IO.Path.Combine(path, RecordFile));

    /// <summary>Opens a directory for a run and writes what is known before it starts.</summary>
    /// <param name="path">The directory: new, empty, or with <paramref name="resumes"/> one of the same scenario.</param>
    /// <param name="file">The scenario.</param>
    /// <param name="replications">How many replications it has.</param>
    /// <param name="resumes">Whether to go on with a run that was begun there.</param>
    /// <param name="host">Where it is computed: <c>in-process</c> or <c>cluster</c>.</param>
    /// <exception cref="InputException">The directory holds something else.</exception>
    /// <exception cref="IOException">It cannot be written, or another process has it.</exception>
    public static RunDirectory Open(string path, ScenarioFile file, int replications, bool resumes, string host = "in-process")
    {
        var before = FolderRecord.Read<RunRecord>(System.IO.Path.Combine(path, RecordFile));
        ResultFolder.Check(path, "run", file.Hash, before, RecordFile, resumes);
        Directory.CreateDirectory(path);
        var journal = ResultFolder.Hold(path, file.Hash);
        try
        {
            // Whoever had it until now may have completed it.
            before = FolderRecord.Read<RunRecord>(System.IO.Path.Combine(path, RecordFile));
            var record = before ?? new RunRecord
            {
                Id = IdOf(file),
                Name = file.Scenario.Name,
                ScenarioHash = file.Hash,
                Seed = file.Scenario.Run.Seed,
                Version = ResultFolder.Version,
                Host = host,
                Started = DateTimeOffset.UtcNow,
                State = RunState.Running,
                Replications = replications,
                ReplicationsDone = 0,
            };
            var directory = new RunDirectory(path, journal, record);
            if (!directory.IsCompleted)
            {
                // First of all, so that a folder whose run was killed early can be told from somebody else's.
                directory.Note(record with { State = RunState.Running, Host = host, Ended = null, Error = null });
                ResultFolder.WriteInputs(path, file);
                directory.RecordsDropped += directory._partJournals.Check(part => directory.FindValues((ChannelSet)part) is not null);
            }

            return directory;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>summary.json of a completed run.</summary>
    public string ReadSummary() => File.ReadAllText(System.IO.Path.Combine(Path, ResultFiles.Summary));

    /// <summary>Writes the results and marks the run completed.</summary>
    /// <param name="outcome">What came of it.</param>
    public void Complete(RunOutcome outcome)
    {
        var result = outcome.Result;
        ResultFiles.Write(Path, _record.Id, outcome);
        Note(_record with
        {
            State = RunState.Completed,
            Ended = DateTimeOffset.UtcNow,
            ReplicationsDone = result.Replications.Count,
            Failed = result.Failed.Count == 0 ? null : [.. result.Failed.Select(one => new FailedRecord(one.Replication, _record.Seed, one.Error, $"run scenario.yaml --replication {one.Replication}"))],
            Rounds = result.Replications.Max(one => one.Rounds),
            NotConverged = result.Replications.Count(one => !one.Converged),
            EngineMs = Math.Round(result.Elapsed.TotalMilliseconds, 3),
        });
        // What the blocks held is in the results now.
        _journal.Clear();
    }

    /// <summary>Marks a run that did not complete.</summary>
    public void End(RunState state, string? error) => Note(_record with { State = state, Ended = DateTimeOffset.UtcNow, Error = error });

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    /// <summary>Where the finished blocks of a run with some channels switched off are kept while it is under way.</summary>
    internal Journal Blocks(ChannelSet channels) => _partJournals.Open((int)channels);

    /// <summary>The losses of a finished run with some channels switched off, by replication; null when there are none.</summary>
    internal double[]? FindValues(ChannelSet channels) => _journal.Find(RecordOf(channels)) is { } record ? MemoryMarshal.Cast<byte, double>(record).ToArray() : null;

    /// <summary>Keeps them, and forgets the blocks they came of.</summary>
    internal void KeepValues(ChannelSet channels, double[] values)
    {
        _journal.Append(RecordOf(channels), MemoryMarshal.AsBytes(values.AsSpan()));
        _partJournals.Forget((int)channels);
    }

    /// <summary>Where the losses stand in the journal: below the blocks of the run itself, which count from 0.</summary>
    private static int RecordOf(ChannelSet channels) => ~(int)channels;

    private void Note(RunRecord record)
    {
        _record = record;
        AtomicFile.Write(System.IO.Path.Combine(Path, RecordFile), record.Write());
    }
}
