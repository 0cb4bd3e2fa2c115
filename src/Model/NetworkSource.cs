using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Where a scenario's network comes from: exactly one of its parts is given.</summary>
public sealed record NetworkSource
{
    /// <summary>Files that list it.</summary>
    [Description("CSV files that list the network, beside the scenario file or in a folder below it. Give this, generate or reconstruct.")]
    public NetworkFiles? Files { get; init; }

    /// <summary>The rule it is drawn by.</summary>
    [Description("A model that draws the network at random, keyed by the seed. Give this, files or reconstruct.")]
    public NetworkGenerator? Generate { get; init; }

    /// <summary>How it is made of totals.</summary>
    [Description("A method that makes networks of what each institution lends and owes in all, where who lends to whom is not known. Give this, files or generate.")]
    public NetworkReconstruction? Reconstruct { get; init; }
}
