using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Cross-holdings with failure costs: organisations own parts of each other, and one whose value falls below a threshold loses more.</summary>
/// <remarks>
/// V = C V + p − b, v = Ĉ V, Ĉ_jj = 1 − Σ_i C_ij, so v = Ĉ (I − C)⁻¹ (p − b); b_i = B_i where v_i &lt; v̲_i. Best case: nobody has failed, then each
/// wave adds all whose value is below their threshold. At most n waves, each a linear system solved by sweeps. p are assets outside the network.
/// Elliott, Golub and Jackson (2014), American Economic Review 104(10):3115–3153.
/// </remarks>
public sealed record CrossHoldings : Mechanism
{
    /// <inheritdoc/>
    public override string Name => "cross-holdings";

    /// <summary>Column sum of C.</summary>
    [Description("Share of each institution that others own, split among them by the amounts of exposures.csv. Left out: the fractions of holdings.csv are taken as they are.")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Integration { get; init; }

    /// <summary>θ.</summary>
    [Description("Failure threshold as a share of the value before the shocks, where the column failure_threshold gives none.")]
    [Range(0, 1)]
    public double Threshold { get; init; } = 0.9;

    /// <summary>β.</summary>
    [Description("Share of the failure threshold that a failure destroys, where the column failure_cost gives no amount.")]
    [Range(0, 1)]
    public double FailureCost { get; init; } = 0.5;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults(Network network)
    {
        if (Integration is null && network.Holdings.Count == 0)
        {
            yield return "'cross-holdings' needs network.files.holdings with shares between institutions, or integration to derive shares from exposures";
        }

        var held = network.Holdings.ColumnSums(network.Count);
        for (var institution = 0; institution < held.Length && Integration is null; institution++)
        {
            if (held[institution] >= 1)
            {
                yield return $"others hold all of '{network.Ids[institution]}'; 'cross-holdings' needs a part of each institution in outside hands";
            }
        }
    }

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) => new Ownership(network, this, run);
}
