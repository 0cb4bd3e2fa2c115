using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>sweep.csv: a row for each point, with what was swept and the summary of its run.</summary>
internal static class SweepTable
{
    /// <summary>The file.</summary>
    public const string Name = "sweep.csv";

    /// <summary>Writes the table whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="rowOf">What came of each point.</param>
    public static void Write(string path, SweepFile sweep, Func<int, SummaryRow> rowOf) => CsvFile.Write(path, file =>
    {
        file.Row(["point", .. sweep.Paths, "replications", "not_converged", .. SummaryRow.Columns]);
        for (var point = 0; point < sweep.Count; point++)
        {
            var row = rowOf(point);
            file.Number(point);
            foreach (var value in sweep.ValuesOf(point))
            {
                file.Text(value);
            }

            file.Number(row.Replications).Number(row.NotConverged);
            foreach (var number in row.Numbers)
            {
                file.Number(number);
            }

            file.End();
        }
    });

    /// <summary>Reads what came of the points, in order.</summary>
    /// <exception cref="InputException">The file was changed by somebody else.</exception>
    public static IEnumerable<SummaryRow> Read(string path)
    {
        var faults = new Faults();
        using var table = CsvTable.Open(path, path, faults);
        faults.ThrowIfAny();
        var last = table!.Columns.Count - SummaryRow.Columns.Count;
        while (table.Read())
        {
            var (replications, open) = (table.Number(last - 2, 1), table.Number(last - 1, 0));
            double[] numbers = [.. Enumerable.Range(last, SummaryRow.Columns.Count).Select(column => table.IsEmpty(column) ? double.NaN : table.Number(column, double.MinValue) ?? double.NaN)];
            faults.ThrowIfAny();
            yield return new SummaryRow((int)replications!, (int)open!, numbers);
        }

        faults.ThrowIfAny();
    }
}
