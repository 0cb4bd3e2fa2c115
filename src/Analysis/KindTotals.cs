using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Balance sheets of some institutions added up.</summary>
/// <param name="Kind">Their kind; null for all kinds.</param>
/// <param name="Institutions">How many they are.</param>
/// <param name="TotalAssets">What they own.</param>
/// <param name="Equity">Their book equity, negative ones subtracted.</param>
/// <param name="Claims">Their claims on the network.</param>
/// <param name="Debts">Their debts to the network.</param>
public sealed record KindTotals(InstitutionKind? Kind, int Institutions, double TotalAssets, double Equity, double Claims, double Debts)
{
    /// <summary>Adds up.</summary>
    public static KindTotals Of(Network network, InstitutionKind? kind, IEnumerable<int> institutions)
    {
        BalanceSheet[] sheets = [.. institutions.Select(one => network.Sheets[one])];
        double Sum(Func<BalanceSheet, double> item) => Distribution.Sum(Array.ConvertAll(sheets, sheet => item(sheet)));
        return new KindTotals(
            kind, sheets.Length, Sum(sheet => sheet.TotalAssets), Sum(sheet => sheet.Equity), Sum(sheet => sheet.NetworkAssets), Sum(sheet => sheet.NetworkLiabilities));
    }
}
