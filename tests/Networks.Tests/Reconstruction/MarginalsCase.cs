using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Marginals of tests/reference and claims listed there.</summary>
internal sealed class MarginalsCase
{
    private readonly Dictionary<string, int> _indexOf;

    public MarginalsCase(string name, string assets = "interbank_assets", string liabilities = "interbank_liabilities")
    {
        Folder = Folders.Reference(name);
        var table = Table.Read(Folder, "institutions.csv");
        (Ids, Assets, Liabilities) = (table.Texts("id"), table.Numbers(assets), table.Numbers(liabilities));
        _indexOf = Ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
    }

    public string Folder { get; }

    public string[] Ids { get; }

    public double[] Assets { get; }

    public double[] Liabilities { get; }

    public Marginals Marginals => Marginals.Of(Assets, Liabilities);

    public int IndexOf(string id) => _indexOf[id];

    /// <summary>L[debtor, creditor] of a file of exposures.</summary>
    public double[,] Debts(string folder, string file)
    {
        var (table, debts) = (Table.Read(folder, file), new double[Ids.Length, Ids.Length]);
        foreach (var row in table.Rows)
        {
            debts[IndexOf(table.Text(row, "debtor")), IndexOf(table.Text(row, "creditor"))] = table.Number(row, "amount");
        }

        return debts;
    }
}
