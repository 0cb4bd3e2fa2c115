using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Prohibition of pooled funds, models.md 7.9: lenders become direct creditors of the pool's loans.</summary>
public sealed record PooledFunds
{
    /// <summary>Whether pools must pay everybody out at once; else their lenders become direct creditors of those they have lent to, and can call no more.</summary>
    [Description("Whether pools must pay everybody out at once; else their lenders become direct creditors of those they have lent to, and can call no more.")]
    public bool Abrupt { get; init; } = false;

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
