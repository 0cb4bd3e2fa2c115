using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>A mechanism made ready for a network: the coefficients that all blocks share.</summary>
public abstract class Dynamics
{
    private readonly Lazy<int[]> _unwell;
    private readonly Lazy<SumScale> _lossScale;
    private readonly Lazy<SumScale> _externalScale;
    private readonly Lazy<double[]> _stake;

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

        // Asked for when the rest stands.
        _unwell = new(() => [.. Enumerable.Range(0, network.Count).Where(IsUnwell)]);
        _stake = new(() => [.. InitialEquity.Select(equity => Math.Max(0, equity))]);
        _lossScale = new(() => new SumScale(InitialEquity.Append(0).Max(), network.Count));
        _externalScale = new(() => new SumScale(LargestSheet(), network.Count));
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>What each institution is worth before the shocks.</summary>
    public double[] InitialEquity { get; private protected init; }

    /// <summary>Whether the mechanism pays creditors, so that payments mean something.</summary>
    public virtual bool HasPayments => false;

    /// <summary>The weights of <c>models.md</c> 2.5, ν, summing to 1, where the mechanism measures DebtRank; else null.</summary>
    public virtual double[]? DebtRankWeights => null;

    /// <summary>Whether the mechanism runs over periods and says <see cref="PeriodMetric.All"/>.</summary>
    public virtual bool HasPeriods => false;

    /// <summary>The rows along which losses travel: row i lists on whom institution i depends.</summary>
    public virtual CompressedRows Links => Network.Claims;

    /// <summary>How many debts are valued apart: one an institution, or one an institution and priority class.</summary>
    public virtual int DebtCount => Network.Count;

    /// <summary>Which debt each link is a part of; by default that of its column.</summary>
    public virtual ReadOnlySpan<int> DebtOfLink => Links.Column;

    /// <summary>The rows that say who notices a change: row j lists who depends on institution j. Null when everybody notices everything.</summary>
    internal virtual CompressedRows? Followers => Network.Debts;

    /// <summary>Whether institutions that no shock reaches change, so that a block starts with everybody.</summary>
    internal virtual bool IsRestless => false;

    /// <summary>Institutions that fail or pass losses on although no shock hits them.</summary>
    internal ReadOnlySpan<int> Unwell => _unwell.Value;

    /// <summary>Equity that each institution can lose, max(0, w⁰).</summary>
    internal double[] Stake => _stake.Value;

    /// <summary>How losses of equity are summed.</summary>
    internal virtual SumScale LossScale => _lossScale.Value;

    /// <summary>How losses of creditors outside the network are summed.</summary>
    internal SumScale ExternalScale => _externalScale.Value;

    /// <summary>How near to zero counts as zero, τ of <c>models.md</c> 0.2.</summary>
    private protected double[] Tau { get; }

    /// <summary>Room for a block's state; a worker uses one again and again.</summary>
    /// <typeparam name="TLanes">How many replications travel together.</typeparam>
    public abstract Cascade<TLanes> NewCascade<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>What a creditor writes down on a link when the debtor is as badly off as can be; recovery is taken off.</summary>
    public virtual double AtRisk(int creditor, int link) => Network.Claims.Amount[link];

    /// <summary>What an institution pays that no loss reaches, where the mechanism pays.</summary>
    internal virtual double FullPayment(int institution) => 0;

    private protected static double TauOf(BalanceSheet sheet) => 1e-9 * Math.Max(1, sheet.TotalAssets);

    private double LargestSheet()
    {
        var largest = 0.0;
        foreach (ref readonly var sheet in Network.Sheets)
        {
            largest = Math.Max(largest, sheet.TotalAssets + sheet.TotalLiabilities);
        }

        return largest;
    }

    private protected abstract bool IsUnwell(int institution);
}
