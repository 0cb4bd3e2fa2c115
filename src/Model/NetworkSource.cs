using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Where a scenario's network comes from: exactly one of its parts is given.</summary>
public sealed record NetworkSource
{
    /// <summary>Files that list it.</summary>
    [Description("CSV files that list the network, beside the scenario file or in a folder below it. Give this or generate.")]
    public NetworkFiles? Files { get; init; }

    /// <summary>The rule it is drawn by.</summary>
    [Description("A model that draws the network at random, keyed by the seed. Give this or files.")]
    public NetworkGenerator? Generate { get; init; }
}
