using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>A mechanism made ready for a network: the coefficients that all blocks share.</summary>
public abstract class Dynamics
{
    private protected Dynamics(Network network)
    {
        Network = network;
        InitialEquity = new double[network.Count];
        Tau = new double[network.Count];
        for (var institution = 0; institution < network.Count; institution++)
        {
            InitialEquity[institution] = network.Sheets[institution].Equity;
            Tau[institution] = TauOf(network.Sheets[institution]);
        }
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>What each institution is worth before the shocks.</summary>
    public double[] InitialEquity { get; private protected init; }

    /// <summary>Whether the mechanism pays creditors, so that payments mean something.</summary>
    public virtual bool HasPayments => false;

    /// <summary>The weights of <c>models.md</c> 2.5, ν, summing to 1, where the mechanism measures DebtRank; else null.</summary>
    public virtual double[]? DebtRankWeights => null;

    /// <summary>How near to zero counts as zero, τ of <c>models.md</c> 0.2.</summary>
    private protected double[] Tau { get; }

    /// <summary>Room for a block's state; a worker uses one again and again.</summary>
    public abstract Cascade NewCascade();

    /// <summary>The rows along which losses travel: row i lists on whom institution i depends.</summary>
    public virtual CompressedRows Links => Network.Claims;

    /// <summary>How many debts are valued apart: one an institution, or one an institution and priority class.</summary>
    public virtual int DebtCount => Network.Count;

    /// <summary>Which debt each link is a part of; by default that of its column.</summary>
    public virtual ReadOnlySpan<int> DebtOfLink => Links.Column;

    /// <summary>What a creditor writes down on a link when the debtor is as badly off as can be; recovery is taken off.</summary>
    public virtual double AtRisk(int creditor, int link) => Network.Claims.Amount[link];

    private protected static double TauOf(BalanceSheet sheet) => 1e-9 * Math.Max(1, sheet.TotalAssets);
}
