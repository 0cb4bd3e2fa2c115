using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads exposures.csv into a network builder.</summary>
internal static class ExposuresFile
{
    /// <summary>The columns the file may have; the first three it must.</summary>
    public static readonly string[] Columns =
        ["creditor", "debtor", "amount", "type", "seniority", "platform", .. TermFields.Columns];

    /// <summary>A file smaller than this, in bytes, is read before a second thread has started.</summary>
    internal const int TogetherFrom = 1 << 20;

    private const int Platform = 5;

    /// <summary>Reads every row.</summary>
    public static void Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        if (new FileInfo(path) is { Exists: true, Length: >= TogetherFrom } && TryReadTogether(path, file, builder))
        {
            return;
        }

        using var table = CsvTable.Open(path, file, Columns, 3, faults);
        var pledges = new PledgeRegister();
        while (table?.Read() == true)
        {
            if (Row(table, builder, out var terms) is not { } exposure)
            {
                continue;
            }

            if (!pledges.Agrees(terms, table.Line, out var first))
            {
                TermFields.TellPledge(table, terms, first);
                continue;
            }

            builder.Add(exposure, terms);
        }
    }

    /// <summary>Reads a file without faults on all processors; false, and nothing told or added, when it has any.</summary>
    private static bool TryReadTogether(string path, string file, NetworkBuilder builder)
    {
        var untold = new Faults();
        using var table = CsvTable.Open(path, file, Columns, 3, untold);
        var (pledges, isSound) = (new PledgeRegister(), true);
        // Terms would more than double what is on its way from thread to thread.
        var isRead = table is not null && TermFields.Matter(table, builder)
            ? table.TryReadTogether(row => Row(row, builder, out var terms) is { } exposure ? (exposure, terms) : default, Take)
            : table?.TryReadTogether(row => Row(row, builder, out _) ?? default, builder.Add);
        if (isRead == true && isSound)
        {
            return true;
        }

        builder.RemoveExposures();
        return false;

        void Take((Exposure Exposure, ExposureTerms Terms) said)
        {
            isSound = isSound && pledges.Agrees(said.Terms, 0, out _);
            if (isSound)
            {
                builder.Add(said.Exposure, said.Terms);
            }
        }
    }

    /// <summary>The exposure that a row says; null, and told, when it has faults.</summary>
    private static Exposure? Row(CsvTable table, NetworkBuilder builder, out ExposureTerms terms)
    {
        var before = table.FaultCount;
        var creditor = Institution(table, 0, builder);
        var debtor = Institution(table, 1, builder);
        if (creditor == debtor && creditor >= 0)
        {
            table.Fault(1, $"'{table.Text(1)}' has an exposure to itself; expected two institutions");
        }

        var amount = table.Number(2, 0, InstitutionRules.AmountMax);
        var type = table.IsEmpty(3) ? ExposureType.Loan : table.Word<ExposureType>(3);
        if (type == ExposureType.Service && amount is not (null or (> 0 and <= 1)))
        {
            table.Fault(2, $"amount of a service is '{table.Text(2)}'; expected its efficiency, above 0 and at most 1");
        }

        var seniority = table.OptionalWhole(4, 1, Exposure.SeniorityMax) ?? 1;
        int? platform = table.IsEmpty(Platform) ? null : Institution(table, Platform, builder);
        if (builder.KeepsTerms && platform >= 0 && builder.KindOf(platform.Value) != InstitutionKind.Platform)
        {
            table.Fault(Platform, $"platform '{table.Text(Platform)}' is of kind {Words.Of(builder.KindOf(platform.Value))}; expected a platform");
        }

        terms = TermFields.Read(table, type, debtor, builder);
        return table.FaultCount == before ? new Exposure(creditor, debtor, amount!.Value, type!.Value, (byte)seniority) { Platform = platform } : null;
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
}
