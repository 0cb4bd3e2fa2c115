namespace Contagion.Model;

/// <summary>The price that sellers in distress get.</summary>
public enum ExecutionPrice
{
    /// <summary>The price after all sales of the round.</summary>
    Post,

    /// <summary>The mean of the prices before and after.</summary>
    Average,

    /// <summary>The price before.</summary>
    Pre,
}
