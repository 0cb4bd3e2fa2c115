using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>sweep.csv: a row for each point, with what was swept and the summary of its run.</summary>
internal static class SweepTable
{
    /// <summary>The file.</summary>
    public const string Name = "sweep.csv";

    private static readonly IReadOnlyList<string> Attributed = Attribution.ColumnsOf(hasShapley: true);

    /// <summary>Writes the table whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="rowOf">What came of each point.</param>
    public static void Write(string path, SweepFile sweep, Func<int, SummaryRow> rowOf) => CsvFile.Write(path, file =>
    {
        // Points of different mechanisms may have different metrics, may ask for others, and not all need be attributed to channels.
        var (metrics, attributed, measured) = (0, 0, new List<string>());
        for (var point = 0; point < sweep.Count; point++)
        {
            var row = rowOf(point);
            (metrics, attributed) = (Math.Max(metrics, row.Metrics), Math.Max(attributed, row.Attributed.Count));
            measured.AddRange(row.MeasuredNames.Except(measured));
        }

        file.Row(["point", .. sweep.Paths, "replications", "not_converged", .. SummaryRow.ColumnsOf(metrics), .. SummaryRow.ColumnsOf(measured), .. Attributed.Take(attributed)]);
        for (var point = 0; point < sweep.Count; point++)
        {
            var row = rowOf(point);
            file.Number(point);
            foreach (var value in sweep.ValuesOf(point))
            {
                file.Text(value);
            }

            file.Number(row.Replications).Number(row.NotConverged);
            Write(file, row.Numbers, metrics * DistributionRow.Names.Count);
            foreach (var name in measured)
            {
                Write(file, row.MeasuredOf(name), DistributionRow.Names.Count);
            }

            Write(file, row.Attributed, attributed);
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
        var columns = table!.Columns.ToList();
        var last = columns.LastIndexOf("not_converged") + 1;
        var end = columns.LastIndexOf(Attributed[0]) is >= 0 and var at ? at : columns.Count;
        var known = last + SummaryRow.ColumnsOf(Metric.Known.Count).Zip(columns.Skip(last)).TakeWhile(pair => pair.First == pair.Second).Count();
        var (stride, suffix) = (DistributionRow.Names.Count, $"_{DistributionRow.Names[0]}");
        string[] measured = [.. Enumerable.Range(0, (end - known) / stride).Select(metric => columns[known + (metric * stride)][..^suffix.Length])];
        while (table.Read())
        {
            var (replications, open) = (table.Number(last - 2, 1), table.Number(last - 1, 0));
            double[] numbers = [.. Enumerable.Range(last, columns.Count - last).Select(column => table.IsEmpty(column) ? double.NaN : table.Number(column, double.MinValue) ?? double.NaN)];
            faults.ThrowIfAny();
            yield return new SummaryRow((int)replications!, (int)open!, numbers[..(known - last)])
            {
                MeasuredNames = measured,
                Measured = numbers[(known - last)..(end - last)],
                Attributed = numbers[(end - last)..],
            };
        }

        faults.ThrowIfAny();
    }

    /// <summary>Numbers, and empty fields for those that only other points have.</summary>
    private static void Write(CsvFile file, IReadOnlyList<double> numbers, int count)
    {
        for (var number = 0; number < count; number++)
        {
            file.Number(number < numbers.Count ? numbers[number] : double.NaN);
        }
    }
}
