namespace Contagion.Engine;

/// <summary>In what the sales of a round are measured when they move the price.</summary>
internal enum SalesMeasure
{
    /// <summary>Units: prices depend on all that was sold so far, whatever the rounds.</summary>
    Units,

    /// <summary>Money at the prices before the round, Cont and Schaanning.</summary>
    Money,

    /// <summary>What the asset's impact is given for: money where it has a depth, else units.</summary>
    AsGiven,
}
