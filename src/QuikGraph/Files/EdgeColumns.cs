using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>What edges are written with: attributes that no edge has are left out.</summary>
internal static class EdgeColumns
{
    /// <summary>The attributes of a network's edges.</summary>
    public static IReadOnlyList<EdgeColumn> Of(Network network)
    {
        List<EdgeColumn> columns =
        [
            new(AttributeNames.Type, "string", edge => edge.Type),
            new(AttributeNames.Amount, "double", edge => Number.Write(edge.Amount)),
        ];
        if (!network.ClaimSeniority.IsEmpty)
        {
            columns.Add(new(AttributeNames.Seniority, "int", edge => WrittenEdges.IsClaim(edge) ? Number.Write(network.ClaimSeniority.Span[edge.Position]) : null));
        }

        if (network.Terms is { } terms)
        {
            columns.AddRange(Terms(network, terms));
        }

        if (WrittenEdges.HasSharedNeeds(network.Services))
        {
            columns.Add(new(AttributeNames.Need, "string", edge => edge.Type == WrittenEdges.Service && WrittenEdges.SharesNeed(network.Services, edge)
                ? Number.Write(network.Services.Need[edge.Position])
                : null));
        }

        if (!network.Payments.IsEmpty)
        {
            columns.Add(new(AttributeNames.Payment, "string", edge => edge.Type == AttributeNames.PaymentType ? network.Payments[edge.Position].Id : null));
            columns.Add(new(AttributeNames.At, "int", edge => edge.Type == AttributeNames.PaymentType ? Number.Write(network.Payments[edge.Position].At) : null));
        }

        return columns;
    }

    private static IEnumerable<EdgeColumn> Terms(Network network, ClaimTerms terms)
    {
        if (!terms.Platform.IsEmpty)
        {
            yield return Claim(AttributeNames.Platform, "string", claim => Id(network, terms.Platform[claim]));
        }

        if (!terms.Guarantor.IsEmpty)
        {
            yield return Claim(AttributeNames.Guarantor, "string", claim => Id(network, terms.Guarantor[claim]));
        }

        if (!terms.Coverage.IsEmpty)
        {
            yield return Claim(AttributeNames.Coverage, "double", claim => terms.Coverage[claim] == 1 ? null : Number.Write(terms.Coverage[claim]));
        }

        if (!terms.Maturity.IsEmpty)
        {
            yield return Claim(AttributeNames.Maturity, "int", claim => terms.Maturity[claim] == int.MaxValue ? null : Number.Write(terms.Maturity[claim]));
        }

        if (!terms.Collateral.IsEmpty || !terms.Pledge.IsEmpty)
        {
            yield return Claim(AttributeNames.Collateral, "double", claim => Collateral(terms, claim));
        }

        if (!terms.Pledge.IsEmpty)
        {
            yield return Claim(AttributeNames.Pledge, "string", claim => terms.Pledge[claim] == ClaimTerms.None ? null : terms.Pledges[terms.Pledge[claim]]);
        }
    }

    private static string? Id(Network network, int institution) => institution == ClaimTerms.None ? null : network.Ids[institution];

    /// <summary>A pledge says its value even where that is 0.</summary>
    private static string? Collateral(ClaimTerms terms, int claim)
    {
        var amount = terms.Collateral.IsEmpty ? 0 : terms.Collateral[claim];
        return amount == 0 && (terms.Pledge.IsEmpty || terms.Pledge[claim] == ClaimTerms.None) ? null : Number.Write(amount);
    }

    private static EdgeColumn Claim(string name, string type, Func<int, string?> say) => new(name, type, edge => WrittenEdges.IsClaim(edge) ? say(edge.Position) : null);
}
