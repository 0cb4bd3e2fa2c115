using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>What a scenario does to chosen institutions.</summary>
public sealed record Shock
{
    /// <summary>The period at which it falls due.</summary>
    [Description("Period at which the shock falls due, counted from 0.")]
    [Range(0, RunSettings.PeriodsMax - 1)]
    public int At { get; init; }

    /// <summary>The last period at which it falls due again; null for once.</summary>
    [Description("Last period at which the shock falls due: it does so in every period from at on. Once unless given.")]
    [Range(0, RunSettings.PeriodsMax - 1)]
    public int? Until { get; init; }

    /// <summary>What it does.</summary>
    [Description("What the shock does.")]
    public required ShockKind Kind { get; init; }

    /// <summary>Whom it hits.</summary>
    [Description("Whom the shock hits. Prices and regulation have no target.")]
    public Target Target { get; init; } = new Target.All();

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

    /// <summary>Share of its debts that a target pays which a default or credit shock strikes.</summary>
    [Description("For default and credit under the mechanism joint: share of its debts that a target pays when it is struck.")]
    [Range(0, 1)]
    public double? Recovery { get; init; }

    /// <summary>Periods that an outage or a suspension lasts.</summary>
    [Description("For outage and suspension: how many periods it lasts; 1 unless given.")]
    [Range(1, RunSettings.PeriodsMax)]
    public int? Duration { get; init; }

    /// <summary>The asset whose price falls.</summary>
    [Description("For price-drop and rate-shock: the asset whose price falls; every asset unless given.")]
    public string? Asset { get; init; }

    /// <summary>The policy that a regulation shock puts in or out of force.</summary>
    [Description("For regulation: the policy, by its key under policies.")]
    public string? Policy { get; init; }

    /// <summary>Whether a regulation shock puts its policy in force.</summary>
    [Description("For regulation: whether the policy is put in force; true unless given.")]
    public bool? On { get; init; }
}
