using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads exposures.csv into a network builder.</summary>
internal static class ExposuresFile
{
    /// <summary>The columns the file may have; the first three it must.</summary>
    public static readonly string[] Columns = ["creditor", "debtor", "amount", "type", "seniority", "platform", .. TermFields.Columns];

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
        var pledges = new PledgeRegister();
        while (table?.Read() == true)
        {
            if (RowWithTerms(table, builder) is not var (exposure, terms))
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
        // Terms are three times as large as the rest, so that they go from thread to thread only where the network is made of them.
        var isRead = table is not null
            && (TermFields.Matter(table, builder) ? table.TryReadTogether(row => RowWithTerms(row, builder) ?? default, Take)
                : TermFields.AreIn(table) ? table.TryReadTogether(row => RowWithTerms(row, builder)?.Exposure ?? default, builder.Add)
                : table.TryReadTogether(row => Row(row, builder, out _, out _) ?? default, builder.Add));
        if (isRead && isSound)
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

    /// <summary>The exposure that a row says and what is agreed of it; null, and told, when it has faults.</summary>
    private static (Exposure Exposure, ExposureTerms Terms)? RowWithTerms(CsvTable table, NetworkBuilder builder)
    {
        var before = table.FaultCount;
        var said = Row(table, builder, out var creditor, out var debtor);
        var terms = TermFields.Read(table, creditor, debtor, builder);
        return said is { } exposure && table.FaultCount == before ? (exposure, terms) : null;
    }

    /// <summary>The exposure that a row says; null, and told, when it has faults.</summary>
    /// <param name="table">At the row.</param>
    /// <param name="builder">Knows the institutions.</param>
    /// <param name="creditor">Who holds the claim; −1 where that is wrong.</param>
    /// <param name="debtor">Who owes; likewise.</param>
    private static Exposure? Row(CsvTable table, NetworkBuilder builder, out int creditor, out int debtor)
    {
        var before = table.FaultCount;
        creditor = Institution(table, 0, builder);
        debtor = Institution(table, 1, builder);
        if (creditor == debtor && creditor >= 0)
        {
            table.Fault(1, $"'{table.Text(1)}' has an exposure to itself; expected two institutions");
        }

        var amount = table.Number(2, 0, InstitutionRules.AmountMax);
        var type = table.OptionalWord<ExposureType>(3);
        if (type == ExposureType.Service && amount is not (null or (> 0 and <= 1)))
        {
            table.Fault(2, $"amount of a service is '{table.Text(2)}'; expected its efficiency, above 0 and at most 1");
        }

        var seniority = table.OptionalWhole(4, 1, Exposure.SeniorityMax) ?? 1;
        int? platform = table.IsEmpty(5) ? null : Platform(table, 5, builder);
        return table.FaultCount == before ? new Exposure(creditor, debtor, amount!.Value, type, (byte)seniority) { Platform = platform } : null;
    }

    /// <summary>The index of the platform a field names; −1, and told, when there is none.</summary>
    private static int Platform(CsvTable table, int column, NetworkBuilder builder)
    {
        var platform = Institution(table, column, builder);
        if (builder.KeepsTerms && platform >= 0 && builder.KindOf(platform) is var kind and not InstitutionKind.Platform)
        {
            table.Fault(column, $"platform '{table.Text(column)}' is of kind {Words.Of(kind)}; expected a platform");
        }

        return platform;
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
