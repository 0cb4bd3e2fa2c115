using System.ComponentModel;

namespace Contagion.Model;

/// <summary>The ways distress travels in a scenario.</summary>
public sealed record Channels
{
    /// <summary>Losses from debtors to creditors.</summary>
    [Description("How losses travel from debtors to creditors.")]
    public required SolvencyMechanism Solvency { get; init; }
}
