using System.Collections.Concurrent;

namespace Contagion.Api;

/// <summary>The runs and comparisons of a server, a folder each.</summary>
public sealed class JobStore
{
    private readonly ServerFolders _folders;
    private readonly ServerSettings _settings;
    private readonly ConcurrentDictionary<string, Job> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _making = new(StringComparer.Ordinal);

    /// <param name="folders">Where they lie.</param>
    /// <param name="settings">How many there may be.</param>
    public JobStore(ServerFolders folders, ServerSettings settings)
    {
        (_folders, _settings) = (folders, settings);
        foreach (var job in Enum.GetValues<JobKind>().SelectMany(kind => Directory.EnumerateDirectories(Root(kind))).Select(Job.Read).OfType<Job>())
        {
            _all[job.Record.Id] = job;
        }
    }

    /// <summary>Told of each job that is to be computed.</summary>
    internal event Action<Job>? Came;

    /// <summary>Those that are to be computed, the oldest first.</summary>
    internal IReadOnlyList<Job> Unfinished => [.. _all.Values.Where(job => !job.IsEnded).OrderBy(job => job.Record.Created)];

    /// <summary>The jobs of a kind that a caller sees, the newest first.</summary>
    internal IEnumerable<Job> Of(JobKind kind, Caller caller) => _all.Values
        .Where(job => job.Record.Kind == kind && caller.Sees(job.Record.Tenant))
        .OrderByDescending(job => job.Record.Created).ThenByDescending(job => job.Record.Id, StringComparer.Ordinal);

    /// <summary>How many jobs of a kind stand so.</summary>
    internal int Count(JobKind kind, JobState state) => _all.Values.Count(job => job.Record.Kind == kind && job.State == state);

    /// <summary>A job.</summary>
    /// <exception cref="Refusal">There is none of this id that the caller sees.</exception>
    internal Job Find(JobKind kind, string id, Caller caller) => _all.TryGetValue(id, out var job) && job.Record.Kind == kind && caller.Sees(job.Record.Tenant)
        ? job
        : throw Refusal.Unknown($"there is no {Model.Words.Of(kind)} '{id}'");

    /// <summary>Takes what was asked for, or finds that it was asked for before.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="key">The caller's key for this request; null for none.</param>
    /// <param name="request">SHA-256 of the request.</param>
    /// <param name="make">Puts what is asked for into a folder and says what is known of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal async Task<Job> Take(JobKind kind, Caller caller, string? key, string request, Func<string, JobRecord> make, CancellationToken cancellationToken)
    {
        var id = NewId.Of(caller.Tenant, Model.Words.Of(kind), key);
        var turn = _making.GetOrAdd(id, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (_all.TryGetValue(id, out var before))
            {
                return before.Record.Request == request ? before : throw Refusal.KeyTaken();
            }

            if (_all.Values.Count(job => !job.IsEnded && job.Record.Tenant == caller.Tenant) >= _settings.Limits.RunsQueued)
            {
                throw Refusal.TooMany($"{_settings.Limits.RunsQueued} runs are waiting or under way already; ask again when some are done", TimeSpan.FromSeconds(10));
            }

            return Add(kind, id, make);
        }
        finally
        {
            turn.Release();
            _making.TryRemove(id, out _);
        }
    }

    /// <summary>Removes a job that has ended from the server.</summary>
    internal void Drop(Job job)
    {
        if (!job.IsEnded)
        {
            throw Refusal.Conflict("it is not over; cancel it first");
        }

        _all.TryRemove(job.Record.Id, out _);
        Directory.Delete(job.Folder, recursive: true);
    }

    private Job Add(JobKind kind, string id, Func<string, JobRecord> make)
    {
        var folder = _folders.Temporary();
        try
        {
            Job.Write(folder, make(Path.Combine(folder, "request")) with { Id = id });
            var place = Path.Combine(Root(kind), id);
            Directory.Move(folder, place);
            var job = _all[id] = Job.Read(place)!;
            Came?.Invoke(job);
            return job;
        }
        catch
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            throw;
        }
    }

    private string Root(JobKind kind) => _folders.Of($"{Model.Words.Of(kind)}s");
}
