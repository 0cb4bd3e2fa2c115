using System.Globalization;
using Contagion.Data;

namespace Contagion.Api;

/// <summary>A run or a comparison: what was asked for, where it stands, and who follows it.</summary>
internal sealed class Job : IDisposable
{
    private const string RecordFile = "job.json";

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancelled = new();

    /// <param name="folder">Its folder: the record, what was asked for, and the results.</param>
    /// <param name="record">What is kept of it.</param>
    public Job(string folder, JobRecord record)
    {
        (Folder, Record) = (folder, record);
        Results = Path.Combine(folder, record.Kind == JobKind.Run ? "run" : "comparison");
        Refresh();
        State = record.IsCancelled ? JobState.Cancelled : Kept?.State switch
        {
            RunState.Completed => JobState.Completed,
            RunState.Failed => JobState.Failed,
            // What was under way when the server ended goes on.
            _ => JobState.Queued,
        };
        Done = State == JobState.Completed ? record.Replications : 0;
        Tell();
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>The folder of what was asked for.</summary>
    public string Request => Path.Combine(Folder, "request");

    /// <summary>The folder of its results.</summary>
    public string Results { get; }

    /// <summary>What is kept of it.</summary>
    public JobRecord Record { get; private set; }

    /// <summary>What it is known by in memory. An id may come again, for something else, once what had it was removed.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Record.Id} {Record.Created.UtcTicks}");

    /// <summary>Where it stands.</summary>
    public JobState State { get; private set; }

    /// <summary>What its results say of themselves; null before it was begun.</summary>
    public FolderRecord? Kept { get; private set; }

    /// <summary>Replications that are done.</summary>
    public int Done { get; private set; }

    /// <summary>Whether nothing of it changes any more.</summary>
    public bool IsEnded => State is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>Those who follow it.</summary>
    public Feed Feed { get; } = new();

    /// <summary>Its user has had enough of it.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Reads a job in its folder; null where it is none.</summary>
    public static Job? Read(string folder) => JsonFile.Read<JobRecord>(Path.Combine(folder, RecordFile)) is { } record ? new Job(folder, record) : null;

    /// <summary>Writes what is kept of it into its folder.</summary>
    public static void Write(string folder, JobRecord record) => JsonFile.Write(Path.Combine(folder, RecordFile), record);

    /// <summary>Begins or goes on with it; false where it has been ended.</summary>
    public bool Begin()
    {
        lock (_gate)
        {
            if (IsEnded)
            {
                return false;
            }

            State = JobState.Running;
        }

        Tell();
        return true;
    }

    /// <summary>Notes how far it is.</summary>
    public void Note(ProgressView progress)
    {
        // Those of the scenario itself come first.
        Done = Math.Min(progress.ReplicationsDone, Record.Replications);
        Feed.Tell("progress", progress);
    }

    /// <summary>Ends it as its results say it ended.</summary>
    /// <param name="state">How it ended.</param>
    /// <param name="sentence">What was found; null where nothing was.</param>
    public void End(JobState state, string? sentence = null)
    {
        lock (_gate)
        {
            Refresh();
            if (state == JobState.Completed)
            {
                Done = Record.Replications;
                // Who cancelled it came too late.
                Keep(Record with { Sentence = sentence, IsCancelled = false });
            }

            State = state;
        }

        Tell();
    }

    /// <summary>Ends it because its user has had enough of it; false where it had ended already.</summary>
    public bool Cancel()
    {
        lock (_gate)
        {
            if (IsEnded)
            {
                return false;
            }

            // Kept first, so that it stays so whatever happens to the server.
            Keep(Record with { IsCancelled = true });
            if (State == JobState.Queued)
            {
                State = JobState.Cancelled;
            }
        }

        _cancelled.Cancel();
        Tell();
        return true;
    }

    /// <summary>Lets it wait again: the server ends, and whoever starts next goes on with it.</summary>
    public void Wait() => State = JobState.Queued;

    /// <inheritdoc/>
    public void Dispose() => _cancelled.Dispose();

    private void Keep(JobRecord record)
    {
        Write(Folder, record);
        Record = record;
    }

    private void Refresh() => Kept = Record.Kind == JobKind.Run ? RunDirectory.Look(Results) : ComparisonDirectory.Look(Results);

    private void Tell()
    {
        Feed.Tell("state", Record.Kind == JobKind.Run ? RunView.Of(this) : ComparisonView.Of(this), IsEnded);
    }
}
