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

    /// <summary>Money on demand is withdrawn.</summary>
    [Description("money on demand is withdrawn: a share of all of it, or an amount by depositors")]
    Withdrawal,

    /// <summary>Capacity is gone for some periods.</summary>
    [Description("a share of the target's capacity (all unless given) is gone for some periods")]
    Outage,

    /// <summary>More payments than usual.</summary>
    [Description("payments of the target in this period exceed the usual by a fraction or an amount")]
    Load,

    /// <summary>The price of an asset falls.</summary>
    [Description("the price of an asset falls by a fraction")]
    PriceDrop,

    /// <summary>Interest rates rise.</summary>
    [Description("interest rates rise by the amount: prices fall by duration times it")]
    RateShock,

    /// <summary>Cash and reserve are carried off; the institution fails.</summary>
    [Description("a fraction of cash and reserve is carried off and the institution fails; money in trust is out of reach")]
    Fraud,

    /// <summary>Collateral does not exist.</summary>
    [Description("a fraction of the collateral that secures the target's debts does not exist")]
    PledgeFraud,

    /// <summary>Client money is stolen.</summary>
    [Description("client money is stolen: a fraction of what is in trust (of cash where nothing is), or an amount")]
    Theft,

    /// <summary>Money is paid out by mistake.</summary>
    [Description("money is paid out by mistake and lost: an amount, or a fraction of cash")]
    OperatorError,

    /// <summary>Bad news about the target.</summary>
    [Description("bad news of the fraction's size about the target, which may cause panic")]
    News,

    /// <summary>The target may not pay out or take new business for some periods.</summary>
    [Description("the target pays out nothing on demand and takes no new business for some periods")]
    Suspension,

    /// <summary>A suspension ends.</summary>
    [Description("a suspension of the target ends")]
    Reopening,

    /// <summary>A policy is put in or out of force.</summary>
    [Description("a policy is put in or out of force")]
    Regulation,
}
