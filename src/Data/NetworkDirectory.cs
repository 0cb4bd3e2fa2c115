using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>A network as a folder of CSV files, without a scenario: <c>institutions.csv</c> and <c>exposures.csv</c>, and where there is something in
/// them <c>holdings.csv</c>, <c>features.csv</c> and <c>payments.csv</c>.</summary>
public static class NetworkDirectory
{
    private static readonly NetworkFiles All = new()
    {
        Institutions = "institutions.csv", Exposures = "exposures.csv", Holdings = "holdings.csv", Features = "features.csv", Payments = "payments.csv",
    };

    /// <summary>Reads a network with the terms of its claims. What <c>holdings.csv</c> names that is no institution is a marketable asset.</summary>
    /// <param name="folder">The folder, as the user named it.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static Network Read(string folder)
    {
        var faults = new Faults();
        var nowhere = new YamlMap(new YamlPlace(folder, 1, 1), []);
        var files = All with { Holdings = IfThere(All.Holdings!), Features = IfThere(All.Features!), Payments = IfThere(All.Payments!) };
        var network = NetworkReader.Read(nowhere, files, keepsTerms: true, assets: null, Path.GetFullPath(folder), Path.Combine(folder, "network"), faults);
        faults.ThrowIfAny();
        return network!;

        string? IfThere(string name) => File.Exists(Path.Combine(folder, name)) ? name : null;
    }

    /// <summary>Writes institutions as their source gave them and all that they have to do with each other; what reads back is the same network,
    /// as far as it was built to keep terms. Assets that nobody holds are not in it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="folder">The folder; made where it is not there.</param>
    public static void Write(Network network, string folder)
    {
        Directory.CreateDirectory(folder);
        var writer = new NetworkWriter(network);
        (string Name, bool IsNeeded, Action<CsvFile> Write)[] files =
        [
            (All.Institutions, true, writer.Institutions),
            (All.Exposures, true, writer.Exposures),
            (All.Holdings!, network.Holdings.Count + network.AssetHoldings.Count > 0, writer.Holdings),
            (All.Features!, network.Features is { } features && Enumerable.Range(0, features.Count).Any(features.IsGiven), writer.Features),
            (All.Payments!, !network.Payments.IsEmpty, writer.Payments),
        ];
        foreach (var (name, _, write) in files.Where(file => file.IsNeeded))
        {
            CsvFile.Write(Path.Combine(folder, name), write);
        }
    }
}
