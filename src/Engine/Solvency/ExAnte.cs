using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What the ex-ante (NEVA) mechanisms share: debts are valued before maturity, by the chance that the debtor's external assets,
/// a geometric Brownian motion, will not suffice.</summary>
/// <remarks>
/// E_i = A^e_i − L^e_i + Σ_j L_ji 𝕍_j(E_j) − Σ_j L_ij, swept from the equities right after the shock down to the greatest solution.
/// Barucca et al. (2020), Mathematical Finance 30(4):1181–1204.
/// </remarks>
public abstract record ExAnte : Mechanism
{
    /// <summary>ρ.</summary>
    [Description("Share recovered of what a defaulted debtor still has.")]
    [Range(0, 1)]
    public double Recovery { get; init; } = 1;

    /// <summary>Where creditors outside the network stand.</summary>
    [Description("Where creditors outside the network stand: senior leaves the network's own debts to share what is left, pari-passu all debts. Makes no difference to neva-black-cox.")]
    public ExternalCreditors ExternalCreditors { get; init; } = ExternalCreditors.Senior;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults(Network network)
    {
        for (var institution = 0; institution < network.Count; institution++)
        {
            var isKnown = !network.Volatility.IsEmpty && network.Volatility[institution] > 0;
            if (network.Sheets[institution].NetworkLiabilities > 0 && !isKnown)
            {
                yield return $"'{Name}' needs a positive volatility for every institution that owes to others; '{network.Ids[institution]}' has none";
            }
        }
    }
}
