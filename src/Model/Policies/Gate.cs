using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>A limit on withdrawals in a period, models.md 7.7.</summary>
public sealed record Gate
{
    /// <summary>Most that is paid out, as a share of what can be withdrawn.</summary>
    [Description("Most that is paid out, as a share of what can be withdrawn.")]
    [Range(0, 1)]
    public double Share { get; init; } = 1;

    /// <summary>Most that is paid out an account; needs the column accounts.</summary>
    [Description("Most that is paid out an account; needs the column accounts.")]
    [Range(0, 1e300)]
    public double? AccountCap { get; init; }

    /// <summary>Whose withdrawals; every platform unless given.</summary>
    [Description("Whose withdrawals; every platform unless given.")]
    public Target? Among { get; init; }

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
