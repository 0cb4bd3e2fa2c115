using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads the institutions and totals that networks are made of.</summary>
internal static class ReconstructionReader
{
    /// <summary>What networks can be made of; null, and told, when anything is wrong.</summary>
    /// <param name="method">The method.</param>
    /// <param name="placeOf">Where a key of it stands; of the whole where it does not.</param>
    /// <param name="assets">Names of marketable assets that must not be those of institutions.</param>
    /// <param name="path">The file of totals.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static ReconstructionFile? Read(Reconstruction method, Func<string, YamlPlace> placeOf, IReadOnlyList<string> assets, string path, string file, Faults faults)
    {
        var (before, builder) = (faults.Count, new NetworkBuilder());
        var (marginals, lines) = MarginalsFile.Read(path, file, builder, faults);
        NetworkReader.AddAssets(assets, builder, file, lines, faults);
        foreach (var (key, fault) in marginals is null ? [] : method.Faults(marginals))
        {
            Tell(placeOf(key ?? "method"), fault, faults);
        }

        return faults.Count > before ? null
            : new ReconstructionFile(method, marginals!, new ReconstructedNetworks(builder, marginals!, method), builder.Ids, (institution, fault, to) => to.Add(file, lines[institution], 1, fault));
    }

    /// <summary>The network of replication 0, which knows of the others; null, and told, when there is none.</summary>
    /// <param name="file">What it is made of.</param>
    /// <param name="place">Where the method stands.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static Network? Draw(ReconstructionFile file, YamlPlace place, ulong seed, Faults faults)
    {
        try
        {
            return file.Networks.TryDraw(seed, (institution, fault) => file.Tell(institution, fault, faults));
        }
        catch (ReconstructionException failure)
        {
            Tell(place, failure.Message, faults);
            return null;
        }
    }

    private static void Tell(YamlPlace place, string fault, Faults faults) => faults.Add(place.File, place.Line, place.Column, fault);
}
