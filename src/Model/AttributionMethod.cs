namespace Contagion.Model;

/// <summary>How the loss of a run is attributed to channels, models.md 1 and 9.6.</summary>
public enum AttributionMethod
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Channels are switched on one after the other; each gets by how much the loss rises.</summary>
    Cumulative,

    /// <summary>The same, and each gets besides by how much the loss rises on average over all orders of switching on.</summary>
    Shapley,
}
