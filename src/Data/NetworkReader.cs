using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads the files of a network.</summary>
internal static class NetworkReader
{
    private const int LinksMax = 40;
    private const int RowBytes = 14;
    private const long RowsExpectedMax = 50_000_000;

    /// <summary>The files that a scenario names, as written and as read; null where they are not named properly.</summary>
    /// <param name="root">The scenario; its other parts may have faults.</param>
    public static (YamlMap Named, NetworkFiles Files)? FilesOf(YamlNode root) =>
        (root as YamlMap)?.Find("network") is YamlMap source && source.Find("files") is YamlMap named && new ScenarioReader(new Faults()).ReadFiles(named) is { } files
            ? (named, files)
            : null;

    /// <summary>The network of some files; null, and told, when anything is wrong with them.</summary>
    /// <param name="named">The files as the scenario names them, with their places.</param>
    /// <param name="files">The same, read.</param>
    /// <param name="keepsTerms">Whether terms of claims are kept, for mechanisms that ask for them.</param>
    /// <param name="assets">Names of marketable assets that holdings may name besides institutions; one that is said twice counts once, a
    /// blank one not at all: to tell them is up to whoever reads them. Null where nobody names them: what holdings name that is no institution is one.</param>
    /// <param name="folder">The folder of the scenario file.</param>
    /// <param name="scenario">The scenario file, as the user named it.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static Network? Read(YamlMap named, NetworkFiles files, bool keepsTerms, IReadOnlyList<string>? assets, string folder, string scenario, Faults faults)
    {
        var before = faults.Count;
        foreach (var (_, node) in named.Entries)
        {
            if (node is YamlScalar { IsNull: false } name)
            {
                TellIfLeaves(folder, name.Text, node.Place, faults);
            }
        }

        if (faults.Count > before)
        {
            return null;
        }

        var builder = new NetworkBuilder { KeepsTerms = keepsTerms };
        string Told(string name) => NetworkReader.Told(scenario, name);
        builder.Expect(RowsOf(folder, files.Institutions), RowsOf(folder, files.Exposures));
        var lines = InstitutionsFile.Read(Path.Combine(folder, files.Institutions), Told(files.Institutions), builder, faults);
        if (builder.Count == 0 && faults.Count > before)
        {
            // Every exposure would be told as dangling; only its header is looked at.
            CsvTable.Open(Path.Combine(folder, files.Exposures), Told(files.Exposures), ExposuresFile.Columns, 3, faults)?.Dispose();
            if (files.Features is { } unread)
            {
                FeaturesFile.CheckHeader(Path.Combine(folder, unread), Told(unread), faults);
            }

            if (files.Payments is { } unpaid)
            {
                PaymentsFile.CheckHeader(Path.Combine(folder, unpaid), Told(unpaid), faults);
            }

            return null;
        }

        assets ??= files.Holdings is { } unnamed ? HoldingsFile.NamesOfAssets(Path.Combine(folder, unnamed), builder) : [];
        AddAssets(assets, builder, Told(files.Institutions), lines, faults);
        ExposuresFile.Read(Path.Combine(folder, files.Exposures), Told(files.Exposures), builder, faults);
        if (files.Holdings is { } holdings)
        {
            HoldingsFile.Read(Path.Combine(folder, holdings), Told(holdings), builder, faults);
        }

        if (files.Payments is { } payments)
        {
            PaymentsFile.Read(Path.Combine(folder, payments), Told(payments), builder, faults);
        }

        var isSound = faults.Count == before;
        var features = files.Features is { } rows ? FeaturesFile.Read(Path.Combine(folder, rows), Told(rows), builder, faults) : null;
        if (features is not null)
        {
            builder.Add(features);
        }

        if (files.Scorer is { } scorer)
        {
            NetworkScores.Add(Told(scorer), named.Find("scorer")!.Place, features, files.Features is { } file ? Told(file) : null, builder, faults);
        }

        // Faults of features leave a network on which targets and the rest can be checked.
        return !isSound ? null
            : builder.TryBuild((institution, fault) => faults.Add(Told(files.Institutions), lines[institution], 1, fault));
    }

    /// <summary>Adds marketable assets, and tells those that have the name of an institution.</summary>
    public static void AddAssets(IReadOnlyList<string> assets, NetworkBuilder builder, string institutions, List<int> lines, Faults faults)
    {
        foreach (var asset in assets.Distinct().Where(name => !string.IsNullOrWhiteSpace(name)))
        {
            if (builder.TryFind(asset, out var institution))
            {
                faults.Add(institutions, lines[institution], 1, $"id '{asset}' is the name of a marketable asset as well; expected another name for one of them");
            }
            else
            {
                builder.AddAsset(asset);
            }
        }
    }

    /// <summary>Tells a name that leads out of the folder of the scenario; true when it does.</summary>
    public static bool TellIfLeaves(string folder, string name, YamlPlace place, Faults faults)
    {
        if (!Leaves(folder, name))
        {
            return false;
        }

        faults.Add(place.File, place.Line, place.Column, $"'{name}' leaves the folder of the scenario; expected a file in it or in a folder below it");
        return true;
    }

    /// <summary>What a file of the network is called in faults: the path that a user can open from where the command was given.</summary>
    /// <param name="scenario">The scenario file, as the user named it.</param>
    /// <param name="name">The file, as the scenario names it.</param>
    public static string Told(string scenario, string name) => Path.Combine(Path.GetDirectoryName(scenario) ?? "", name);

    /// <summary>About how many rows a file has, rather too many than too few: rows are seldom shorter than this.</summary>
    private static int RowsOf(string folder, string name) => new FileInfo(Path.Combine(folder, name)) is { Exists: true } file
        ? (int)Math.Min(file.Length / RowBytes, RowsExpectedMax) : 0;

    private static bool Leaves(string folder, string name)
    {
        if (Path.IsPathRooted(name) || name.Contains('\0', StringComparison.Ordinal))
        {
            return true;
        }

        var full = Path.GetFullPath(Path.Combine(folder, name));
        var root = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        // A link on the way may point anywhere, to other links as well; what counts is where the file really is.
        for (var hop = 0; full.StartsWith(root, StringComparison.Ordinal); hop++)
        {
            var link = full;
            while (link.Length > root.Length && new FileInfo(link).LinkTarget is null)
            {
                link = Path.GetDirectoryName(link)!;
            }

            if (link.Length <= root.Length)
            {
                return false;
            }

            var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link)!, new FileInfo(link).LinkTarget!));
            full = target + full[link.Length..];
            if (hop == LinksMax)
            {
                return true;
            }
        }

        return true;
    }
}
