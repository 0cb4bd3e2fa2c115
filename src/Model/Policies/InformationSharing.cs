using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>What a credit bureau shows, models.md 7.10.</summary>
public sealed record InformationSharing
{
    /// <summary>Loans that take a borrower's debts beyond this are refused.</summary>
    [Description("Loans that take a borrower's debts beyond this are refused.")]
    [Range(0, 1e300)]
    public double? DebtCap { get; init; }

    /// <summary>The bureau: nothing is shown while it is dark.</summary>
    [Description("The bureau: nothing is shown while it is dark.")]
    public string? Bureau { get; init; }

    /// <summary>By how much the likeness of a platform proven different falls, ι times its quality.</summary>
    [Description("By how much the likeness of a platform proven different falls, ι times its quality.")]
    [Range(0, 1)]
    public double Contrast { get; init; } = 0;

    /// <summary>What is shown of platforms.</summary>
    [Description("What is shown of a platform and stands for its quality: the column quality, or its score.")]
    public ShownTrait Shows { get; init; } = ShownTrait.Quality;

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
