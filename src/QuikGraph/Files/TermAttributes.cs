using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>What edges say of exposures besides amount and type.</summary>
/// <param name="fields">Tells what is wrong.</param>
/// <param name="builder">Has all institutions.</param>
internal sealed class TermAttributes(RecordFields fields, NetworkBuilder builder)
{
    private readonly Dictionary<string, (double Collateral, int Line)> _pledges = new(StringComparer.Ordinal);

    /// <summary>The index of an id; −1, and told, when there is none.</summary>
    /// <param name="name">What the id is called in a fault.</param>
    /// <param name="id">The id.</param>
    public int Institution(string name, GraphRecord.Attribute id)
    {
        if (builder.TryFind(id.Text, out var index))
        {
            return index;
        }

        fields.Fault(id.Place, $"unknown {name} {RecordFields.Say(id.Text)}; expected the id of a node{fields.Hint(id.Text, builder.Ids)}");
        return -1;
    }

    /// <summary>The platform that brought an exposure about; null where none is named.</summary>
    public int? Platform(GraphRecord edge)
    {
        if (Named(edge, AttributeNames.Platform) is not { } platform)
        {
            return null;
        }

        if (builder.KeepsTerms && platform >= 0 && builder.KindOf(platform) is var kind and not InstitutionKind.Platform)
        {
            fields.Fault(RecordFields.PlaceOf(edge, AttributeNames.Platform), $"platform '{builder.Ids[platform]}' is of kind {Words.Of(kind)}; expected a platform");
        }

        return platform;
    }

    /// <summary>The terms of an edge, as far as they are right; what is wrong is told.</summary>
    public ExposureTerms Read(GraphRecord edge, int creditor, int debtor, ExposureType type)
    {
        var guarantor = Named(edge, AttributeNames.Guarantor);
        if (builder.KeepsTerms && guarantor >= 0 && (guarantor == debtor || guarantor == creditor))
        {
            fields.Fault(
                RecordFields.PlaceOf(edge, AttributeNames.Guarantor),
                $"'{builder.Ids[guarantor.Value]}' stands for {(guarantor == debtor ? "its own debt" : "a debt to itself")}; expected another institution");
        }

        var terms = new ExposureTerms
        {
            Guarantor = guarantor,
            Coverage = fields.Number(edge, AttributeNames.Coverage, 0, 1),
            Maturity = (int?)fields.Whole(edge, AttributeNames.Maturity, 0, int.MaxValue - 1),
            Collateral = fields.Number(edge, AttributeNames.Collateral, 0, InstitutionRules.AmountMax),
            Pledge = RecordFields.Text(edge, AttributeNames.Pledge),
            Need = RecordFields.Text(edge, AttributeNames.Need),
        };
        if (terms.Need is not null && type != ExposureType.Service)
        {
            fields.Fault(RecordFields.PlaceOf(edge, AttributeNames.Need), $"need {RecordFields.Say(terms.Need)} is that of a {Words.Of(type)}; expected needs of services alone");
        }

        if (terms.Pledge is not null && !edge.TryGet(AttributeNames.Collateral, out _))
        {
            fields.Fault(RecordFields.PlaceOf(edge, AttributeNames.Pledge), $"pledge {RecordFields.Say(terms.Pledge)} has no collateral; expected its value in that attribute");
        }

        return builder.KeepsTerms ? terms : new ExposureTerms { Need = terms.Need };
    }

    /// <summary>Whether an edge says of its pledge what the first edge said that names it; told when it does not.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="terms">Its terms, without faults.</param>
    public bool Agrees(GraphRecord edge, in ExposureTerms terms)
    {
        if (terms is not { Pledge: { } pledge, Collateral: { } collateral })
        {
            return true;
        }

        var place = RecordFields.PlaceOf(edge, AttributeNames.Collateral);
        _pledges.TryAdd(pledge, (collateral, place.Line));
        var first = _pledges[pledge];
        if (first.Collateral != collateral)
        {
            fields.Fault(place, $"collateral is {Number.Write(collateral)}; expected {Number.Write(first.Collateral)}, which line {first.Line} says of pledge {RecordFields.Say(pledge)}");
        }

        return first.Collateral == collateral;
    }

    private int? Named(GraphRecord edge, string name) => edge.TryGet(name, out var id) ? Institution(name, id) : null;
}
