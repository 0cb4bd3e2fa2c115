using System.ComponentModel;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>DebtRank as first published: every institution passes its distress on once, in the round after it is first distressed.</summary>
/// <remarks>
/// W_ij = min(1, L_ij / w⁰_j) is the impact of debtor i on its creditor j. h_i(t) = min(1, h_i(t−1) + Σ_j W_ji h_j(t−1)) over the j that were
/// first distressed in t−1; ends when there are none. R = Σ ν_i h_i(T) − Σ ν_i h_i(1). An institution without positive equity is distressed
/// from the start and has no weight. Ends in at most n + 1 rounds of O(exposures).
/// Battiston, Puliga, Kaushik, Tasca and Caldarelli (2012), Scientific Reports 2:541, Methods.
/// </remarks>
public sealed record OriginalDebtRank : Mechanism
{
    /// <inheritdoc/>
    public override string Name => "debtrank";

    /// <summary>ν.</summary>
    [Description("Economic weight of an institution in the system-wide DebtRank.")]
    public DistressWeights Weights { get; init; } = DistressWeights.NetworkAssets;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults(Network network) => DistressWeighting.Faults(network, Weights);

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) =>
        new DistressDynamics<Rule>(network, default, Impact(network), DistressWeighting.Of(network, Weights), run);

    /// <summary>min(1, amount / equity), all claims of a creditor on one debtor taken together.</summary>
    private static double[] Impact(Network network)
    {
        var impact = Leverage.Of(network, 1);
        var claims = network.Claims;
        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            var room = 1.0;
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                var isSameDebtor = claim > claims.Start[creditor] && claims.Column[claim] == claims.Column[claim - 1];
                room = isSameDebtor ? room : 1;
                impact[claim] = Math.Min(room, impact[claim]);
                room -= impact[claim];
            }
        }

        return impact;
    }

    private readonly struct Rule : IDistressRule
    {
        public static bool IsCapped => true;

        public static bool EndsInSilence => true;

        public static bool PassesEverything => false;

        public TLanes Passed<TLanes>(TLanes distress, TLanes passed, TLanes moved)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Select(TLanes.IsBelow(TLanes.Zero, passed), passed, distress);
    }
}
