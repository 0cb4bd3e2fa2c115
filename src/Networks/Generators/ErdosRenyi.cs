using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>Every ordered pair of institutions has a link with the same probability, whatever the other pairs have.</summary>
/// <remarks>
/// Erdős and Rényi (1959), Publicationes Mathematicae Debrecen 6:290–297; Gilbert (1959), Annals of Mathematical Statistics 30(4):1141–1144; here directed.
/// The pairs passed over before the next link are geometric: ⌊ln u / ln(1 − p)⌋, so that a row costs its links, not its pairs
/// (Batagelj and Brandes (2005), Physical Review E 71:036113). O(institutions + links).
/// </remarks>
public sealed record ErdosRenyi : NetworkModel
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

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults()
    {
        if (MeanDegree is null == LinkProbability is null)
        {
            return MeanDegree is null
                ? [(null, "neither 'meanDegree' nor 'linkProbability' is given; expected one of them")]
                : [("linkProbability", "both 'meanDegree' and 'linkProbability' are given; expected one of them")];
        }

        if (MeanDegree > Others)
        {
            return [("meanDegree", FormattableString.Invariant($"'meanDegree' is {MeanDegree:R}; expected at most {Others}: that is how many others an institution has"))];
        }

        var expected = Probability * Others * Institutions;
        return expected <= ExposuresMax ? [] :
        [
            (MeanDegree is null ? "linkProbability" : "meanDegree",
                FormattableString.Invariant($"the network would have about {expected:N0} exposures; expected at most {ExposuresMax:N0}")),
        ];
    }

    private protected override Links DrawLinks(ulong seed, uint replication)
    {
        var start = new int[Institutions + 1];
        var debtors = new List<int>((int)(1.01 * Probability * Others * Institutions));
        var logMissed = LogOfMissing(Probability);
        for (var creditor = 0; creditor < Institutions; creditor++)
        {
            // The creditor itself is no candidate: candidates after it are one further on.
            var candidate = 0;
            for (uint draw = 0; ; draw++, candidate++)
            {
                var missed = Elementary.Log(Philox.Open(Philox.Draw(seed, replication, (uint)Purpose.Links, (uint)creditor, draw))) / logMissed;
                if (!(missed < Others - candidate))
                {
                    break;
                }

                candidate += (int)missed;
                debtors.Add(candidate < creditor ? candidate : candidate + 1);
            }

            start[creditor + 1] = debtors.Count;
        }

        return new Links(start, [.. debtors]);
    }

    /// <summary>ln(1 − p), with all its digits where p is small: what rounding took from 1 − p is put back by the slope.</summary>
    /// <remarks>Kahan's form of log1p. Negative zero for p = 0 makes every gap infinite.</remarks>
    private static double LogOfMissing(double probability)
    {
        var missing = 1 - probability;
        return missing == 1 ? -probability : Elementary.Log(missing) * (probability / (1 - missing));
    }
}
