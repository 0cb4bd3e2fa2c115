using System.Text.Json.Serialization;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>A scenario that has no faults.</summary>
public sealed record ScenarioView
{
    /// <summary>Id of a shipped one.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The question it asks.</summary>
    public string? Description { get; init; }

    /// <summary>The mechanism by which losses travel.</summary>
    public required string Mechanism { get; init; }

    /// <summary>Periods of scenario time.</summary>
    public required int Periods { get; init; }

    /// <summary>Random realisations, or institutions that are taken in turn.</summary>
    public required int Replications { get; init; }

    /// <summary>Key of all random draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Policies that are in force.</summary>
    public required IReadOnlyList<string> Policies { get; init; }

    /// <summary>Names of policy sets that can be compared.</summary>
    public required IReadOnlyList<string> PolicySets { get; init; }

    /// <summary>Institutions of its network.</summary>
    public required int Institutions { get; init; }

    /// <summary>Exposures of its network.</summary>
    public required int Exposures { get; init; }

    /// <summary>Institutions of each kind.</summary>
    public required IReadOnlyList<KindCount> Kinds { get; init; }

    /// <summary>Number of groups of institutions.</summary>
    public required int Groups { get; init; }

    /// <summary>The scenario file as a text.</summary>
    public required string Yaml { get; init; }

    /// <summary>What can be set: the numbers, words and switches of the scenario.</summary>
    public required IReadOnlyList<KnobView> Knobs { get; init; }

    /// <summary>Shows a scenario.</summary>
    internal static ScenarioView Of(string? id, ScenarioFile file, string yaml) => new()
    {
        Id = id,
        Name = file.Scenario.Name,
        Description = file.Scenario.Description,
        Mechanism = file.Scenario.Channels.Solvency.Name,
        Periods = file.Scenario.Run.Periods,
        Replications = new ReplicationPlan(file.Scenario, file.Network).Count,
        Seed = file.Scenario.Run.Seed,
        Policies = ScenarioKnob.PoliciesOf(file.Scenario.Policies),
        PolicySets = [.. (file.Scenario.PolicySets ?? []).Select(one => one.Name)],
        Institutions = file.Network.Count,
        Exposures = file.Network.Claims.Count,
        Kinds = KindCount.Of(file.Network),
        Groups = Enumerable.Range(0, file.Network.Count).Select(file.Network.GroupOf).Where(group => group is not null).Distinct().Count(),
        Yaml = yaml,
        Knobs = [.. ScenarioKnob.Of(file.Scenario).Select(KnobView.Of)],
    };
}

/// <summary>A number, word or switch of a scenario that can be set: <c>path=value</c>.</summary>
public sealed record KnobView
{
    /// <summary>Where it stands.</summary>
    public required string Path { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>What it means, units included.</summary>
    public required string Description { get; init; }

    /// <summary>What may be put there.</summary>
    public required KnobType Type { get; init; }

    /// <summary>What stands there, as it is written; empty where nothing is given.</summary>
    public required string Value { get; init; }

    /// <summary>The least it may be.</summary>
    public double? Minimum { get; init; }

    /// <summary>The most it may be.</summary>
    public double? Maximum { get; init; }

    /// <summary>The words it may be.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    internal static KnobView Of(ScenarioKnob knob) => new()
    {
        Path = knob.Path,
        Label = knob.Label,
        Description = knob.Description,
        Type = knob.Type,
        Value = knob.Value,
        Minimum = knob.Minimum,
        Maximum = knob.Maximum,
        Options = knob.Options,
    };
}
