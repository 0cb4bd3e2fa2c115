using System.Globalization;
using System.Reflection;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>The directory of one run: readable by anyone, never half written, and held by one process at a time.</summary>
public sealed class RunDirectory : IDisposable
{
    private const string RecordFile = "run.json";
    private const string JournalFile = "journal";

    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyy";

    /// <summary>What a run leaves that was killed before it wrote run.json.</summary>
    private static readonly string[] EarlyNames = [JournalFile, RecordFile + ".tmp"];

    private readonly Journal _journal;
    private RunRecord _record;

    private RunDirectory(string path, Journal journal, RunRecord record) => (Path, _journal, _record) = (path, journal, record);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Whether the run had been completed before, so that nothing is left to do.</summary>
    public bool IsCompleted => _record.State == RunState.Completed;

    /// <summary>Where finished blocks are kept.</summary>
    public IBlockJournal Journal => _journal;

    /// <summary>Blocks of an earlier attempt that need not be computed again.</summary>
    public int BlocksKept => _journal.Count;

    /// <summary>Damaged records of an earlier attempt that were dropped; their blocks are computed again.</summary>
    public int RecordsDropped => _journal.Dropped;

    /// <summary>What the run is called, whenever and wherever it is run: its name and the first digits of its hash.</summary>
    public static string IdOf(ScenarioFile file) => $"{Slug(file.Scenario.Name)}-{file.Hash[..8]}";

    /// <summary>Where a run goes unless the user says otherwise: a folder that is not there yet.</summary>
    public static string DefaultPath(ScenarioFile file, DateTimeOffset now)
    {
        var path = System.IO.Path.Combine(
            "runs", string.Create(CultureInfo.InvariantCulture, $"{Slug(file.Scenario.Name)}-{now.UtcDateTime:yyyyMMdd-HHmmss}-{file.Hash[..8]}"));
        var free = path;
        for (var next = 2; Directory.Exists(free); next++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{path}-{next}");
        }

        return free;
    }

    /// <summary>Opens a directory for a run and writes what is known before it starts.</summary>
    /// <param name="path">The directory: new, empty, or with <paramref name="resumes"/> one of the same scenario.</param>
    /// <param name="file">The scenario.</param>
    /// <param name="replications">How many replications it has.</param>
    /// <param name="resumes">Whether to go on with a run that was begun there.</param>
    /// <exception cref="InputException">The directory holds something else.</exception>
    /// <exception cref="IOException">It cannot be written, or another process has it.</exception>
    public static RunDirectory Open(string path, ScenarioFile file, int replications, bool resumes)
    {
        var before = RunRecord.Read(System.IO.Path.Combine(path, RecordFile));
        if (Refusal(path, file, before, resumes) is { } refusal)
        {
            throw new InputException(new Fault(path.Length == 0 ? "--out" : path, 1, 1, refusal));
        }

        Directory.CreateDirectory(path);
        var journal = Hold(path, file.Hash);
        try
        {
            var record = before ?? new RunRecord
            {
                Id = IdOf(file),
                Name = file.Scenario.Name,
                ScenarioHash = file.Hash,
                Seed = file.Scenario.Run.Seed,
                Version = Version,
                Host = "in-process",
                Started = DateTimeOffset.UtcNow,
                State = RunState.Running,
                Replications = replications,
                ReplicationsDone = 0,
            };
            var directory = new RunDirectory(path, journal, record);
            if (!directory.IsCompleted)
            {
                // First of all, so that a folder whose run was killed early can be told from somebody else's.
                directory.Note(record with { State = RunState.Running, Ended = null, Error = null });
                directory.WriteInputs(file);
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
    public void Complete(RunResult result, Summary summary)
    {
        ResultFiles.Write(Path, _record.Id, result, summary);
        Note(_record with
        {
            State = RunState.Completed,
            Ended = DateTimeOffset.UtcNow,
            ReplicationsDone = result.Replications.Count,
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

    private static string Version => Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string? Refusal(string path, ScenarioFile file, RunRecord? before, bool resumes)
    {
        if (path.Length == 0 || File.Exists(path))
        {
            return path.Length == 0 ? "the folder has no name; expected one for the run" : "is a file; expected a folder for the run";
        }

        if (before is not null)
        {
            return !resumes ? $"holds a run already (state {Words.Of(before.State)}); expected another folder, or --resume to go on with it"
                : before.ScenarioHash != file.Hash ? $"holds a run of another scenario, network or setting ('{before.Name}'); expected the same ones to go on with it"
                : before.Version != Version ? $"was begun by version {before.Version} of the program, this is {Version}; expected the same one, since results must not be mixed"
                : null;
        }

        return Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !EarlyNames.Contains(System.IO.Path.GetFileName(entry)))
            ? "is not empty and holds no run; expected a new or empty folder"
            : null;
    }

    /// <summary>The journal, which one process at a time can have open.</summary>
    private static Journal Hold(string path, string hash)
    {
        try
        {
            return new Journal(System.IO.Path.Combine(path, JournalFile), $"{hash} {Version}");
        }
        catch (IOException fault) when (fault.Message.Contains("being used", StringComparison.Ordinal))
        {
            throw new IOException($"another process is running in {path}", fault);
        }
    }

    private static string Slug(string name)
    {
        var letters = name.ToLowerInvariant().Select(letter => Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Plain[at] : letter)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        var slug = string.Join('-', new string([.. letters]).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length == 0 ? "run" : slug.Length <= 48 ? slug : slug[..48].TrimEnd('-');
    }

    /// <summary>Writes the scenario as resolved, with copies of its files, so that the run can be repeated wherever its directory goes.</summary>
    private void WriteInputs(ScenarioFile file)
    {
        // A generated network has no files: it is drawn again.
        var resolved = file.Scenario.Network.Files is { } files
            ? file.Scenario with { Network = new NetworkSource { Files = CopyInputs(files, file.Folder) } }
            : file.Scenario;
        AtomicFile.Write(System.IO.Path.Combine(Path, "scenario.yaml"), ScenarioWriter.Write(resolved));
    }

    private NetworkFiles CopyInputs(NetworkFiles files, string folder)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "inputs"));
        return new NetworkFiles
        {
            Institutions = Copy(files.Institutions, "inputs/institutions.csv"),
            Exposures = Copy(files.Exposures, "inputs/exposures.csv"),
            Holdings = files.Holdings is null ? null : Copy(files.Holdings, "inputs/holdings.csv"),
            Features = files.Features is null ? null : Copy(files.Features, "inputs/features.csv"),
        };

        string Copy(string from, string to)
        {
            AtomicFile.Write(System.IO.Path.Combine(Path, to), stream =>
            {
                using var source = File.OpenRead(System.IO.Path.Combine(folder, from));
                source.CopyTo(stream);
            });
            return to;
        }
    }

    private void Note(RunRecord record)
    {
        _record = record;
        AtomicFile.Write(System.IO.Path.Combine(Path, RecordFile), record.Write());
    }
}
