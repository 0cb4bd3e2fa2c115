using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Where a scenario's network comes from.</summary>
public sealed record NetworkSource
{
    /// <summary>Files that list it.</summary>
    [Description("CSV files that list the network, beside the scenario file or in a folder below it.")]
    public required NetworkFiles Files { get; init; }
}
