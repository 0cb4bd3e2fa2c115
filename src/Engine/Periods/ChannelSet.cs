namespace Contagion.Engine;

/// <summary>The ways losses travel that attribution tells apart, in its fixed order: <c>models.md</c> 1.</summary>
[Flags]
public enum ChannelSet
{
    /// <summary>What the shocks take directly, and no more.</summary>
    None = 0,

    /// <summary>What creditors lose in credit events.</summary>
    Credit = 1,

    /// <summary>What creditors lose because others cannot pay.</summary>
    Counterparty = 2,

    /// <summary>Money that is withdrawn and called back on demand.</summary>
    Funding = 4,

    /// <summary>Prices that sales push down, and discounts of loans that are sold.</summary>
    FireSale = 8,

    /// <summary>Outages, load and payments that wait.</summary>
    Operations = 16,

    /// <summary>Everything, as the scenario says.</summary>
    All = Credit | Counterparty | Funding | FireSale | Operations,
}
