using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads holdings.csv: shares of equity that institutions hold in each other, and units of marketable assets.</summary>
internal static class HoldingsFile
{
    /// <summary>The columns the file has.</summary>
    public static readonly string[] Columns = ["institution", "asset", "amount"];

    /// <summary>Reads every row.</summary>
    public static void Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        using var table = CsvTable.Open(path, file, Columns, 3, faults);
        while (table?.Read() == true)
        {
            var before = faults.Count;
            var holder = ExposuresFile.Institution(table, 0, builder);
            var asset = -1;
            var isAsset = builder.Assets.Count > 0 && builder.TryFindAsset(table.Text(1), out asset);
            var issuer = isAsset ? -1 : Issuer(table, holder, builder);
            // What is neither may be meant for either.
            var amount = table.Number(2, 0, issuer >= 0 || builder.Assets.Count == 0 ? 1 : InstitutionRules.AmountMax);
            if (faults.Count > before)
            {
                continue;
            }

            if (isAsset)
            {
                builder.Add(new AssetHolding(holder, asset, amount!.Value));
            }
            else
            {
                builder.Add(new Holding(holder, issuer, amount!.Value));
            }
        }
    }

    /// <summary>What a file names that is no institution, in the order of the file. What is wrong with it is told when it is read.</summary>
    public static IReadOnlyList<string> NamesOfAssets(string path, NetworkBuilder builder)
    {
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        using var table = CsvTable.Open(path, "", Columns, 3, new Faults());
        while (table?.Read() == true)
        {
            if (!table.TryFind(1, builder, out _) && table.Text(1) is { Length: > 0 } name && known.Add(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>The institution whose equity a row is about; −1, and told, when there is none or it is the holder.</summary>
    private static int Issuer(CsvTable table, int holder, NetworkBuilder builder)
    {
        if (!table.TryFind(1, builder, out var issuer))
        {
            var names = builder.Assets.Count == 0 ? "" : $" or one of the assets {string.Join(", ", builder.Assets)}";
            table.Fault(1, $"unknown asset {CsvTable.Say(table.Text(1))}; expected an id of the institutions file{names}{table.Hint(table.Text(1), builder.Assets.Concat(builder.Ids))}");
        }
        else if (issuer == holder)
        {
            table.Fault(1, $"'{table.Text(1)}' holds its own equity; expected a share in another institution");
        }

        return issuer;
    }
}
