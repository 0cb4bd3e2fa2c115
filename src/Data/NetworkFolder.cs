using System.Security.Cryptography;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>The networks in the folder of a scenario file: each is read once, and each of its files hashed once, however many scenarios share it.</summary>
/// <param name="scenario">The scenario file, as the user named it.</param>
internal sealed class NetworkFolder(string scenario)
{
    /// <summary>Networks that were read stay in memory up to so many exposures together, about a gigabyte; beyond that the one read first goes.</summary>
    private const long ExposuresKeptMax = 16_000_000;

    private readonly Lock _gate = new();
    private readonly List<(NetworkFiles Files, bool KeepsTerms, IReadOnlyList<string> Assets, Network? Network, Faults Faults)> _kept = [];
    private readonly Dictionary<string, byte[]> _digests = new(StringComparer.Ordinal);
    private (NetworkModel Model, ulong Seed, bool KeepsTerms, Network Network)? _drawn;
    private (Reconstruction Method, ulong Seed, IReadOnlyList<string> Assets, Network Network)? _reconstructed;

    /// <summary>The scenario file, as the user named it.</summary>
    public string Scenario => scenario;

    /// <summary>How large a network may be that is made; null for as large as the models and methods themselves allow.</summary>
    public NetworkLimit? Limit { get; init; }

    /// <summary>The folder, which names of files in the scenario are relative to.</summary>
    public string Path { get; } = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(scenario))!;

    /// <summary>The network that a scenario names; null, and told, when anything is wrong with its files.</summary>
    /// <param name="root">The scenario; its other parts may have faults.</param>
    /// <param name="keepsTerms">Whether terms of claims are kept, for mechanisms that ask for them.</param>
    /// <param name="assets">Names of marketable assets that holdings may name besides institutions.</param>
    /// <param name="faults">Told what is wrong.</param>
    public Network? Read(YamlNode root, bool keepsTerms, IReadOnlyList<string> assets, Faults faults)
    {
        // The scenario's own reader tells when the files are not named properly.
        if (NetworkReader.FilesOf(root) is not var (named, files))
        {
            return null;
        }

        lock (_gate)
        {
            var at = _kept.FindIndex(one => one.Files == files && one.KeepsTerms == keepsTerms && one.Assets.SequenceEqual(assets));
            if (at < 0)
            {
                at = Keep(named, files, keepsTerms, assets);
            }

            faults.Add(_kept[at].Faults);
            return _kept[at].Network;
        }
    }

    /// <summary>The network that a model draws.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="keepsTerms">Whether terms of claims are kept, for mechanisms that ask for them.</param>
    /// <exception cref="DrawException">What was drawn cannot be made a network of the model's parameters.</exception>
    public Network Draw(NetworkModel model, ulong seed, bool keepsTerms)
    {
        lock (_gate)
        {
            if (_drawn is not { } drawn || drawn.Model != model || drawn.Seed != seed || drawn.KeepsTerms != keepsTerms)
            {
                _drawn = drawn = (model, seed, keepsTerms, model.Draw(seed, 0, keepsTerms));
            }

            return drawn.Network;
        }
    }

    /// <summary>The network that a method makes of totals; null, and told, when anything is wrong.</summary>
    /// <param name="method">The method.</param>
    /// <param name="placeOf">Where a key of it stands.</param>
    /// <param name="assets">Names of marketable assets.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="faults">Told what is wrong.</param>
    public Network? Reconstruct(Reconstruction method, Func<string, YamlPlace> placeOf, IReadOnlyList<string> assets, ulong seed, Faults faults)
    {
        lock (_gate)
        {
            if (_reconstructed is not { } made || made.Method != method || made.Seed != seed || !made.Assets.SequenceEqual(assets))
            {
                var found = new Faults();
                var network = NetworkReader.TellIfLeaves(Path, method.Marginals, placeOf("marginals"), found) ? null
                    : ReconstructionReader.Read(method, placeOf, assets, System.IO.Path.Combine(Path, method.Marginals), NetworkReader.Told(scenario, method.Marginals), found) is { } file
                        ? TellIfTooLarge(method.SizeExpected(file.Marginals), placeOf("method"), found) ? null : ReconstructionReader.Draw(file, placeOf("method"), seed, found)
                        : null;
                faults.Add(found);
                _reconstructed = found.Count == 0 ? (method, seed, assets, network!) : null;
                return network;
            }

            return made.Network;
        }
    }

    /// <summary>Tells a network that would be too large; true when it would.</summary>
    public bool TellIfTooLarge(NetworkSize size, YamlPlace place, Faults faults)
    {
        if (Limit?.FaultOf(size) is not { } fault)
        {
            return false;
        }

        faults.Add(place.File, place.Line, place.Column, fault);
        return true;
    }

    /// <summary>SHA-256 of a file of a network.</summary>
    public byte[] Digest(string input)
    {
        lock (_gate)
        {
            if (!_digests.TryGetValue(input, out var digest))
            {
                using var stream = File.OpenRead(System.IO.Path.Combine(Path, input));
                _digests.Add(input, digest = SHA256.HashData(stream));
            }

            return digest;
        }
    }

    private int Keep(YamlMap named, NetworkFiles files, bool keepsTerms, IReadOnlyList<string> assets)
    {
        var faults = new Faults();
        _kept.Add((files, keepsTerms, assets, NetworkReader.Read(named, files, keepsTerms, assets, Path, scenario, faults), faults));
        while (_kept.Count > 1 && _kept.Sum(one => (long)(one.Network?.Claims.Count ?? 0)) > ExposuresKeptMax)
        {
            _kept.RemoveAt(0);
        }

        return _kept.Count - 1;
    }
}
