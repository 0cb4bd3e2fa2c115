namespace Contagion.Engine;

/// <summary>When loans without maturity fall due.</summary>
public enum UndatedLoans
{
    /// <summary>At once in a run of one period, never in a longer one.</summary>
    Auto,

    /// <summary>At once.</summary>
    Due,

    /// <summary>Never.</summary>
    Standing,
}
