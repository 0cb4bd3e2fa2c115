using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Whether banks pay early depends on whether others do, Bech and Garratt.</summary>
public sealed record Coordination
{
    /// <summary>The institutions that play.</summary>
    [Description("The institutions that play.")]
    public required Target Among { get; init; }

    /// <summary>Cost of a payment made early that nobody matches, F.</summary>
    [Description("Cost of a payment made early that nobody matches, F.")]
    [Range(0, 1e300)]
    public required double EarlyCost { get; init; }

    /// <summary>Cost of a payment made late, D.</summary>
    [Description("Cost of a payment made late, D.")]
    [Range(0, 1e300)]
    public required double LateCost { get; init; }
}
