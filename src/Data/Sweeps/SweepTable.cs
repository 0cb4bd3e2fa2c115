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
        // Points of different mechanisms may have different metrics.
        var metrics = Enumerable.Range(0, sweep.Count).Max(point => rowOf(point).Metrics);
        file.Row(["point", .. sweep.Paths, "replications", "not_converged", .. SummaryRow.ColumnsOf(metrics)]);
        for (var point = 0; point < sweep.Count; point++)
        {
            var row = rowOf(point);
            file.Number(point);
            foreach (var value in sweep.ValuesOf(point))
            {
                file.Text(value);
            }

            file.Number(row.Replications).Number(row.NotConverged);
            foreach (var number in row.Numbers.Concat(Enumerable.Repeat(double.NaN, (metrics - row.Metrics) * DistributionRow.Names.Count)))
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
        var last = table!.Columns.ToList().LastIndexOf("not_converged") + 1;
        while (table.Read())
        {
            var (replications, open) = (table.Number(last - 2, 1), table.Number(last - 1, 0));
            double[] numbers = [.. Enumerable.Range(last, table.Columns.Count - last).Select(column => table.IsEmpty(column) ? double.NaN : table.Number(column, double.MinValue) ?? double.NaN)];
            faults.ThrowIfAny();
            yield return new SummaryRow((int)replications!, (int)open!, numbers);
        }

        faults.ThrowIfAny();
    }
}
