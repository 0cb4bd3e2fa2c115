using System.ComponentModel;

namespace Contagion.Model;

/// <summary>The rule by which a network is drawn at random, with its parameters. The networks derive one sealed record a model.</summary>
public abstract record NetworkGenerator
{
    /// <summary>The model's name in a scenario file.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the network belongs to a replication; otherwise all share the one of replication 0.</summary>
    [Description("Whether each replication draws a network of its own; otherwise all share the one that replication 0 draws.")]
    public bool Redraw { get; init; }
}
