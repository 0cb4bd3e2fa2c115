using System.ComponentModel;

namespace Contagion.Model;

/// <summary>The loss of an institution by contagion as a number between 0 and 1, models.md 9.3.</summary>
public enum LossVariant
{
    /// <summary>Equity lost by contagion over initial equity: CWC.</summary>
    [Description("equity lost by contagion over initial equity")]
    Equity,

    /// <summary>Equity lost by contagion over total assets: CWC_A.</summary>
    [Description("equity lost by contagion over total assets")]
    Assets,

    /// <summary>1 for a contagious default, else 0: CWC_D.</summary>
    [Description("1 for a contagious default, else 0")]
    Defaults,

    /// <summary>As <see cref="Equity"/>, those left out that a shock hits: CWC_excl.</summary>
    [Description("as equity, without the institutions that a shock hits")]
    Others,
}
