using System.ComponentModel;

namespace Contagion.Model;

/// <summary>The rule by which losses travel from debtors to creditors, with its parameters. The engine derives one sealed record a mechanism.</summary>
public abstract record SolvencyMechanism
{
    /// <summary>The mechanism's name in a scenario file.</summary>
    public abstract string Name { get; }

    /// <summary>Whether equity of exactly zero (within the tolerance of <c>models.md</c> 0.2) counts as default.</summary>
    [Description("Whether equity of exactly zero counts as default. The DebtRank family counts distress of exactly 1 as default either way.")]
    public bool ZeroEquityIsDefault { get; init; }
}
