using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A CSV file of platforms: id, columns of numbers, and where it is for training a label that says who failed.</summary>
/// <remarks>The same file can be the features of a network: <c>docs/files.md</c>, features.csv.</remarks>
public sealed class PlatformsFile
{
    /// <summary>Names that a fault lists.</summary>
    private const int NamedMax = 20;

    private readonly string _path;
    private readonly int[] _columns;

    private PlatformsFile(string path, string[] features, int[] columns) => (_path, Features, _columns) = (path, features, columns);

    /// <summary>The ids, in the order of the file.</summary>
    public IReadOnlyList<string> Ids { get; private set; } = [];

    /// <summary>The names of the features.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>For each platform a number for each feature.</summary>
    public double[][] Rows { get; private set; } = [];

    /// <summary>Of each platform, whether it failed; null where no label was asked for.</summary>
    public bool[]? HasFailed { get; private set; }

    /// <summary>The platforms as something to learn from.</summary>
    public TrainingSet Set => new(Features, Rows, HasFailed!);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="label">The column that says who failed, 1, and who did not, 0; null for none.</param>
    /// <param name="features">The columns to read; null for all but the label.</param>
    /// <param name="asker">What asks for the features, for faults.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static PlatformsFile Load(string path, string? label, IReadOnlyList<string>? features, string asker = "--features")
    {
        var faults = new Faults();
        using var table = CsvTable.Open(path, path, ["id"], 1, faults, takesOthers: true);
        var file = table is null ? null : Open(table, path, label, features, asker, faults);
        if (table is not null && file is not null)
        {
            file.Read(table, label, faults);
        }

        faults.ThrowIfAny();
        return file!;
    }

    /// <summary>Tells what is wrong with the platforms as a whole, at the column it is about.</summary>
    /// <exception cref="InputException">There is a fault.</exception>
    public void Refuse(IEnumerable<(int? Feature, string Fault)> told)
    {
        var faults = new Faults();
        foreach (var (feature, fault) in told)
        {
            faults.Add(_path, 1, feature is { } one ? _columns[one] : 1, fault);
        }

        faults.ThrowIfAny();
    }

    private static PlatformsFile? Open(CsvTable table, string path, string? label, IReadOnlyList<string>? features, string asker, Faults faults)
    {
        var before = faults.Count;
        string[] others = [.. table.Names.Skip(1)];
        string[] chosen = [.. features ?? others.Where(name => name != label)];
        if (label is not null && !others.Contains(label))
        {
            faults.Add(path, 1, 1, $"no column '{label}', which --label names; expected one of {Some(others)}{Nearest.Hint(label, others)}");
        }

        foreach (var name in chosen.Distinct())
        {
            if (!others.Contains(name))
            {
                faults.Add(path, 1, 1, $"no column '{name}', which {asker} names; expected some of {Some(others)}{Nearest.Hint(name, others)}");
            }
            else if (name == label)
            {
                faults.Add(path, 1, Place(name), $"'{name}' is the label; expected features without it");
            }
            else if (chosen.Count(one => one == name) > 1)
            {
                faults.Add(path, 1, Place(name), $"'{name}' is named twice by {asker}; expected each feature once");
            }
        }

        if (chosen.Length == 0)
        {
            faults.Add(path, 1, 1, "no features; expected columns of numbers besides id and the label");
        }

        return faults.Count > before ? null : new PlatformsFile(path, chosen, [.. chosen.Select(Place)]);

        int Place(string name) => table.ColumnOf(Array.IndexOf(others, name) + 1);
    }

    private void Read(CsvTable table, string? label, Faults faults)
    {
        var names = table.Names.ToList();
        int[] columns = [.. Features.Select(name => names.IndexOf(name))];
        var (ids, lines, rows, failed) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal), new List<double[]>(), new List<bool>());
        while (table.Read())
        {
            var id = Id(table, lines);
            ids.Add(id);
            rows.Add([.. columns.Select(column => Number(table, column, id))]);
            if (label is not null)
            {
                failed.Add(Failed(table, names.IndexOf(label), id));
            }
        }

        if (rows.Count is 0 or > TrainingSet.RowsMax)
        {
            faults.Add(_path, 1, 1, rows.Count == 0 ? "no platforms; expected a row for each below the header" : $"{rows.Count} platforms; expected at most {TrainingSet.RowsMax}");
        }

        (Ids, Rows, HasFailed) = (ids, [.. rows], label is null ? null : [.. failed]);
    }

    private static string Id(CsvTable table, Dictionary<string, int> lines)
    {
        var id = table.OptionalText(0) ?? "";
        if (id.Length is 0 or > CsvTable.IdMax)
        {
            table.Fault(0, id.Length == 0 ? "id is empty; expected one for each row" : $"id is longer than {CsvTable.IdMax} characters");
        }
        else if (!lines.TryAdd(id, table.Line))
        {
            table.Fault(0, $"id '{id}' is taken by line {lines[id]}; expected one row a platform");
        }

        return id;
    }

    private static double Number(CsvTable table, int column, string id)
    {
        if (table.IsEmpty(column))
        {
            table.Fault(column, $"{table.Name(column)} of '{id}' is empty; expected a number, or the file without this row or column");
            return double.NaN;
        }

        return table.Number(column, -CreditScore.NumberMax, CreditScore.NumberMax) ?? double.NaN;
    }

    private static bool Failed(CsvTable table, int column, string id)
    {
        var text = table.Text(column);
        if (text is not ("0" or "1"))
        {
            table.Fault(column, $"{table.Name(column)} of '{id}' is {CsvTable.Say(text)}; expected 1 for failed or 0 for not");
        }

        return text == "1";
    }

    private static string Some(string[] names) => string.Join(", ", names.Take(NamedMax)) + (names.Length > NamedMax ? ", ..." : "");
}
