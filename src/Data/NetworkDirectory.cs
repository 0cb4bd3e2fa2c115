using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>A network as a folder of CSV files, without a scenario: <c>institutions.csv</c> and <c>exposures.csv</c>.</summary>
public static class NetworkDirectory
{
    /// <summary>The files of such a folder.</summary>
    public static NetworkFiles Files { get; } = new() { Institutions = "institutions.csv", Exposures = "exposures.csv" };

    private static readonly InstitutionItem[] Items = Enum.GetValues<InstitutionItem>();

    /// <summary>Reads a network with the terms of its claims.</summary>
    /// <param name="folder">The folder, as the user named it.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static Network Read(string folder)
    {
        var faults = new Faults();
        var nowhere = new YamlMap(new YamlPlace(folder, 1, 1), []);
        var network = NetworkReader.Read(nowhere, Files, keepsTerms: true, assets: [], Path.GetFullPath(folder), Path.Combine(folder, "network"), faults);
        faults.ThrowIfAny();
        return network!;
    }

    /// <summary>Writes institutions as their source gave them, and loans and demand deposits; what reads back is the same network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="folder">The folder; made where it is not there.</param>
    public static void Write(Network network, string folder)
    {
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, Files.Institutions), file => Institutions(file, network));
        CsvFile.Write(Path.Combine(folder, Files.Exposures), file => Exposures(file, network));
    }

    private static void Institutions(CsvFile file, Network network)
    {
        var given = Enumerable.Range(0, network.Count).Select(network.Given);
        InstitutionItem[] items = [.. Items.Where(item => given.Any(one => one.Items[item] is not null))];
        (string Name, Func<Institution, string?> Of)[] texts =
        [
            .. new (string Name, Func<Institution, string?> Of)[]
            {
                ("name", one => one.Name),
                ("group", one => one.Group),
                ("role", one => one.Role == InstitutionRole.None ? null : Words.Of(one.Role)),
                ("mode", one => one.Mode == PlatformMode.None ? null : Words.Of(one.Mode)),
            }.Where(text => given.Any(one => text.Of(one) is not null)),
        ];
        file.Row(["id", "kind", .. texts.Select(text => text.Name), .. items.Select(InstitutionRules.ColumnOf)]);
        foreach (var one in given)
        {
            file.Text(one.Id).Text(Words.Of(one.Kind));
            foreach (var text in texts)
            {
                file.Text(text.Of(one) ?? "");
            }

            foreach (var item in items)
            {
                file.Number(one.Items[item] ?? double.NaN);
            }

            file.End();
        }
    }

    private static void Exposures(CsvFile file, Network network)
    {
        var (claims, type, seniority) = (network.Claims, network.ClaimType, network.ClaimSeniority);
        var platform = network.Terms is { Platform.IsEmpty: false } ? network.Terms : null;
        file.Row([
            "creditor", "debtor", "amount",
            .. type.IsEmpty ? Array.Empty<string>() : ["type"], .. seniority.IsEmpty ? Array.Empty<string>() : ["seniority"], .. platform is null ? Array.Empty<string>() : ["platform"]]);
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                file.Text(network.Ids[creditor]).Text(network.Ids[claims.Column[claim]]).Number(claims.Amount[claim]);
                if (!type.IsEmpty)
                {
                    file.Text(Words.Of((ExposureType)type.Span[claim]));
                }

                if (!seniority.IsEmpty)
                {
                    file.Number(seniority.Span[claim]);
                }

                if (platform is not null)
                {
                    file.Text(platform.Platform[claim] is >= 0 and var one ? network.Ids[one] : "");
                }

                file.End();
            }
        }
    }
}
