using System.Reflection;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>What folders of results have in common: who may write there, one process at a time, and the inputs beside the results.</summary>
internal static class ResultFolder
{
    /// <summary>The journal, which is the folder's lock as well.</summary>
    public const string JournalFile = "journal";

    /// <summary>The completed scenario.</summary>
    public const string ScenarioName = "scenario.yaml";

    /// <summary>The folder of copied inputs.</summary>
    public const string Inputs = "inputs";

    /// <summary>Version of this program.</summary>
    public static string Version => Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Refuses a folder that holds something else.</summary>
    /// <param name="path">The folder: new, empty, or when resuming one of the same kind with the same hash.</param>
    /// <param name="kind">What is to be written there: a run, a sweep.</param>
    /// <param name="hash">SHA-256 over all that results depend on.</param>
    /// <param name="before">The record that is there; null when there is none.</param>
    /// <param name="recordFile">The file of that record.</param>
    /// <param name="resumes">Whether to go on with what was begun there.</param>
    /// <exception cref="InputException">The folder holds something else.</exception>
    public static void Check(string path, string kind, string hash, FolderRecord? before, string recordFile, bool resumes)
    {
        if (Refusal(path, kind, hash, before, recordFile, resumes) is { } refusal)
        {
            throw new InputException(new Fault(path.Length == 0 ? "--out" : path, 1, 1, refusal));
        }
    }

    /// <summary>Opens the journal, which one process at a time can have open.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public static Journal Hold(string path, string hash)
    {
        try
        {
            return new Journal(Path.Combine(path, JournalFile), $"{hash} {Version}");
        }
        catch (IOException fault) when (fault.Message.Contains("being used", StringComparison.Ordinal))
        {
            throw new IOException($"another process is running in {path}", fault);
        }
    }

    /// <summary>Writes the completed scenario with copies of its inputs, so that it can be repeated wherever the folder goes.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="file">The scenario.</param>
    /// <param name="name">What the scenario file is called there.</param>
    /// <returns>The scenario as it is there.</returns>
    public static ScenarioFile WriteInputs(string path, ScenarioFile file, string name = ScenarioName)
    {
        var resolved = file.Scenario with { Network = CopyInputs(path, Inputs, file.Scenario.Network, file.Folder) };
        AtomicFile.Write(Path.Combine(path, name), ScenarioWriter.Write(resolved));
        return file with { Scenario = resolved, Folder = Path.GetFullPath(path) };
    }

    /// <summary>Copies the files of a scenario's network; returns how they are named from the folder of results.</summary>
    /// <param name="path">The folder of results.</param>
    /// <param name="below">The folder in it that they go to.</param>
    /// <param name="network">The network. A generated one has no files: it is drawn again.</param>
    /// <param name="folder">The folder that their names are relative to.</param>
    public static NetworkSource CopyInputs(string path, string below, NetworkSource network, string folder)
    {
        if (network is { Files: null, Reconstruct: null })
        {
            return network;
        }

        Directory.CreateDirectory(Path.Combine(path, below));
        return network.Files is not { } files
            ? new NetworkSource { Reconstruct = network.Reconstruct! with { Marginals = Copy(network.Reconstruct.Marginals, "marginals.csv") } }
            : new NetworkSource
            {
                Files = new NetworkFiles
                {
                    Institutions = Copy(files.Institutions, "institutions.csv"),
                    Exposures = Copy(files.Exposures, "exposures.csv"),
                    Holdings = files.Holdings is null ? null : Copy(files.Holdings, "holdings.csv"),
                    Features = files.Features is null ? null : Copy(files.Features, "features.csv"),
                    Payments = files.Payments is null ? null : Copy(files.Payments, "payments.csv"),
                    Scorer = files.Scorer is null ? null : Copy(files.Scorer, "scorer.json"),
                },
            };

        string Copy(string from, string name)
        {
            AtomicFile.Copy(Path.Combine(folder, from), Path.Combine(path, below, name));
            return $"{below}/{name}";
        }
    }

    private static string? Refusal(string path, string kind, string hash, FolderRecord? before, string recordFile, bool resumes)
    {
        if (path.Length == 0 || File.Exists(path))
        {
            return path.Length == 0 ? $"the folder has no name; expected one for the {kind}" : $"is a file; expected a folder for the {kind}";
        }

        if (before is not null)
        {
            return !resumes ? $"holds a {kind} already (state {Words.Of(before.State)}); expected another folder, or --resume to go on with it"
                : before.ScenarioHash != hash ? $"holds a {kind} of another scenario, network or setting ('{before.Name}'); expected the same ones to go on with it"
                : before.Version != Version ? $"was begun by version {before.Version} of the program, this is {Version}; expected the same one, since results must not be mixed"
                : null;
        }

        // What was killed before it wrote its record leaves no more than these.
        string[] early = [JournalFile, recordFile + ".tmp"];
        return Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !early.Contains(Path.GetFileName(entry)))
            ? $"is not empty and holds no {kind}; expected a new or empty folder"
            : null;
    }
}
