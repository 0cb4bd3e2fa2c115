using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Contagion.Api;

/// <summary>What is to be run: a shipped scenario, or one of the caller's own.</summary>
public record RunRequest
{
    /// <summary>Id of a shipped scenario. Give this or <c>scenario</c>.</summary>
    public string? Shipped { get; init; }

    /// <summary>The scenario file as a text (YAML), or as a JSON object of the same shape. Give this or <c>shipped</c>.</summary>
    public JsonElement? Scenario { get; init; }

    /// <summary>Id of an uploaded or generated network, which takes the place of the scenario's own.</summary>
    public string? Network { get; init; }

    /// <summary>Settings that replace parts of the scenario: <c>run.seed=7</c>, <c>shocks.0.fraction=0.3</c>.</summary>
    public IReadOnlyList<string>? Set { get; init; }

    /// <summary>What to call it; the scenario's name unless given.</summary>
    [StringLength(Given.NameMax)]
    public string? Name { get; init; }
}
