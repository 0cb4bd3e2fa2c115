using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads payments.csv: payments that wait to be settled, in the order in which they were entered.</summary>
internal static class PaymentsFile
{
    /// <summary>The columns the file may have; the first four it must.</summary>
    public static readonly string[] Columns = ["id", "payer", "payee", "amount", "at"];

    /// <summary>Reads every row.</summary>
    public static void Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        using var table = Open(path, file, faults);
        while (table?.Read() == true)
        {
            var before = faults.Count;
            var id = Id(table, lines);
            var payer = ExposuresFile.Institution(table, 1, builder);
            var payee = ExposuresFile.Institution(table, 2, builder);
            if (payer == payee && payer >= 0)
            {
                table.Fault(2, $"'{table.Text(2)}' pays itself; expected two institutions");
            }

            var amount = table.Number(3, 0, InstitutionRules.AmountMax);
            if (amount == 0)
            {
                table.Fault(3, $"amount is '{table.Text(3)}'; expected more than 0");
            }

            var at = table.OptionalWhole(4, 0, int.MaxValue) ?? 0;
            if (faults.Count == before)
            {
                builder.Add(new Payment(id, payer, payee, amount!.Value, (int)at));
            }
        }
    }

    /// <summary>Looks at the header alone.</summary>
    public static void CheckHeader(string path, string file, Faults faults) => Open(path, file, faults)?.Dispose();

    private static CsvTable? Open(string path, string file, Faults faults) => CsvTable.Open(path, file, Columns, 4, faults);

    /// <summary>The id of a row; told when there is none or another row has it.</summary>
    private static string Id(CsvTable table, Dictionary<string, int> lines)
    {
        var id = table.OptionalText(0) ?? "";
        if (id.Length == 0)
        {
            table.Fault(0, "id is empty; expected a name that no other payment has");
        }
        else if (!lines.TryAdd(id, table.Line))
        {
            table.Fault(0, $"id {CsvTable.Say(id)} is taken by line {lines[id]}");
        }

        return id;
    }
}
