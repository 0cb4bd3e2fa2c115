using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>As few links as can be found that have the marginals: links are costly, so banks keep few.</summary>
/// <remarks>
/// Anand, Craig and von Peter (2015), Quantitative Finance 15(4):625–636. Of several <see cref="Allocation"/>s the one with the fewest links. To find the
/// fewest there are is NP-hard; where no part of the creditors happens to match a part of the debtors, they are creditors + debtors − 1.
/// </remarks>
public sealed record MinimumDensity : Reconstruction
{
    /// <summary>More attempts than this find nothing.</summary>
    public const int AttemptsMax = 10_000;

    /// <inheritdoc/>
    public override string Name => "minimum-density";

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <summary>How often links are dealt out.</summary>
    [Description("How often links are dealt out anew for a network; the attempt with the fewest links is kept.")]
    [Range(1, AttemptsMax)]
    public int Attempts { get; init; } = 50;

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults(Marginals marginals) => [];

    /// <inheritdoc/>
    public override NetworkSize SizeExpected(Marginals marginals) => new(marginals.Count, (double)marginals.Creditors + marginals.Debtors);

    /// <inheritdoc/>
    public override Func<ulong, uint, CompressedRows> Prepare(Marginals marginals) => (seed, sample) =>
    {
        var sparsest = Allocation.Draw(marginals, new KeyedDraws(seed, sample, Purpose.Allocation, 0));
        for (uint attempt = 1; attempt < Attempts; attempt++)
        {
            var other = Allocation.Draw(marginals, new KeyedDraws(seed, sample, Purpose.Allocation, attempt));
            sparsest = other.Count < sparsest.Count ? other : sparsest;
        }

        return sparsest;
    };
}
