using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>The second pass through a file: edges become exposures, shares and payments.</summary>
/// <param name="fields">Tells what is wrong.</param>
/// <param name="builder">Has all institutions.</param>
internal sealed class ExposurePass(RecordFields fields, NetworkBuilder builder) : IGraphReceiver
{
    private readonly TermAttributes _terms = new(fields, builder);
    private readonly Dictionary<string, int> _payments = new(StringComparer.Ordinal);

    public void Declare(bool isOfNodes, string name, Place place)
    {
    }

    public void Graph(string name, GraphRecord.Attribute attribute)
    {
    }

    public void Node(GraphRecord node)
    {
    }

    public void Edge(GraphRecord edge)
    {
        var before = fields.FaultCount;
        var (creditor, debtor) = (_terms.Institution("source", edge.Id), _terms.Institution("target", edge.Target));
        if (creditor == debtor && creditor >= 0)
        {
            fields.Fault(edge.Target.Place, $"{RecordFields.Say(edge.Target.Text)} has an exposure to itself; expected two institutions");
        }

        var said = RecordFields.Text(edge, AttributeNames.Type);
        var type = fields.Word<ExposureType>(edge, AttributeNames.Type, AttributeNames.HoldingType, AttributeNames.PaymentType) ?? ExposureType.Loan;
        switch (said)
        {
            case AttributeNames.HoldingType:
                Holding(edge, creditor, debtor, before);
                break;
            case AttributeNames.PaymentType:
                Payment(edge, creditor, debtor, before);
                break;
            default:
                Exposure(edge, creditor, debtor, type, before);
                break;
        }
    }

    private void Holding(GraphRecord edge, int holder, int issuer, long before)
    {
        var fraction = Amount(edge, 1);
        if (fields.FaultCount == before)
        {
            builder.Add(new Holding(holder, issuer, fraction));
        }
    }

    private void Payment(GraphRecord edge, int payer, int payee, long before)
    {
        var id = RecordFields.Text(edge, AttributeNames.Payment)?.Trim() ?? "";
        var place = RecordFields.PlaceOf(edge, AttributeNames.Payment);
        if (id.Length == 0)
        {
            fields.Fault(place, "a payment has no id; expected one in the attribute payment");
        }
        else if (!_payments.TryAdd(id, place.Line))
        {
            fields.Fault(place, $"payment {RecordFields.Say(id)} is taken by line {_payments[id]}");
        }

        var amount = Amount(edge, InstitutionRules.AmountMax);
        if (amount == 0)
        {
            fields.Fault(RecordFields.PlaceOf(edge, AttributeNames.Amount), "amount of a payment is 0; expected more");
        }

        var at = fields.Whole(edge, AttributeNames.At, 0, int.MaxValue) ?? 0;
        if (fields.FaultCount == before)
        {
            builder.Add(new Payment(RecordFields.Text(edge, AttributeNames.Payment)!, payer, payee, amount, (int)at));
        }
    }

    private void Exposure(GraphRecord edge, int creditor, int debtor, ExposureType type, long before)
    {
        var amount = Amount(edge, InstitutionRules.AmountMax);
        if (type == ExposureType.Service && amount is (0 or > 1))
        {
            fields.Fault(RecordFields.PlaceOf(edge, AttributeNames.Amount), $"amount of a service is {Number.Write(amount)}; expected its efficiency, above 0 and at most 1");
        }

        var seniority = fields.Whole(edge, AttributeNames.Seniority, 1, Model.Exposure.SeniorityMax) ?? 1;
        var platform = _terms.Platform(edge);
        var terms = _terms.Read(edge, creditor, debtor, type);
        if (fields.FaultCount == before && _terms.Agrees(edge, terms))
        {
            builder.Add(new Exposure(creditor, debtor, amount, type, (byte)seniority) { Platform = platform }, in terms);
        }
    }

    /// <summary>The amount of an edge; NaN, and told, when it is missing or wrong.</summary>
    private double Amount(GraphRecord edge, double max)
    {
        var name = edge.TryGet(AttributeNames.Amount, out _) ? AttributeNames.Amount : AttributeNames.Weight;
        if (!edge.TryGet(name, out _))
        {
            fields.Fault(edge.Place, $"amount of the edge from {RecordFields.Say(edge.Id.Text)} to {RecordFields.Say(edge.Target.Text)} is missing; expected a number, at least 0");
        }

        return fields.Number(edge, name, 0, max) ?? double.NaN;
    }
}
