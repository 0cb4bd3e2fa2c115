using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>What a scenario does to chosen institutions.</summary>
public sealed record Shock
{
    /// <summary>The period at which it falls due.</summary>
    [Description("Period at which the shock falls due, counted from 0.")]
    [Range(0, 0)]
    public int At { get; init; }

    /// <summary>What it does.</summary>
    [Description("What the shock does.")]
    public required ShockKind Kind { get; init; }

    /// <summary>Whom it hits.</summary>
    [Description("Whom the shock hits.")]
    public required Target Target { get; init; }

    /// <summary>Share lost; above 1 only for an equity loss larger than equity.</summary>
    [Description("Share that is lost: of external assets (at most 1) or of initial equity (may exceed 1). Give this or amount.")]
    [Range(0, 1e6)]
    public ShockSize? Fraction { get; init; }

    /// <summary>Amount lost by each target, in the scenario's currency unit.</summary>
    [Description("Amount that each target loses, in the scenario's currency unit. Give this or fraction.")]
    [Range(0, 1e300)]
    public ShockSize? Amount { get; init; }

    /// <summary>PD of every target of a credit shock; null for <see cref="Score"/> or the column default_probability.</summary>
    [Description("For credit: probability that a target defaults. Give this or score; the column default_probability of institutions.csv unless either is given.")]
    [Range(0, 1)]
    public double? Probability { get; init; }

    /// <summary>What makes the PD of each target of a credit shock; null for <see cref="Probability"/> or the column default_probability.</summary>
    [Description("For credit: each target's probability of default as the logistic function of its features and of the platforms that it borrows on. Give this or probability.")]
    public CreditScore? Score { get; init; }

    /// <summary>ρ of a credit shock.</summary>
    [Description("For credit: correlation of the targets' fortunes through their common factor; 0 unless given. Retail 0.03 to 0.16, small firms 0.12 to 0.24.")]
    [Range(0, 1)]
    public double? Correlation { get; init; }
}
