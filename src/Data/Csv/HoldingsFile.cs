using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads holdings.csv: shares of equity that institutions hold in each other.</summary>
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
            var issuer = ExposuresFile.Institution(table, 1, builder);
            if (holder == issuer && holder >= 0)
            {
                table.Fault(1, $"'{table.Text(1)}' holds its own equity; expected a share in another institution");
            }

            var fraction = table.Number(2, 0, 1);
            if (faults.Count == before)
            {
                builder.Add(new Holding(holder, issuer, fraction!.Value));
            }
        }
    }
}
