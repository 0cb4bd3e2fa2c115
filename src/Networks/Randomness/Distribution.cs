using System.ComponentModel;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>A distribution that a shock's size is drawn from. Deriving a sealed record from this is all it takes to add one.</summary>
/// <remarks>Drawn by inverse: one uniform number makes one size, so that runs that share a seed share their draws.</remarks>
public abstract record Distribution : ShockSize
{
    /// <summary>The distribution's name in a scenario file.</summary>
    public abstract string Name { get; }

    /// <summary>Whether all targets of a replication get the same draw.</summary>
    [Description("Whether all targets of a replication share one draw; otherwise each has its own.")]
    public bool Common { get; init; }

    /// <summary>The value below which the distribution lies with a probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    public abstract double Quantile(double probability);

    /// <summary>What is wrong with the parameters taken together; null when nothing is.</summary>
    public virtual string? Fault() => null;
}
