namespace Contagion.Model;

/// <summary>What a money-market fund does when its assets no longer cover its shares.</summary>
public enum FundBreach
{
    /// <summary>It pays out nothing until they do.</summary>
    Suspend,

    /// <summary>Shares are paid at what the assets are worth.</summary>
    Float,
}
