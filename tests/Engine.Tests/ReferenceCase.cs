using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>A network of tests/reference and how its institutions are called there; in the engine they are B0, B1, ...</summary>
internal sealed class ReferenceCase
{
    private readonly Table _institutions;
    private readonly Table _exposures;
    private readonly Table? _holdings;
    private readonly Dictionary<string, int> _indexOf;

    public ReferenceCase(string folder)
    {
        Folder = folder;
        _institutions = Table.Read(folder, "institutions.csv");
        _exposures = Table.Read(folder, "exposures.csv");
        _holdings = File.Exists(Path.Combine(folder, "holdings.csv")) ? Table.Read(folder, "holdings.csv") : null;
        Ids = _institutions.Texts("id");
        _indexOf = Ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
    }

    public string Folder { get; }

    public string[] Ids { get; }

    public int Count => Ids.Length;

    public int IndexOf(string id) => _indexOf[id];

    public Table Read(string file) => Table.Read(Folder, file);

    /// <summary>A column of institutions.csv, in the order of institutions.</summary>
    public double[] Column(string name) => _institutions.Numbers(name);

    /// <summary>A column of a table that has one row an institution and a column id, in the order of institutions.</summary>
    public double[] ById(Table table, string column) => ById(table, table.Rows, column);

    /// <summary>As above, for some rows of a table in long format.</summary>
    public double[] ById(Table table, IEnumerable<int> rows, string column)
    {
        var numbers = new double[Count];
        Array.Fill(numbers, double.NaN);
        foreach (var row in rows)
        {
            numbers[IndexOf(table.Text(row, "id"))] = table.Number(row, column);
        }

        return numbers;
    }

    /// <summary>The network; <paramref name="externalAssets"/> instead of the file's where given, and then equity follows.</summary>
    public Network Network(double[]? externalAssets = null)
    {
        var builder = new NetworkBuilder();
        for (var row = 0; row < Count; row++)
        {
            builder.Add(new Institution($"B{row}", InstitutionKind.Bank)
            {
                ExternalAssets = externalAssets?[row] ?? Given(row, "external_assets"),
                ExternalLiabilities = Given(row, "external_liabilities"),
                Equity = externalAssets is null ? Given(row, "equity") : null,
                Weight = Given(row, "weight"),
                Volatility = Given(row, "sigma_asset"),
            });
        }

        foreach (var row in _exposures.Rows)
        {
            var seniority = _exposures.Has("seniority") ? (byte)_exposures.Number(row, "seniority") : (byte)1;
            builder.Add(new Exposure(
                IndexOf(_exposures.Text(row, "creditor")), IndexOf(_exposures.Text(row, "debtor")), _exposures.Number(row, "amount"), Seniority: seniority));
        }

        foreach (var row in _holdings?.Rows ?? [])
        {
            builder.Add(new Holding(IndexOf(_holdings!.Text(row, "holder")), IndexOf(_holdings.Text(row, "issuer")), _holdings.Number(row, "fraction")));
        }

        return builder.Build();
    }

    private double? Given(int row, string column) => _institutions.Has(column) ? _institutions.Number(row, column) : null;
}
