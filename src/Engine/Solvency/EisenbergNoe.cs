namespace Contagion.Engine;

/// <summary>Eisenberg-Noe clearing: the greatest vector of payments in which everybody pays what it owes or all it has.</summary>
/// <remarks>
/// p_i = min(p̄_i, e_i + Σ_j Π_ji p_j), found by fictitious default: at most n waves, each a linear system among the defaulted.
/// Eisenberg and Noe (2001), Management Science 47(2):236–249.
/// </remarks>
public sealed record EisenbergNoe : Clearing
{
    /// <inheritdoc/>
    public override string Name => "eisenberg-noe";

    internal override double ExternalRecovery => 1;

    internal override double NetworkRecovery => 1;
}
