using System.ComponentModel;

namespace Contagion.Networks;

/// <summary>A model that says who lends to whom among banks; a rule makes amounts and balance sheets of it.</summary>
public abstract record BankModel : NetworkModel
{
    /// <summary>How sheets are made to fit the links.</summary>
    [Description("How amounts and balance sheets are made to fit who lends to whom.")]
    public required BalanceRule Balance { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults() => Balance.Faults().Select(one => ((string?)$"balance.{one.Key}", one.Fault));

    private protected sealed override Network Draw(NetworkDraw draw, bool keepsTerms) => Balance.Complete(DrawLinks(draw), draw);

    /// <summary>Draws who lends to whom.</summary>
    private protected abstract Links DrawLinks(NetworkDraw draw);
}
