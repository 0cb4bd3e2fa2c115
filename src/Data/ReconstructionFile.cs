using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>A file of totals read and checked, and the networks that a method makes of it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Marginals">The totals.</param>
/// <param name="Networks">The networks.</param>
/// <param name="Ids">What the institutions are called.</param>
/// <param name="Tell">Tells what is wrong with an institution, with its line.</param>
public sealed record ReconstructionFile(
    Reconstruction Method, Marginals Marginals, ReconstructedNetworks Networks, IReadOnlyList<string> Ids, Action<int, string, Faults> Tell)
{
    /// <summary>Reads a file of totals for a method that is said by settings instead of a scenario.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Keys of <c>network.reconstruct</c> with their values as text, and where each was said.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static ReconstructionFile Load(string path, IEnumerable<(string Source, string Key, string Value)> settings)
    {
        var (faults, whole) = (new Faults(), new YamlPlace("--method", 1, 1));
        var map = new YamlMap(
            whole,
            [
                (Text(path, "marginals"), Text(path, path) with { IsQuoted = true }),
                .. settings.Select(one => (Text(one.Source, one.Key), (YamlNode)Text(one.Source, one.Value))),
            ]);
        var reader = new ScenarioReader(faults);
        var file = reader.ReadReconstruction(map) is { } method
            ? ReconstructionReader.Read((Reconstruction)method, key => reader.PlaceOf(method, key), assets: [], path, path, faults)
            : null;
        faults.ThrowIfAny();
        return file!;

        static YamlScalar Text(string source, string text) => new(new YamlPlace(source, 1, 1), text, IsQuoted: false);
    }

    /// <summary>The network of a sample.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="sample">Index of the sample; a run with that seed has it for the replication of that index.</param>
    /// <exception cref="InputException">It cannot be made.</exception>
    public Network Draw(ulong seed, uint sample)
    {
        try
        {
            return Networks.Draw(seed, sample);
        }
        catch (Exception failure) when (failure is ReconstructionException or ArgumentException)
        {
            throw new InputException(new Fault("--method", 1, 1, $"sample {sample}: {failure.Message}"));
        }
    }
}
