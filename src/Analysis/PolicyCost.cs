namespace Contagion.Analysis;

/// <summary>What a policy pays, ties up or takes from somebody: its cost beside its benefit.</summary>
/// <param name="Metric">The metric that says how much.</param>
/// <param name="Name">What it is, in a few words that go on from an amount.</param>
public sealed record PolicyCost(string Metric, string Name)
{
    /// <summary>All costs that are counted: what is tied up, what is paid, what is risked, and what others do without.</summary>
    public static IReadOnlyList<PolicyCost> All { get; } =
    [
        new("reserve_filled", "set aside in reserve funds"),
        new("trust_filled", "moved to trust"),
        new("fund_filled", "put into the guarantee fund"),
        new("reserve_paid", "paid by reserve funds"),
        new("fund_paid", "paid by the guarantee fund"),
        new("bridged", "lent by the lender of last resort"),
        new("public_loss", "lost by the public purse"),
        new("refused", "refused to those who withdraw"),
    ];
}
