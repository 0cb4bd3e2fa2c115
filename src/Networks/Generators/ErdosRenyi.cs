using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>Every ordered pair of institutions has a link with the same probability, whatever the other pairs have.</summary>
/// <remarks>
/// Erdős and Rényi (1959), Publicationes Mathematicae Debrecen 6:290–297; Gilbert (1959), Annals of Mathematical Statistics 30(4):1141–1144; here directed.
/// O(institutions + links).
/// </remarks>
public sealed record ErdosRenyi : CountedBankModel
{
    /// <inheritdoc/>
    public override string Name => "erdos-renyi";

    /// <summary>z.</summary>
    [Description("To how many others an institution lends on average; the link probability is this over the number of others. Give this or linkProbability.")]
    [Range(0, 1e7)]
    public double? MeanDegree { get; init; }

    /// <summary>p.</summary>
    [Description("Probability that an institution lends to another. Give this or meanDegree.")]
    [Range(0, 1)]
    public double? LinkProbability { get; init; }

    private int Others => Institutions - 1;

    private double Probability => LinkProbability ?? Math.Min(1, MeanDegree!.Value / Others);

    private double LinksExpected => Probability * Others * Institutions;

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults() => base.Faults().Concat(
        MeanDegree is null && LinkProbability is null ? [(null, "neither 'meanDegree' nor 'linkProbability' is given; expected one of them")]
        : MeanDegree is not null && LinkProbability is not null ? [("linkProbability", "both 'meanDegree' and 'linkProbability' are given; expected one of them")]
        : MeanDegree > Others ? [("meanDegree", FormattableString.Invariant($"'meanDegree' is {MeanDegree:R}; expected at most {Others}: that is how many others an institution has"))]
        : TooMany(LinksExpected, MeanDegree is null ? "linkProbability" : "meanDegree"));

    /// <inheritdoc/>
    public override NetworkSize SizeExpected() => new(Institutions, LinksExpected);

    private protected override Links DrawLinks(NetworkDraw draw)
    {
        var logMissed = Coins.LogOfMissing(Probability);
        return Links.Draw(draw, Institutions, LinksExpected, (creditor, debtors) =>
            new Coins(draw, Purpose.Links, creditor).ThrowAmongOthers(logMissed, 0, Institutions, debtors));
    }
}
