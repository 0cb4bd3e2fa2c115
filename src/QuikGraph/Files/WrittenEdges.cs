using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>The edges of a network in the order in which they are written: the order in which reading them makes the same network.</summary>
internal static class WrittenEdges
{
    /// <summary>The type of an edge that is a service.</summary>
    public static readonly string Service = Words.Of(ExposureType.Service);

    private static readonly string Guarantee = Words.Of(ExposureType.Guarantee);
    private static readonly string Loan = Words.Of(ExposureType.Loan);

    /// <summary>Claims, guarantees, services, shares, payments.</summary>
    public static IEnumerable<WrittenEdge> Of(Network network) =>
        Claims(network)
            .Concat(Rows(network.Guarantees, Guarantee))
            .Concat(Rows(network.Services.Rows, Service))
            .Concat(Rows(network.Holdings, AttributeNames.HoldingType))
            .Concat(Payments(network));

    /// <summary>Whether an edge stands in the rows of claims.</summary>
    public static bool IsClaim(WrittenEdge edge) =>
        edge.Type != Guarantee && edge.Type != Service && edge.Type is not (AttributeNames.HoldingType or AttributeNames.PaymentType);

    /// <summary>Whether any need is met by more than one service.</summary>
    public static bool HasSharedNeeds(Services services) => Rows(services.Rows, Service).Any(edge => SharesNeed(services, edge));

    /// <summary>Whether a service has an alternative. Entries of one need stand together.</summary>
    public static bool SharesNeed(Services services, WrittenEdge service)
    {
        var at = service.Position;
        var need = services.Need;
        var (first, end) = (services.Rows.Start[service.Source], services.Rows.Start[service.Source + 1]);
        return (at > first && need[at - 1] == need[at]) || (at + 1 < end && need[at + 1] == need[at]);
    }

    /// <summary>Claims in the order in which they were registered, where that matters, which is where things are pledged.</summary>
    private static IEnumerable<WrittenEdge> Claims(Network network)
    {
        var claims = Rows(network.Claims, Loan);
        if (!network.ClaimType.IsEmpty)
        {
            claims = claims.Select(edge => edge with { Type = Words.Of((ExposureType)network.ClaimType.Span[edge.Position]) });
        }

        return network.Terms is { Registration.IsEmpty: false } terms ? claims.OrderBy(edge => terms.Registration[edge.Position]) : claims;
    }

    private static IEnumerable<WrittenEdge> Rows(CompressedRows rows, string type)
    {
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
            {
                yield return new WrittenEdge(row, rows.Column[entry], rows.Amount[entry], type, entry);
            }
        }
    }

    private static IEnumerable<WrittenEdge> Payments(Network network)
    {
        for (var number = 0; number < network.Payments.Length; number++)
        {
            var payment = network.Payments[number];
            yield return new WrittenEdge(payment.Payer, payment.Payee, payment.Amount, AttributeNames.PaymentType, number);
        }
    }
}
