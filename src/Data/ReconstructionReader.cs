using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads the institutions and totals that networks are made of.</summary>
internal static class ReconstructionReader
{
    /// <summary>The network of replication 0, which knows of the others; null, and told, when anything is wrong.</summary>
    /// <param name="method">The method.</param>
    /// <param name="placeOf">Where a key of it stands; of the whole where it does not.</param>
    /// <param name="assets">Names of marketable assets that must not be those of institutions.</param>
    /// <param name="folder">The folder of the scenario file.</param>
    /// <param name="scenario">The scenario file, as the user named it.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static Network? Read(
        Reconstruction method, Func<string, YamlPlace> placeOf, IReadOnlyList<string> assets, string folder, string scenario, ulong seed, Faults faults)
    {
        var before = faults.Count;
        if (NetworkReader.TellIfLeaves(folder, method.Marginals, placeOf("marginals"), faults))
        {
            return null;
        }

        var (builder, file) = (new NetworkBuilder(), NetworkReader.Told(scenario, method.Marginals));
        var (marginals, lines) = MarginalsFile.Read(Path.Combine(folder, method.Marginals), file, builder, faults);
        NetworkReader.AddAssets(assets, builder, file, lines, faults);
        foreach (var (key, fault) in marginals is null ? [] : method.Faults(marginals))
        {
            Tell(key ?? "method", fault);
        }

        if (faults.Count > before)
        {
            return null;
        }

        try
        {
            return new ReconstructedNetworks(builder, marginals!, method).TryDraw(seed, (institution, fault) => faults.Add(file, lines[institution], 1, fault));
        }
        catch (ReconstructionException failure)
        {
            Tell("method", failure.Message);
            return null;
        }

        void Tell(string key, string fault)
        {
            var place = placeOf(key);
            faults.Add(place.File, place.Line, place.Column, fault);
        }
    }
}
