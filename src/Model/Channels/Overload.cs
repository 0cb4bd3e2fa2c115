using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Load that moves to others when institutions go dark, Motter and Lai.</summary>
public sealed record Overload
{
    /// <summary>Capacity beyond the load of calm times, as a share of it, α.</summary>
    [Description("Capacity beyond the load of calm times, as a share of it, α.")]
    [Range(0, 1e6)]
    public required double Tolerance { get; init; }
}
