using System.ComponentModel;

namespace Contagion.Model;

/// <summary>A network, what happens to it, how distress travels and how to run it: one YAML file.</summary>
public sealed record Scenario
{
    /// <summary>A title for people; also the start of the run directory's name.</summary>
    [Description("A title for people; also the start of the run directory's name.")]
    public required string Name { get; init; }

    /// <summary>The question asked.</summary>
    [Description("The question the scenario asks, in a sentence or two.")]
    public string? Description { get; init; }

    /// <summary>The network.</summary>
    [Description("Where the network comes from.")]
    public required NetworkSource Network { get; init; }

    /// <summary>What happens.</summary>
    [Description("What happens to chosen institutions. Shocks on the same institution add up.")]
    public IReadOnlyList<Shock> Shocks { get; init; } = [];

    /// <summary>How distress travels.</summary>
    [Description("The ways distress travels.")]
    public required Channels Channels { get; init; }

    /// <summary>What softens distress.</summary>
    [Description("What softens distress, under the mechanism joint. What is not named is not in force.")]
    public PolicySet Policies { get; init; } = new();

    /// <summary>Other policies, to be compared with these.</summary>
    [Description("Other policies under names of their own. A run leaves them aside; contagion compare sets each against the policies of the scenario.")]
    public IReadOnlyList<NamedPolicySet>? PolicySets { get; init; }

    /// <summary>What of spillovers is measured beside the metrics of every run.</summary>
    [Description("What of spillovers is measured beside the metrics of every run: all, a list of names, or a mapping with settings.")]
    public MetricSettings? Metrics { get; init; }

    /// <summary>How to run it.</summary>
    [Description("How the scenario is run.")]
    public RunSettings Run { get; init; } = new();
}
