using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Non-linear DebtRank: small distress is passed on less than in proportion; between linear DebtRank and contagion on default only.</summary>
/// <remarks>
/// h_i(t+1) = min(1, h_i(t) + Σ_j Λ_ij (1 − R) (p_j(t) − p_j(t−1))), p_j = min(1, h_j exp(a (h_j − 1))), Λ_ij = L_ji / w⁰_i.
/// a = 0 is linear DebtRank; a → ∞ passes on defaults only.
/// Bardoscia, Caccioli, Perotti, Vivaldo and Caldarelli (2016), PLoS ONE 11(10): e0163825.
/// </remarks>
public sealed record NonlinearDebtRank : Mechanism
{
    /// <inheritdoc/>
    public override string Name => "debtrank-nonlinear";

    /// <summary>a.</summary>
    [Description("How much small distress is played down, a: 0 passes it on in full (linear DebtRank), large values pass on defaults only.")]
    [Range(0, 1e6)]
    public double Exponent { get; init; } = 1;

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
        new DistressDynamics<Rule>(network, new Rule(Exponent), Leverage.Of(network, 1 - Recovery), DistressWeighting.Of(network, Weights), run);

    private readonly struct Rule(double exponent) : IDistressRule
    {
        public static bool IsCapped => false;

        public static bool EndsInSilence => false;

        public static bool PassesEverything => false;

        public TLanes Passed<TLanes>(TLanes distress, TLanes passed, TLanes moved)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                if (moved.Has(lane))
                {
                    var h = distress[lane];
                    // Rounding must not take back what was passed on.
                    passed = passed.With(lane, Math.Max(passed[lane], Math.Min(1, h * Elementary.Exp(exponent * (h - 1)))));
                }
            }

            return passed;
        }
    }
}
