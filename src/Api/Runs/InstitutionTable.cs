using System.Globalization;
using Contagion.Data;

namespace Contagion.Api;

/// <summary>institutions.csv of a finished run in memory: what came of each institution.</summary>
internal sealed class InstitutionTable
{
    private static readonly string[] Texts = ["id", "kind"];

    private InstitutionTable(string[] columns, List<double>[] numbers, int count) => (Columns, Numbers, Count) = (columns, numbers, count);

    /// <summary>Number of institutions.</summary>
    public int Count { get; }

    /// <summary>Columns with numbers, as the file names them.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The numbers of each column, in the order of the network; NaN where there is none.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Numbers { get; }

    /// <summary>Reads it.</summary>
    public static InstitutionTable Read(string path)
    {
        using var table = ResultTable.Open(path);
        int[] places = [.. Enumerable.Range(0, table.Columns.Count).Where(column => !Texts.Contains(table.Columns[column]))];
        List<double>[] numbers = [.. places.Select(_ => new List<double>())];
        var count = 0;
        for (; table.Read(); count++)
        {
            for (var column = 0; column < places.Length; column++)
            {
                var text = table.Text(places[column]);
                numbers[column].Add(text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture));
            }
        }

        return new InstitutionTable([.. places.Select(place => table.Columns[place])], numbers, count);
    }

    /// <summary>The numbers of a column; null where there is none of this name.</summary>
    public IReadOnlyList<double>? Find(string column) => Columns.ToList().IndexOf(column) is >= 0 and var place ? Numbers[place] : null;

    /// <summary>What came of an institution, by column in camelCase; null where a number is undefined.</summary>
    public IReadOnlyDictionary<string, double?> RowOf(int institution)
    {
        var row = new Dictionary<string, double?>();
        for (var column = 0; column < Columns.Count; column++)
        {
            row[Camel(Columns[column])] = Numbers[column][institution] is var number && double.IsFinite(number) ? number : null;
        }

        return row;
    }

    private static string Camel(string column) => string.Concat(column.Split('_').Select((word, place) => place == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
