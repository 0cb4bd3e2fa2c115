using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Withdrawals from institutions that owe money on demand.</summary>
public sealed record LiquidityChannel
{
    /// <summary>Whose creditors withdraw by rate, panic and run; every institution that owes on demand unless given.</summary>
    [Description("Whose creditors withdraw by rate, panic and run; every institution that owes on demand unless given.")]
    public Target? Among { get; init; }

    /// <summary>Share of what can be withdrawn that is withdrawn in a calm period.</summary>
    [Description("Share of what can be withdrawn that is withdrawn in a calm period.")]
    [Range(0, 1)]
    public double BaseRate { get; init; } = 0;

    /// <summary>Share that is withdrawn in full panic.</summary>
    [Description("Share that is withdrawn in full panic.")]
    [Range(0, 1)]
    public double MaxRate { get; init; } = 1;

    /// <summary>What a loan sold before it is due loses, as a share of its amount; 1 means loans cannot be sold.</summary>
    [Description("What a loan sold before it is due loses, as a share of its amount; 1 means loans cannot be sold.")]
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>How fear of one platform becomes fear of similar ones.</summary>
    [Description("How fear of one platform becomes fear of similar ones.")]
    public Panic? Panic { get; init; }

    /// <summary>When everybody withdraws at once.</summary>
    [Description("When everybody withdraws at once.")]
    public RunRule? Runs { get; init; }

    /// <summary>Withdrawn shares at which one depositor after another leaves, in [0, 1]: the depositors of each institution watch each other.</summary>
    [Description("Withdrawn shares at which one depositor after another leaves, in [0, 1]: the depositors of each institution watch each other.")]
    [Range(0, 1)]
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>When institutions call back what they have lent on demand.</summary>
    [Description("When institutions call back what they have lent on demand.")]
    public Hoarding? Hoarding { get; init; }

    /// <summary>What a money-market fund does when its assets no longer cover its shares.</summary>
    [Description("What a money-market fund does when its assets no longer cover its shares.")]
    public FundRule? Funds { get; init; }
}
