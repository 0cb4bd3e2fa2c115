using System.Security.Cryptography;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>A scenario file read, checked and completed, with its network.</summary>
/// <param name="Scenario">The scenario, overrides and defaults applied.</param>
/// <param name="Network">Its network; of a generated or reconstructed one, that of replication 0.</param>
/// <param name="Folder">The folder of the scenario file, which file names in it are relative to.</param>
/// <param name="Hash">SHA-256 over the resolved scenario and the network's files, in hexadecimal: the same inputs, the same hash.</param>
public sealed record ScenarioFile(Scenario Scenario, Network Network, string Folder, string Hash)
{
    /// <summary>The network's files: their names in the scenario, in the order institutions, exposures, holdings, features, payments, scorer; the marginals of a reconstructed one; none for a generated network.</summary>
    public IReadOnlyList<string> Inputs => InputsOf(Scenario);

    /// <summary>Reads a scenario file and everything it refers to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Settings that replace parts of it, <c>path=value</c>.</param>
    /// <param name="limit">How large a network may be that the scenario has made; null for as large as models and methods themselves allow.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static ScenarioFile Load(string path, IReadOnlyList<string>? overrides = null, NetworkLimit? limit = null)
    {
        var faults = new Faults();
        var file = ScenarioText.Read(path, overrides ?? [], faults) is { } root ? Make(root, new NetworkFolder(path) { Limit = limit }, faults) : null;
        faults.ThrowIfAny();
        return file!;
    }

    /// <summary>Writes the scenario, overrides and defaults applied, with copies of its inputs into a folder, so that it can be repeated wherever the folder goes.</summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="name">What the scenario file is called there.</param>
    /// <returns>The scenario as it is there.</returns>
    public ScenarioFile CopyTo(string folder, string name = ResultFolder.ScenarioName)
    {
        Directory.CreateDirectory(folder);
        return ResultFolder.WriteInputs(folder, this, name);
    }

    /// <summary>Makes a scenario of its text; null, and told, when anything is wrong.</summary>
    /// <param name="root">The text, overrides applied.</param>
    /// <param name="networks">Where its network is.</param>
    /// <param name="faults">Told what is wrong.</param>
    internal static ScenarioFile? Make(YamlNode root, NetworkFolder networks, Faults faults)
    {
        var before = faults.Count;
        var reader = new ScenarioReader(faults);
        var scenario = reader.Read(root);
        var check = new ScenarioCheck(reader, faults);
        check.Settings(RunOf(root, reader), scenario is null ? null : scenario.Channels.Market?.Assets ?? []);
        check.Redraws();
        var policies = new PolicyCheck(reader, faults);
        policies.Settings(scenario);
        new ChannelCheck(reader, faults).Settings();
        var metrics = new MetricCheck(reader, faults);
        metrics.Settings();
        var features = new FeatureCheck(reader, faults);
        features.Settings();

        // The network is made even when the scenario has faults, so that all of them are told at once.
        string[] assets = [.. reader.AssetNames.Distinct()];
        var network = reader.Model is { } model ? Draw(model, scenario?.Run.Seed ?? 0, reader, networks, faults)
            : reader.Reconstruction is { } method ? networks.Reconstruct(method, key => reader.PlaceOf(method, key), assets, scenario?.Run.Seed ?? 0, faults)
            : networks.Read(root, keepsTerms: reader.Mechanism is Joint, assets, faults);
        if (network is not null)
        {
            check.OnNetwork(network);
            policies.OnNetwork(network);
            features.OnNetwork(network, networks.Path, networks.Scenario);
            if (faults.Count == before)
            {
                check.Replication(scenario!, network);
            }

            if (faults.Count == before)
            {
                metrics.OnNetwork(scenario = metrics.WithoutOthers(scenario!, network), network);
            }
        }

        return faults.Count > before ? null : new ScenarioFile(scenario!, network!, networks.Path, HashOf(scenario!, networks));
    }

    /// <summary>The network that a model draws; null, and told, when it draws none.</summary>
    private static Network? Draw(NetworkModel model, ulong seed, ScenarioReader reader, NetworkFolder networks, Faults faults)
    {
        if (networks.TellIfTooLarge(model.SizeExpected(), reader.PlaceOf(model, "model"), faults))
        {
            return null;
        }

        try
        {
            return networks.Draw(model, seed, keepsTerms: reader.Mechanism is Joint);
        }
        catch (DrawException failure)
        {
            var place = reader.PlaceOf(model, "balance");
            faults.Add(place.File, place.Line, place.Column, failure.Message);
            return null;
        }
    }

    /// <summary>How a scenario is run that may have faults elsewhere; null when that could not be read.</summary>
    private static RunSettings? RunOf(YamlNode root, ScenarioReader reader) => reader.Run ?? (root is YamlMap map && map.Find("run") is null ? new RunSettings() : null);

    /// <summary>The same on the same network, with something else to happen.</summary>
    internal ScenarioFile With(Scenario scenario, NetworkFolder networks) => this with { Scenario = scenario, Hash = HashOf(scenario, networks) };

    private static string[] InputsOf(Scenario scenario) => scenario.Network switch
    {
        { Files: { } files } => [.. new[] { files.Institutions, files.Exposures, files.Holdings, files.Features, files.Payments, files.Scorer }.OfType<string>()],
        { Reconstruct: { } reconstruct } => [reconstruct.Marginals],
        _ => [],
    };

    /// <summary>The files by what they are for. Features, payments and a scorer are named where there are any, so that they cannot pass for others.</summary>
    private static NetworkFiles Placeless(NetworkFiles files) => new()
    {
        Institutions = "institutions",
        Exposures = "exposures",
        Features = files.Features is null ? null : "features",
        Payments = files.Payments is null ? null : "payments",
        Scorer = files.Scorer is null ? null : "scorer",
    };

    private static string HashOf(Scenario scenario, NetworkFolder networks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Where files lie does not matter, only what is in them. A model is all there is to know of the network it draws.
        var plain = scenario with
        {
            Network = scenario.Network switch
            {
                { Files: { } files } => new NetworkSource { Files = Placeless(files) },
                { Reconstruct: { } reconstruct } => new NetworkSource { Reconstruct = reconstruct with { Marginals = "marginals" } },
                var network => network,
            },
        };
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(ScenarioWriter.Write(plain)));
        foreach (var input in InputsOf(scenario))
        {
            hash.AppendData(networks.Digest(input));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
