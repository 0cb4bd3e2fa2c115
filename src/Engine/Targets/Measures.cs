using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Computes what targets rank by, before any shock.</summary>
public static class Measures
{
    /// <summary>The measure of each institution; on large networks some are estimated, always from the same sample (<see cref="SourceSample"/>).</summary>
    /// <exception cref="InvalidOperationException">It cannot be computed on this network; <see cref="Centralities.Refusal"/> says so before.</exception>
    public static double[] Of(Measure measure, Network network) => Centralities.IsCentrality(measure)
        ? new Centralities(network).Of(measure).Values
        : [.. Enumerable.Range(0, network.Count).Select(institution => Of(measure, network, institution))];

    private static double Of(Measure measure, Network network, int institution)
    {
        var sheet = network.Sheets[institution];
        return measure switch
        {
            Measure.Assets => sheet.TotalAssets,
            Measure.Equity => sheet.Equity,
            Measure.ExternalAssets => sheet.OutsideAssets,
            Measure.NetworkAssets => sheet.NetworkAssets,
            Measure.NetworkLiabilities => sheet.NetworkLiabilities,
            Measure.Leverage => sheet.NetworkAssets > 0 ? (sheet.Equity > 0 ? sheet.NetworkAssets / sheet.Equity : double.PositiveInfinity) : 0,
            Measure.Debtors => Distinct(network.Claims, institution),
            Measure.Creditors => Distinct(network.Debts, institution),
            Measure.Weight => network.Weight[institution] is var weight && double.IsNaN(weight) ? 0 : weight,
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a measure of one balance sheet."),
        };
    }

    private static int Distinct(CompressedRows rows, int row)
    {
        var count = 0;
        for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
        {
            count += entry == rows.Start[row] || rows.Column[entry] != rows.Column[entry - 1] ? 1 : 0;
        }

        return count;
    }
}
