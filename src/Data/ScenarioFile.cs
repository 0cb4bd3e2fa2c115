using System.Security.Cryptography;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>A scenario file read, checked and completed, with its network.</summary>
/// <param name="Scenario">The scenario, overrides and defaults applied.</param>
/// <param name="Network">Its network; of a generated one, the draw of replication 0.</param>
/// <param name="Folder">The folder of the scenario file, which file names in it are relative to.</param>
/// <param name="Hash">SHA-256 over the resolved scenario and the network's files, in hexadecimal: the same inputs, the same hash.</param>
public sealed record ScenarioFile(Scenario Scenario, Network Network, string Folder, string Hash)
{
    /// <summary>The network's files: their names in the scenario, in the order institutions, exposures, holdings, features; none for a generated network.</summary>
    public IReadOnlyList<string> Inputs => InputsOf(Scenario);

    /// <summary>Reads a scenario file and everything it refers to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Settings that replace parts of it, <c>path=value</c>.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static ScenarioFile Load(string path, IReadOnlyList<string>? overrides = null)
    {
        var faults = new Faults();
        if (!TextFile.Check(path, path, faults))
        {
            faults.ThrowIfAny();
        }

        if (new FileInfo(path).Length > YamlReader.BytesMax)
        {
            faults.Add(path, 1, 1, $"the scenario is larger than {YamlReader.BytesMax >> 20} MiB; expected a file that people read, with the network in files of its own");
            faults.ThrowIfAny();
        }

        var root = YamlReader.Read(File.ReadAllText(path), path);
        foreach (var text in overrides ?? [])
        {
            Overrides.Apply(root, text, faults);
        }

        faults.ThrowIfAny();
        var reader = new ScenarioReader(faults);
        var scenario = reader.Read(root);
        var check = new ScenarioCheck(reader, faults);
        check.Settings(scenario?.Run);
        check.Redraws();
        var features = new FeatureCheck(reader, faults);
        features.Settings();

        // The network is made even when the scenario has faults, so that all of them are told at once.
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var network = reader.Model?.Draw(scenario?.Run.Seed ?? 0, 0) ?? NetworkReader.Read(root, folder, path, faults);
        if (network is not null)
        {
            check.OnNetwork(network);
            features.OnNetwork(network, folder, path);
        }

        faults.ThrowIfAny();
        return new ScenarioFile(scenario!, network!, folder, HashOf(scenario!, folder));
    }

    private static string[] InputsOf(Scenario scenario) => scenario.Network.Files is { } files
        ? [.. new[] { files.Institutions, files.Exposures, files.Holdings, files.Features }.OfType<string>()]
        : [];

    /// <summary>The files by what they are for. Features are named where there are any, so that they cannot pass for holdings.</summary>
    private static NetworkFiles Placeless(NetworkFiles files) =>
        new() { Institutions = "institutions", Exposures = "exposures", Features = files.Features is null ? null : "features" };

    private static string HashOf(Scenario scenario, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Where files lie does not matter, only what is in them. A model is all there is to know of the network it draws.
        var plain = scenario.Network.Files is { } files ? scenario with { Network = new NetworkSource { Files = Placeless(files) } } : scenario;
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(ScenarioWriter.Write(plain)));
        foreach (var input in InputsOf(scenario))
        {
            using var stream = File.OpenRead(Path.Combine(folder, input));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
