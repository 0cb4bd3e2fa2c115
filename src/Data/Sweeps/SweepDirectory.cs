using System.Globalization;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>The directory of one sweep: a table that anyone can read, never half written, held by one process at a time.</summary>
public sealed class SweepDirectory : IDisposable
{
    private const string RecordFile = "sweep.json";

    private readonly SweepFile _sweep;
    private readonly Journal _points;
    private readonly PartJournals _blocks;
    private SweepRecord _record;

    private SweepDirectory(string path, SweepFile sweep, Journal points, SweepRecord record) =>
        (Path, _sweep, _points, _blocks, _record) = (path, sweep, points, new PartJournals(path, sweep.Hash), record);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The table of results.</summary>
    public string Table => System.IO.Path.Combine(Path, SweepTable.Name);

    /// <summary>Whether the sweep had been completed before, so that nothing is left to do.</summary>
    public bool IsCompleted => _record.State == RunState.Completed;

    /// <summary>Damaged records of an earlier attempt that were dropped; what they held is computed again.</summary>
    public int RecordsDropped { get; private set; }

    /// <summary>Points that are done.</summary>
    public int PointsDone => IsCompleted ? _sweep.Count : _points.Count;

    /// <summary>Where a sweep goes unless the user says otherwise: a folder that is not there yet.</summary>
    public static string DefaultPath(SweepFile sweep, DateTimeOffset now) => FolderName.Free($"{FolderName.Slug(sweep.First.Scenario.Name)}-sweep", sweep.Hash, now);

    /// <summary>Opens a directory for a sweep and writes what is known before it starts.</summary>
    /// <param name="path">The directory: new, empty, or with <paramref name="resumes"/> one of the same sweep.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="resumes">Whether to go on with a sweep that was begun there.</param>
    /// <param name="host">Where it is computed: <c>in-process</c> or <c>cluster</c>.</param>
    /// <exception cref="InputException">The directory holds something else.</exception>
    /// <exception cref="IOException">It cannot be written, or another process has it.</exception>
    public static SweepDirectory Open(string path, SweepFile sweep, bool resumes, string host = "in-process")
    {
        var before = FolderRecord.Read<SweepRecord>(System.IO.Path.Combine(path, RecordFile));
        ResultFolder.Check(path, "sweep", sweep.Hash, before, RecordFile, resumes);
        Directory.CreateDirectory(path);
        var points = ResultFolder.Hold(path, sweep.Hash);
        try
        {
            // Whoever had it until now may have completed it.
            before = FolderRecord.Read<SweepRecord>(System.IO.Path.Combine(path, RecordFile));
            var directory = new SweepDirectory(path, sweep, points, before ?? New(sweep, host)) { RecordsDropped = points.Dropped };
            if (!directory.IsCompleted)
            {
                // First of all, so that a folder whose sweep was killed early can be told from somebody else's.
                directory.Note(directory._record with { State = RunState.Running, Host = host, Ended = null, Error = null });
                directory.WriteInputs();
                directory.RecordsDropped += directory._blocks.Check(directory.IsDone);
            }

            return directory;
        }
        catch
        {
            points.Dispose();
            throw;
        }
    }

    /// <summary>What came of each point of a completed sweep, in order.</summary>
    public IEnumerable<SummaryRow> Rows() => SweepTable.Read(Table);

    /// <summary>Whether a point is done.</summary>
    public bool IsDone(int point) => _points.Has(point);

    /// <summary>Keeps what came of a point; from any thread.</summary>
    public void Keep(int point, SummaryRow row) => _points.Append(point, PointRecord.Write(row));

    /// <summary>Writes the table and marks the sweep completed.</summary>
    public void Complete()
    {
        SweepTable.Write(Table, _sweep, point => PointRecord.Read(_points.Find(point)!));
        Note(_record with { State = RunState.Completed, Ended = DateTimeOffset.UtcNow, PointsDone = _sweep.Count });
        // What the records held is in the table now.
        _points.Clear();
    }

    /// <summary>Marks a sweep that did not complete.</summary>
    public void End(RunState state, string? error) => Note(_record with { State = state, Ended = DateTimeOffset.UtcNow, Error = error, PointsDone = _points.Count });

    /// <inheritdoc/>
    public void Dispose() => _points.Dispose();

    /// <summary>Where the finished blocks of a point are kept while it is under way.</summary>
    internal Journal Blocks(int point) => _blocks.Open(point);

    /// <summary>Forgets the blocks of a point that is kept.</summary>
    internal void ForgetBlocks(int point) => _blocks.Forget(point);

    private static SweepRecord New(SweepFile sweep, string host) => new()
    {
        Id = sweep.Id,
        Name = sweep.First.Scenario.Name,
        ScenarioHash = sweep.Hash,
        Version = ResultFolder.Version,
        Host = host,
        Started = DateTimeOffset.UtcNow,
        State = RunState.Running,
        Paths = sweep.Paths,
        Points = sweep.Count,
        PointsDone = 0,
    };

    /// <summary>Copies the inputs, so that the sweep can be repeated wherever its directory goes.</summary>
    private void WriteInputs()
    {
        ResultFolder.WriteInputs(Path, _sweep.First);
        for (var source = 1; source < _sweep.Sources.Count; source++)
        {
            ResultFolder.CopyInputs(Path, $"{ResultFolder.Inputs}/{source.ToString(CultureInfo.InvariantCulture)}", _sweep.Sources[source], _sweep.First.Folder);
        }

        if (_sweep.Samples is { } samples)
        {
            AtomicFile.Copy(samples, System.IO.Path.Combine(Path, ResultFolder.Inputs, "samples.csv"));
        }
    }

    private void Note(SweepRecord record)
    {
        _record = record;
        AtomicFile.Write(System.IO.Path.Combine(Path, RecordFile), record.Write());
    }
}
