using System.ComponentModel;

namespace Contagion.Model;

/// <summary>What a shock does to its targets.</summary>
public enum ShockKind
{
    /// <summary>The institution fails: under threshold and DebtRank mechanisms it is in default (distress 1); under clearing and
    /// valuation all it owns outside the network, cash and reserve included, is lost as well.</summary>
    [Description("the institution fails; clearing and valuation mechanisms also take away all it owns outside the network")]
    Default,

    /// <summary>External assets are lost.</summary>
    [Description("external assets are lost: a fraction of them, or an amount (at most all)")]
    AssetLoss,

    /// <summary>Equity is lost.</summary>
    [Description("equity is lost: a fraction of initial equity, or an amount")]
    EquityLoss,

    /// <summary>Each target defaults with its own probability, correlated through one common factor.</summary>
    [Description("each target defaults with its probability of default, correlated through one common factor (Gaussian copula)")]
    Credit,
}
