using System.Globalization;
using System.Security.Cryptography;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A comparison read and checked: alternatives that run on common random numbers, the first of which is the base.</summary>
/// <remarks>One scenario under its own policies and under each of its policy sets, or scenarios of several files.</remarks>
public sealed class ComparisonFile
{
    /// <summary>What the policies of a scenario itself are called.</summary>
    public const string Base = "base";

    /// <summary>What they are called where there are none.</summary>
    public const string NoPolicies = "no policies";

    private ComparisonFile(string name, ScenarioFile? source, IReadOnlyList<(string Name, ScenarioFile File)> alternatives)
    {
        (Name, Source) = (name, source);
        var folders = FoldersOf(alternatives.Select(one => one.Name));
        Alternatives = [.. alternatives.Zip(folders, (one, folder) => new ComparedScenario(one.Name, folder, one.File))];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in alternatives.SelectMany(one => (string[])[one.Name, one.File.Hash]))
        {
            // The length in front keeps one text from running into the next.
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{text.Length}:{text}"));
        }

        Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
        Plan = new ReplicationPlan(alternatives[0].File.Scenario, alternatives[0].File.Network);
    }

    /// <summary>What is compared: the scenario's name, or that of the first.</summary>
    public string Name { get; }

    /// <summary>The one scenario that is compared under several policies; null when there are several.</summary>
    public ScenarioFile? Source { get; }

    /// <summary>The alternatives; the first is the base.</summary>
    public IReadOnlyList<ComparedScenario> Alternatives { get; }

    /// <summary>SHA-256 over names, scenarios and networks of all alternatives, in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>What the comparison is called, whenever and wherever it is run.</summary>
    public string Id => FolderName.Id(Name, Hash);

    /// <summary>The replications that every alternative has.</summary>
    public ReplicationPlan Plan { get; }

    /// <summary>Reads what is to be compared.</summary>
    /// <param name="paths">One scenario file with policy sets, or several scenario files.</param>
    /// <param name="overrides">Settings that replace parts of every scenario, <c>path=value</c>.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static ComparisonFile Load(IReadOnlyList<string> paths, IReadOnlyList<string> overrides)
    {
        var faults = new Faults();
        // Scenarios of one folder share the networks in it.
        var folders = new Dictionary<string, NetworkFolder>(StringComparer.Ordinal);
        var files = new List<(string Path, ScenarioFile File, NetworkFolder Networks)>();
        foreach (var path in paths)
        {
            var root = ScenarioText.Read(path, overrides, faults);
            if (root is null)
            {
                continue;
            }

            var networks = new NetworkFolder(path);
            if (!folders.TryAdd(networks.Path, networks))
            {
                networks = folders[networks.Path];
            }

            if (ScenarioFile.Make(root, networks, faults) is { } file)
            {
                files.Add((path, file, networks));
            }
        }

        if (files.Count == paths.Count)
        {
            Check(files, faults);
        }

        faults.ThrowIfAny();
        return files is [var (_, only, folder)]
            ? new ComparisonFile(only.Scenario.Name, only, [.. Sets(only, folder)])
            : new ComparisonFile(files[0].File.Scenario.Name, null, [.. files.Select(one => (one.File.Scenario.Name, one.File))]);
    }

    /// <summary>The scenario under its own policies and under each of its policy sets.</summary>
    private static IEnumerable<(string Name, ScenarioFile File)> Sets(ScenarioFile file, NetworkFolder networks)
    {
        var own = new NamedPolicySet { Name = file.Scenario.Policies == new PolicySet() ? NoPolicies : Base, Policies = file.Scenario.Policies };
        foreach (var set in (file.Scenario.PolicySets ?? []).Prepend(own))
        {
            yield return (set.Name, file.With(file.Scenario with { Name = $"{file.Scenario.Name}: {set.Name}", Policies = set.Policies, PolicySets = null }, networks));
        }
    }

    private static void Check(List<(string Path, ScenarioFile File, NetworkFolder Networks)> files, Faults faults)
    {
        if (files is [var only])
        {
            if (only.File.Scenario.PolicySets is not { Count: > 0 })
            {
                faults.Add(only.Path, 1, 1, "there is nothing to compare: the scenario has no 'policySets'; expected some, or a second scenario file");
            }

            return;
        }

        var (first, plan) = (files[0], PlanOf(files[0].File));
        for (var place = 0; place < files.Count; place++)
        {
            var (path, file, _) = files[place];
            var scenario = file.Scenario;
            if (scenario.PolicySets is { Count: > 0 })
            {
                faults.Add(path, 1, 1, "the scenario has 'policySets', which are compared within one file; leave them out, or compare the file alone");
            }

            if (files.FindIndex(one => one.File.Scenario.Name == scenario.Name) is var same && same < place)
            {
                faults.Add(path, 1, 1, $"the scenario is called '{scenario.Name}', as {files[same].Path} is; expected names that tell alternatives apart");
            }

            if (Mismatch(file, PlanOf(file), first.File, plan, first.Path) is { } fault)
            {
                faults.Add(path, 1, 1, fault);
            }
        }
    }

    private static ReplicationPlan PlanOf(ScenarioFile file) => new(file.Scenario, file.Network);

    /// <summary>Why the replications of a scenario cannot be paired with those of the base; null when they can.</summary>
    private static string? Mismatch(ScenarioFile file, ReplicationPlan plan, ScenarioFile @base, ReplicationPlan basePlan, string path) =>
        file.Scenario.Run.Seed != @base.Scenario.Run.Seed
            ? $"'run.seed' is {file.Scenario.Run.Seed}, that of {path} is {@base.Scenario.Run.Seed}; expected the same, so that both draw the same random numbers"
        : plan.Count != basePlan.Count ? $"it has {Meaning.Count(plan.Count, "replication")}, {path} has {basePlan.Count}; expected as many, so that they can be paired"
        : plan.ReplicationAt(0) != basePlan.ReplicationAt(0) ? $"'run.replication' is {plan.ReplicationAt(0)}, that of {path} is {basePlan.ReplicationAt(0)}; expected the same"
        : !InTurn(file, plan).SequenceEqual(InTurn(@base, basePlan)) ? $"'each' takes other institutions in turn than in {path}; expected the same ones in the same order"
        : null;

    private static IEnumerable<string> InTurn(ScenarioFile file, ReplicationPlan plan) => (plan.Seeds ?? []).Select(institution => file.Network.Ids[institution]);

    /// <summary>A folder for each name, and for none the same.</summary>
    private static IEnumerable<string> FoldersOf(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { ResultFolder.Inputs, ResultFolder.JournalFile };
        foreach (var name in names)
        {
            var slug = FolderName.Slug(name);
            var folder = slug;
            for (var next = 2; !taken.Add(folder); next++)
            {
                folder = string.Create(CultureInfo.InvariantCulture, $"{slug}-{next}");
            }

            yield return folder;
        }
    }
}
