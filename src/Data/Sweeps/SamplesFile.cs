using Contagion.Model;

namespace Contagion.Data;

/// <summary>Reads a file of samples: a header of paths such as <c>run.seed,shocks.0.fraction</c>, and a row for each sample.</summary>
internal static class SamplesFile
{
    /// <summary>The axis that a file describes; null, and told, when anything is wrong with it.</summary>
    public static SweepAxis? Read(string path, Faults faults)
    {
        var before = faults.Count;
        using var table = CsvTable.Open(path, path, faults);
        if (table is null)
        {
            return null;
        }

        SweptPath[] paths = [.. table.Columns.Select((name, column) => new SweptPath(name, table.PlaceOf(column)))];
        foreach (var nameless in paths.Where(one => one.Path.Length == 0))
        {
            faults.Add(path, 1, nameless.Place.Column, "a column has no name; expected the path of a part of the scenario, such as run.seed");
        }

        var rows = new List<SweptValue[]>();
        while (table.Read())
        {
            if (rows.Count == SweepGrid.PointsMax)
            {
                faults.Add(path, table.Line, 1, SweepGrid.TooMany);
                return null;
            }

            SweptValue[] row = [.. paths.Select((_, column) => new SweptValue(table.Text(column), table.PlaceOf(column)))];
            foreach (var value in row)
            {
                SweepValues.Check(value, faults);
            }

            rows.Add(row);
        }

        if (rows.Count == 0 && faults.Count == before)
        {
            faults.Add(path, 1, 1, "no samples; expected a row for each below the header");
        }

        return faults.Count > before ? null : new SweepAxis(new YamlPlace(path, 1, 1), paths, rows);
    }
}
