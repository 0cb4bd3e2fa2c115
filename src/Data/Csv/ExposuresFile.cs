using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads exposures.csv into a network builder.</summary>
internal static class ExposuresFile
{
    /// <summary>The columns the file may have; the first three it must.</summary>
    public static readonly string[] Columns = ["creditor", "debtor", "amount", "type", "seniority", "platform", "guarantor", "coverage", "maturity"];

    /// <summary>A file smaller than this, in bytes, is read before a second thread has started.</summary>
    internal const int TogetherFrom = 1 << 20;

    /// <summary>Reads every row.</summary>
    public static void Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        if (new FileInfo(path) is { Exists: true, Length: >= TogetherFrom } && TryReadTogether(path, file, builder))
        {
            return;
        }

        using var table = CsvTable.Open(path, file, Columns, 3, faults);
        while (table?.Read() == true)
        {
            if (Row(table, builder) is { } exposure)
            {
                builder.Add(exposure);
            }
        }
    }

    /// <summary>Reads a file without faults on all processors; false, and nothing told or added, when it has any.</summary>
    private static bool TryReadTogether(string path, string file, NetworkBuilder builder)
    {
        var untold = new Faults();
        using var table = CsvTable.Open(path, file, Columns, 3, untold);
        if (table?.TryReadTogether(row => Row(row, builder) ?? default, builder.Add) == true)
        {
            return true;
        }

        builder.RemoveExposures();
        return false;
    }

    /// <summary>The exposure that a row says; null, and told, when it has faults.</summary>
    private static Exposure? Row(CsvTable table, NetworkBuilder builder)
    {
        var before = table.FaultCount;
        var creditor = Institution(table, 0, builder);
        var debtor = Institution(table, 1, builder);
        if (creditor == debtor && creditor >= 0)
        {
            table.Fault(1, $"'{table.Text(1)}' has an exposure to itself; expected two institutions");
        }

        var amount = table.Number(2, 0, InstitutionRules.AmountMax);
        var type = table.OptionalWord<ExposureType>(3);
        var seniority = table.IsEmpty(4) ? 1 : Whole(table, 4, Exposure.SeniorityMax);
        int? platform = table.IsEmpty(5) ? null : Institution(table, 5, builder);
        CheckUnused(table, builder);
        return table.FaultCount == before ? new Exposure(creditor, debtor, amount!.Value, type, (byte)seniority) { Platform = platform } : null;
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
        if (!table.IsEmpty(6))
        {
            Institution(table, 6, builder);
        }

        if (!table.IsEmpty(7))
        {
            table.Number(7, 0, 1);
        }

        table.OptionalNumber(8, 0);
    }
}
