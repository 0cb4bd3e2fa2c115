using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>Density-corrected gravity: who lends to whom is drawn by size, to a density, and amounts make totals right on average.</summary>
/// <remarks><see cref="FitnessModel"/> says how.</remarks>
public sealed record Fitness : Reconstruction
{
    /// <inheritdoc/>
    public override string Name => "fitness";

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public override bool MeetsMarginals => Exact;

    /// <summary>Expected links over n (n − 1).</summary>
    [Description("Links expected, as a share of all pairs of different institutions.")]
    [Range(0, 1)]
    public required double Density { get; init; }

    /// <summary>Whether drawn amounts are fitted to the marginals.</summary>
    [Description("Whether the amounts of each network are fitted to the totals by RAS. Otherwise totals are right on average, but for what an institution would have lent to itself.")]
    public bool Exact { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults(Marginals marginals) =>
        Density == 0 ? [("density", "'density' is 0; expected it above 0")] : DensityFaults(Density, marginals, 0);

    /// <inheritdoc/>
    public override NetworkSize SizeExpected(Marginals marginals) => new(marginals.Count, LinksOf(Density, marginals));

    /// <inheritdoc/>
    public override Func<ulong, uint, CompressedRows> Prepare(Marginals marginals)
    {
        if (marginals.Total == 0 || (Exact && marginals.Hub is not null))
        {
            var only = marginals.Total == 0 ? CompressedRows.Empty(marginals.Count) : marginals.Star();
            return (_, _) => only;
        }

        var model = FitnessModel.Of(marginals, LinksOf(Density, marginals));
        return (seed, sample) =>
        {
            var drawn = model.Draw(seed, sample);
            return Exact ? Fitted(drawn, marginals, sample) : drawn;
        };
    }

    private static CompressedRows Fitted(CompressedRows drawn, Marginals marginals, uint sample)
    {
        var fit = ProportionalFitting.To(drawn, marginals);
        return fit.IsFitted ? fit.Claims : throw new ReconstructionException(FormattableString.Invariant(
            $"the {drawn.Count:N0} links drawn for network {sample} cannot carry the totals: after {fit.Rounds:N0} rounds of RAS institution {fit.Worst + 1} of the file misses {fit.Error:P4} of all claims; expected 'exact: false', a higher density, or the method gibbs"));
    }
}
