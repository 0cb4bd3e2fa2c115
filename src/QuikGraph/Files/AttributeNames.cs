using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>The names by which GraphML and DOT files say what institutions and exposures are; those of columns in CSV where there is one.</summary>
internal static class AttributeNames
{
    public const string Kind = "kind";
    public const string Name = "name";
    public const string Group = "group";
    public const string Role = "role";
    public const string Mode = "mode";

    /// <summary>Whether anything is known of an institution, where its features do not show it.</summary>
    public const string Features = "features";

    /// <summary>Units of a marketable asset, whose name follows.</summary>
    public const string AssetPrefix = "asset:";

    /// <summary>A feature, whose name follows.</summary>
    public const string FeaturePrefix = "feature:";

    /// <summary>Follows from the rest; written for those who draw, never read.</summary>
    public const string TotalAssets = "total_assets";

    /// <inheritdoc cref="TotalAssets"/>
    public const string BookEquity = "book_equity";

    public const string Type = "type";
    public const string Amount = "amount";

    /// <summary>What other programs call the amount of an edge; read where there is no amount.</summary>
    public const string Weight = "weight";

    public const string Seniority = "seniority";
    public const string Platform = "platform";
    public const string Guarantor = "guarantor";
    public const string Coverage = "coverage";
    public const string Maturity = "maturity";
    public const string Collateral = "collateral";
    public const string Pledge = "pledge";
    public const string Need = "need";
    public const string Payment = "payment";
    public const string At = "at";

    /// <summary>Of the graph: whether terms of claims are kept.</summary>
    public const string Terms = "terms";

    /// <summary>The type of an edge that is a share of equity.</summary>
    public const string HoldingType = "holding";

    /// <summary>The type of an edge that is a payment.</summary>
    public const string PaymentType = "payment";

    // Among shorter names any word of another program has a neighbour: 'style' is two letters from 'type'.
    private const int MisspeltFrom = 6;

    private static readonly string[] OfNodes =
        [Kind, Name, Group, Role, Mode, Features, TotalAssets, BookEquity, .. Enum.GetValues<InstitutionItem>().Select(InstitutionRules.ColumnOf)];

    private static readonly string[] OfEdges = [Type, Amount, Weight, Seniority, Platform, Guarantor, Coverage, Maturity, Collateral, Pledge, Need, Payment, At];

    // Other programs' own names that look like ours: Graphviz has a height of nodes.
    private static readonly string[] Foreign = ["height"];

    /// <summary>The known name that an unknown one was probably meant to be; null for a known one, and for what belongs to other programs.</summary>
    public static string? Misspelt(bool isOfNodes, string name)
    {
        var known = isOfNodes ? OfNodes : OfEdges;
        return !known.Contains(name) && !Foreign.Contains(name) && !IsPrefixed(name) && Nearest.Of(name, known) is { Length: >= MisspeltFrom } near ? near : null;
    }

    private static bool IsPrefixed(string name) =>
        name.StartsWith(AssetPrefix, StringComparison.Ordinal) || name.StartsWith(FeaturePrefix, StringComparison.Ordinal);
}
