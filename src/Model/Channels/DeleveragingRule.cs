namespace Contagion.Model;

/// <summary>How holders react to leverage.</summary>
public enum DeleveragingRule
{
    /// <summary>They sell where leverage is above a limit, Cont and Schaanning.</summary>
    Threshold,

    /// <summary>They sell or buy back to their initial leverage, Greenwood, Landier and Thesmar.</summary>
    Targeting,
}
