using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>How fear spreads between platforms that look alike, π of models.md 4.5.</summary>
public sealed record Panic
{
    /// <summary>Share of fear that is left after a period, δ.</summary>
    [Description("Share of fear that is left after a period, δ.")]
    [Range(0, 1)]
    public double Decay { get; init; } = 0.5;

    /// <summary>Fear that distress of a platform alike in everything causes, η.</summary>
    [Description("Fear that distress of a platform alike in everything causes, η.")]
    [Range(0, 1e6)]
    public double Contagion { get; init; } = 0.8;

    /// <summary>Fear that bad news of size 1 causes, ζ.</summary>
    [Description("Fear that bad news of size 1 causes, ζ.")]
    [Range(0, 1e6)]
    public double News { get; init; } = 1;

    /// <summary>Likeness of platforms of the same role and mode.</summary>
    [Description("Likeness of platforms of the same role and mode.")]
    [Range(0, 1)]
    public double SameMode { get; init; } = 0;

    /// <summary>Likeness of platforms all of whose lenders are the same; less in proportion to the overlap.</summary>
    [Description("Likeness of platforms all of whose lenders are the same; less in proportion to the overlap.")]
    [Range(0, 1)]
    public double SharedLenders { get; init; } = 0;

    /// <summary>Likeness of platforms of the same group.</summary>
    [Description("Likeness of platforms of the same group.")]
    [Range(0, 1)]
    public double SameGroup { get; init; } = 0;

    /// <summary>By how much a portal that lists both raises the likeness of two platforms, as a share of it.</summary>
    [Description("By how much a portal that lists both raises the likeness of two platforms, as a share of it.")]
    [Range(0, 1e6)]
    public double PortalReach { get; init; } = 0;

    /// <summary>Fear that a gate causes on the platform itself.</summary>
    [Description("Fear that a gate causes on the platform itself.")]
    [Range(0, 1)]
    public double GateStigma { get; init; } = 0;
}
