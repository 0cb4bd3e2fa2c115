using System.Globalization;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Says in sentences what a network is like.</summary>
public static class NetworkMeaning
{
    private const int CoreNamedMax = 8;

    /// <summary>A correlation nearer to 0 than this says nothing to a reader.</summary>
    private const double NoAssortativity = 0.05;

    /// <summary>Shares that would round to none or to all, and are neither.</summary>
    private const double Hardly = 5e-5;

    /// <summary>Who deals with whom.</summary>
    public static string Links(NetworkDescription network) => network.Edges == 0
        ? "Nobody owes anybody in the network anything."
        : $"Of all pairs that could be debtor and creditor {Share(network.Density)} are (density); {Share(network.Reciprocity)} of them the other way round as well, "
            + $"with {Share(network.ReciprocityOfAmount)} of the amount (reciprocity). Two counterparties of an institution deal with each other in {Share(network.Clustering.Mean)} of cases (clustering)"
            + (double.IsNaN(network.Assortativity) ? "." : $"; those with many counterparties deal with {(Math.Abs(network.Assortativity) < NoAssortativity ? "those with many and with few alike" : network.Assortativity < 0 ? "those with few" : "each other")} (assortativity {Meaning.Say(network.Assortativity)}).");

    /// <summary>Who can reach whom.</summary>
    public static string Groups(NetworkDescription network) =>
        $"{Number(network.InGroups)} of {Meaning.Count(network.Network.Count, "institution")} can be hit by their own failure through others"
        + (network.Groups == 0 ? "" : $", in {Meaning.Count(network.Groups, "group")}{(network.Groups > 1 ? $", the largest of {Number(network.LargestGroup)}" : "")}")
        + $". {(network.Pieces <= 1 ? "" : $"The network is in {network.Pieces} pieces that have nothing to do with each other, the largest of {Number(network.LargestPiece)}. ")}"
        + $"{(network.Isolated == 0 ? "Everybody has" : network.Isolated == 1 ? "1 has no" : $"{Number(network.Isolated)} have no")} {(network.Isolated == 0 ? "an exposure" : "exposure at all")}.";

    /// <summary>How far institutions are from each other; nothing where nobody has an exposure.</summary>
    public static string Distances(NetworkDescription network)
    {
        var distances = network.Distances;
        if (distances.Institutions == 0)
        {
            return "";
        }

        var who = $"Any two institutions{(distances.Institutions == network.Network.Count ? "" : " of the largest piece")} are";
        return distances.IsExact && distances.DiameterMax == 1 ? $"{who} one step apart."
            : distances.IsExact ? $"{who} {Meaning.Say(distances.Mean)} steps apart on average, and at most {Number(distances.DiameterMax)}."
            : $"{who} {Meaning.Say(distances.Mean)} ± {Meaning.Say(distances.StandardError)} steps apart on average, the furthest "
                + (distances.DiameterMin == distances.DiameterMax ? Number(distances.DiameterMin) : $"at least {Number(distances.DiameterMin)} and at most {Number(distances.DiameterMax)}")
                + $" (estimated from {Number(distances.Sources)} of them; ± is the standard error).";
    }

    /// <summary>How well a core and a periphery tell it.</summary>
    public static string Core(NetworkDescription network)
    {
        var (core, ids) = (network.Core, network.Network.Ids);
        if (core.Size == 0)
        {
            return network.Edges == 0 ? "There is no core." : "No core tells the network better than none: nobody deals with everybody else of a few.";
        }

        if (core.Size == ids.Count && core.Errors == 0)
        {
            return "Everybody deals with everybody else: all are core, and there is no periphery.";
        }

        int[] members = [.. Enumerable.Range(0, ids.Count).Where(one => core.IsCore[one])];
        var named = string.Join(", ", members.Take(CoreNamedMax).Select(one => ids[one])) + (members.Length > CoreNamedMax ? ", ..." : "");
        return $"The best core found has {Meaning.Count(core.Size, "institution")} ({named}); {Share(core.ErrorScore)} of links contradict it "
            + "(error score of Craig and von Peter: 0 % for a perfect core and periphery, 100 % for as bad as none).";
    }

    /// <summary>What small shocks come to.</summary>
    public static string Stability(LeverageMatrix stability)
    {
        var radius = stability.Radius;
        var said = radius.Upper == 0
            ? "Shocks die out: nobody can be hit by its own failure, so that contagion ends where chains of claims end (spectral radius of the leverage matrix 0)."
            : stability.IsStable switch
            {
                true => $"Small shocks die out: the spectral radius of the leverage matrix is {Near(radius)}, below 1. In the long run each step of contagion is that much of the one before.",
                false => $"Small shocks grow: the spectral radius of the leverage matrix is {Near(radius)}, above 1. However small a shock, once it is among the institutions that pass it round it is amplified until one of them defaults.",
                null => $"Whether small shocks die out or grow is not decided: the spectral radius of the leverage matrix lies between {Exactly(radius.Lower)} and {Exactly(radius.Upper)}.",
            };
        return said + (radius.Converged ? "" : " (The search for it was ended early; it lies between "
            + $"{Exactly(radius.Lower)} and {Exactly(radius.Upper)}.)")
            + (stability.LeftOut == 0 ? "" : $" {Meaning.Count(stability.LeftOut, "institution")} without positive equity {(stability.LeftOut == 1 ? "is" : "are")} left out.");
    }

    /// <summary>Of which side of contagion a measure tells.</summary>
    public static string SideOf(Measure measure) => measure switch
    {
        Measure.Assets or Measure.Equity or Measure.ExternalAssets or Measure.Weight => "size",
        Measure.Betweenness or Measure.Subgraph or Measure.KCore => "both",
        Measure.NetworkAssets or Measure.Debtors or Measure.Leverage or Measure.Hub or Measure.KCoreDebtors => "vulnerability",
        _ when Words.Of(measure).EndsWith("-vulnerability", StringComparison.Ordinal) => "vulnerability",
        _ => "impact",
    };

    /// <summary>A share as a percentage that is 0 or 100 only where it is.</summary>
    private static string Share(double share) => share switch
    {
        > 0 and < Hardly => "less than 0.01 %",
        > 1 - Hardly and < 1 => "more than 99.99 %",
        _ => Meaning.Percent(share),
    };

    /// <summary>As many digits as tell the number from 1.</summary>
    private static string Near(SpectralRadius radius) => Meaning.Say(radius.Value) is not "1" and var said ? said : Exactly(radius.Value);

    private static string Exactly(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
