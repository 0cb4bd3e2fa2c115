using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Linear (differential) DebtRank: every further loss is passed on, in proportion, until nothing moves.</summary>
/// <remarks>
/// h_i(t+1) = min(1, h_i(t) + Σ_j Λ_ij (1 − R) (h_j(t) − h_j(t−1))), Λ_ij = L_ji / w⁰_i, not cut at 1. Damps when the spectral radius of Λ is below 1.
/// Bardoscia, Battiston, Caccioli and Caldarelli (2015), PLoS ONE 10(6): e0130406.
/// </remarks>
public sealed record LinearDebtRank : Mechanism
{
    /// <inheritdoc/>
    public override string Name => "debtrank-linear";

    /// <summary>R.</summary>
    [Description("Share of a claim that is recovered from a fully distressed debtor.")]
    [Range(0, 1)]
    public double Recovery { get; init; }

    /// <summary>ν.</summary>
    [Description("Economic weight of an institution in the system-wide DebtRank.")]
    public DistressWeights Weights { get; init; } = DistressWeights.Equity;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults(Network network) => DistressWeighting.Faults(network, Weights);

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) =>
        new DistressDynamics<Rule>(network, default, Leverage.Of(network, 1 - Recovery), DistressWeighting.Of(network, Weights), run);

    private readonly struct Rule : IDistressRule
    {
        public static bool IsCapped => false;

        public static bool EndsInSilence => false;

        public static bool PassesEverything => true;

        public TLanes Passed<TLanes>(TLanes distress, TLanes passed, TLanes moved)
            where TLanes : unmanaged, ILanes<TLanes> => distress;
    }
}
