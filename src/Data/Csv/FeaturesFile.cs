using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads features.csv: any columns of numbers, a row an institution, for scores to weigh.</summary>
internal static class FeaturesFile
{
    /// <summary>The column that the file must have; all others are features.</summary>
    public static readonly string[] Columns = ["id"];

    /// <summary>Reads every row; null where the header is wrong or names none. With faults, told, features hold what could be read.</summary>
    public static Features? Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        var before = faults.Count;
        using var table = Open(path, file, faults);
        if (table is null)
        {
            return null;
        }

        string[] names = [.. table.Names.Skip(1)];
        if (names.Length == 0)
        {
            faults.Add(file, 1, 1, "no features; expected columns of numbers besides id");
            return null;
        }

        var columns = names.Select(_ => new double[builder.Count]).ToArray();
        Array.ForEach(columns, column => Array.Fill(column, double.NaN));
        var lines = new int[builder.Count];
        var rows = 0;
        for (; table.Read(); rows++)
        {
            var institution = Institution(table, lines, builder);
            for (var column = 1; column <= columns.Length; column++)
            {
                if (table.OptionalNumber(column, -CreditScore.NumberMax, CreditScore.NumberMax) is { } number && institution >= 0)
                {
                    columns[column - 1][institution] = number;
                }
            }
        }

        if (rows == 0 && faults.Count == before)
        {
            faults.Add(file, 1, 1, "no features; expected a row for each institution below the header");
        }

        // A row that could not be read may be that of anybody who seems to have none.
        var isFaulty = faults.Count > before;
        return new Features(names, columns, [.. lines.Select(line => isFaulty || line > 0)]);
    }

    /// <summary>Tells the fields that are empty where a number is needed. The file is read again: their places are of interest only if there are any.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <param name="isNeeded">Whether the feature of an id is needed.</param>
    /// <param name="faults">Told the fields.</param>
    public static void TellEmpty(string path, string file, Func<string, string, bool> isNeeded, Faults faults)
    {
        // What is wrong besides was told when the file was read for its numbers.
        using var table = Open(path, file, new Faults());
        while (table?.Read() == true)
        {
            for (var column = 1; column < table.Names.Count; column++)
            {
                if (table.IsEmpty(column) && isNeeded(table.Text(0), table.Name(column)))
                {
                    faults.Add(file, table.Line, table.ColumnOf(column), $"{table.Name(column)} of '{table.Text(0)}' is empty; expected a number, which a score weighs");
                }
            }
        }
    }

    /// <summary>Looks at the header alone.</summary>
    public static void CheckHeader(string path, string file, Faults faults) => Open(path, file, faults)?.Dispose();

    private static CsvTable? Open(string path, string file, Faults faults) => CsvTable.Open(path, file, Columns, 1, faults, takesOthers: true);

    /// <summary>The institution of a row; −1, and told, when there is none or it has a row already.</summary>
    private static int Institution(CsvTable table, int[] lines, NetworkBuilder builder)
    {
        var institution = ExposuresFile.Institution(table, 0, builder);
        if (institution >= 0 && lines[institution] > 0)
        {
            table.Fault(0, $"id '{table.Text(0)}' is taken by line {lines[institution]}; expected one row an institution");
            return -1;
        }

        if (institution >= 0)
        {
            lines[institution] = table.Line;
        }

        return institution;
    }
}
