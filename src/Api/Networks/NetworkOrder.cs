using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Contagion.Api;

/// <summary>A network to be drawn.</summary>
public sealed record NetworkOrder
{
    /// <summary>What to call it; the model and the seed unless given.</summary>
    [StringLength(Given.NameMax)]
    public string? Name { get; init; }

    /// <summary>Key of all random draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>The model with its parameters, as in <c>network.generate</c> of a scenario.</summary>
    public required JsonElement Generate { get; init; }
}
