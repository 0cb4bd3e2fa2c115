using System.ComponentModel;

namespace Contagion.Model;

/// <summary>How credit losses are shared.</summary>
public sealed record CreditChannel
{
    /// <summary>How a thing pledged for several claims is shared among them.</summary>
    [Description("How a thing pledged for several claims is shared among them.")]
    public PledgeRule Pledges { get; init; } = PledgeRule.ProRata;
}
