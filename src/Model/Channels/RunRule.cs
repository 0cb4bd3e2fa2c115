using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>The global-game rule of runs, models.md 4.2.</summary>
public sealed record RunRule
{
    /// <summary>Relative cost of withdrawing wrongly, χ: everybody withdraws where coverage is at most 1 − χ.</summary>
    [Description("Relative cost of withdrawing wrongly, χ: everybody withdraws where coverage is at most 1 − χ.")]
    [Range(0, 1)]
    public required double Threshold { get; init; }

    /// <summary>What assets lose when they are sold at once, as a share of their value, in the eyes of depositors.</summary>
    [Description("What assets lose when they are sold at once, as a share of their value, in the eyes of depositors.")]
    [Range(0, 1)]
    public double Discount { get; init; } = 0;
}
