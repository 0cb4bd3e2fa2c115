using System.ComponentModel;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What Eisenberg-Noe and Rogers-Veraart share: every institution pays what it owes or what it has, senior classes first.</summary>
/// <remarks>
/// Classes k = 1 … K: p^k_i = min(p̄^k_i, max(0, A_i − Σ_{l&lt;k} p̄^l_i)), A_i = e_i + Σ_k Σ_j Π^k_ji p^k_j. Elsinger (2009), OeNB Working Paper 156.
/// Client money is paid from its trust first; what the trust lacks joins the estate's creditors. Shares in other institutions are worth
/// max(0, A_j − p̄_j) times the fraction held; in default they are recovered like other assets outside the network.
/// </remarks>
public abstract record Clearing : Mechanism
{
    /// <summary>Where creditors outside the network stand.</summary>
    [Description("Where creditors outside the network stand when an institution cannot pay everybody.")]
    public ExternalCreditors ExternalCreditors { get; init; } = ExternalCreditors.PariPassu;

    /// <summary>Where clients stand for what their trust lacks.</summary>
    [Description("Where clients stand for what trust_assets lack of client_money: senior is paid before everybody, pari-passu shares with class 1.")]
    public ExternalCreditors ClientDeficiency { get; init; } = ExternalCreditors.Senior;

    /// <summary>α: what is recovered of assets outside the network once in default.</summary>
    internal abstract double ExternalRecovery { get; }

    /// <summary>β: what is recovered of claims on the network once in default.</summary>
    internal abstract double NetworkRecovery { get; }

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) => new Estates(network, this, run);
}
