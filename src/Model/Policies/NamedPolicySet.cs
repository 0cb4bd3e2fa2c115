using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Policies under a name, to be compared with those of the scenario.</summary>
public sealed record NamedPolicySet
{
    /// <summary>What the alternative is called.</summary>
    [Description("What the alternative is called in a comparison.")]
    public required string Name { get; init; }

    /// <summary>The policies, which replace those of the scenario as a whole.</summary>
    [Description("The policies, which replace those of the scenario as a whole. None unless given.")]
    public PolicySet Policies { get; init; } = new();
}
