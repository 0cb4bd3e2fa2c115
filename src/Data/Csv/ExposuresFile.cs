using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads exposures.csv into a network builder.</summary>
internal static class ExposuresFile
{
    /// <summary>The columns the file may have; the first three it must.</summary>
    public static readonly string[] Columns = ["creditor", "debtor", "amount", "type", "seniority", "platform", "guarantor", "coverage", "maturity"];

    /// <summary>Reads every row.</summary>
    public static void Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        using var table = CsvTable.Open(path, file, Columns, 3, faults);
        while (table?.Read() == true)
        {
            var before = faults.Count;
            var creditor = Institution(table, 0, builder);
            var debtor = Institution(table, 1, builder);
            if (creditor == debtor && creditor >= 0)
            {
                table.Fault(1, $"'{table.Text(1)}' has an exposure to itself; expected two institutions");
            }

            var amount = table.Number(2, 0, InstitutionRules.AmountMax);
            var type = table.OptionalWord<ExposureType>(3);
            var seniority = table.IsEmpty(4) ? 1 : Whole(table, 4, Exposure.SeniorityMax);
            CheckUnused(table, builder);
            if (faults.Count == before)
            {
                builder.Add(new Exposure(creditor, debtor, amount!.Value, type, (byte)seniority));
            }
        }
    }

    /// <summary>The index of the institution a field names; −1, and told, when there is none.</summary>
    internal static int Institution(CsvTable table, int column, NetworkBuilder builder)
    {
        if (table.TryFind(column, builder, out var index))
        {
            return index;
        }

        table.Fault(column, $"unknown {table.Name(column)} {CsvTable.Say(table.Text(column))}; expected an id of the institutions file{table.Hint(table.Text(column), builder.Ids)}");
        return -1;
    }

    private static int Whole(CsvTable table, int column, int max)
    {
        var number = table.Number(column, 1, max);
        if (number is { } whole && whole != Math.Floor(whole))
        {
            table.Fault(column, $"{Columns[column]} is {CsvTable.Say(table.Text(column))}; expected a whole number from 1 to {max}");
        }

        return (int)(number ?? 1);
    }

    /// <summary>Checks what no channel uses so far, so that a file that is accepted now stays accepted.</summary>
    private static void CheckUnused(CsvTable table, NetworkBuilder builder)
    {
        for (var column = 5; column <= 6; column++)
        {
            if (!table.IsEmpty(column))
            {
                Institution(table, column, builder);
            }
        }

        if (!table.IsEmpty(7))
        {
            table.Number(7, 0, 1);
        }

        table.OptionalNumber(8, 0);
    }
}
