using System.ComponentModel;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Economic weight ν of an institution in the system-wide DebtRank.</summary>
public enum DistressWeights
{
    /// <summary>Claims on the network.</summary>
    [Description("claims on the network")]
    NetworkAssets,

    /// <summary>Initial equity.</summary>
    [Description("initial equity")]
    Equity,

    /// <summary>Total assets.</summary>
    [Description("total assets")]
    Assets,

    /// <summary>The column weight.</summary>
    [Description("the column weight of institutions.csv")]
    Given,
}

/// <summary>Makes weights of balance sheets.</summary>
internal static class DistressWeighting
{
    /// <summary>Weights that sum to 1; null when they are all zero.</summary>
    public static double[]? Of(Network network, DistressWeights weights)
    {
        var share = new double[network.Count];
        var sum = 0.0;
        for (var institution = 0; institution < share.Length; institution++)
        {
            var sheet = network.Sheets[institution];
            share[institution] = weights switch
            {
                // Without equity there is nothing left to lose.
                _ when sheet.Equity <= 0 => 0,
                DistressWeights.NetworkAssets => sheet.NetworkAssets,
                DistressWeights.Equity => sheet.Equity,
                DistressWeights.Assets => sheet.TotalAssets,
                _ => network.Weight[institution] is var given && double.IsNaN(given) ? 0 : given,
            };
            sum += share[institution];
        }

        for (var institution = 0; institution < share.Length; institution++)
        {
            share[institution] /= sum;
        }

        return sum > 0 ? share : null;
    }

    /// <summary>What the network lacks for these weights.</summary>
    public static IEnumerable<string> Faults(Network network, DistressWeights weights)
    {
        if (weights == DistressWeights.Given && network.Weight.IsEmpty)
        {
            yield return "'weights: given' needs a column weight in institutions.csv; there is none";
        }
    }
}
