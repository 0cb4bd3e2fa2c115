using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Coefficients of the DebtRank family: how far a debtor's full distress eats into each creditor's equity.</summary>
/// <param name="network">The network.</param>
/// <param name="rule">How much of its distress an institution passes on.</param>
/// <param name="coefficient">For each claim, the creditor's distress per unit of the debtor's.</param>
/// <param name="weights">Weights for the system-wide DebtRank; null when undefined.</param>
/// <param name="run">Says when a replication is at rest, and when it is given up.</param>
internal sealed class DistressDynamics<TRule>(Network network, TRule rule, double[] coefficient, double[]? weights, RunSettings run) : Dynamics(network)
    where TRule : struct, IDistressRule
{
    private readonly Lazy<OrderedRows> _ordered = new(() => new OrderedRows(network.Claims, coefficient));

    public override double[]? DebtRankWeights => weights;

    /// <summary>The coefficients, debtors before their creditors.</summary>
    public OrderedRows Ordered => _ordered.Value;

    public TRule Rule => rule;

    public double[] Coefficient => coefficient;

    /// <summary>Change of distress below which a replication is at rest.</summary>
    public double Tolerance => run.Tolerance;

    /// <summary>Rounds after which a replication is given up.</summary>
    public int MaxRounds => run.MaxRounds;

    public override Cascade<TLanes> NewCascade<TLanes>() => new DistressCascade<TRule, TLanes>(this);

    public override double AtRisk(int creditor, int link) => coefficient[link] * Math.Max(0, InitialEquity[creditor]);

    /// <summary>Without equity, distress is full from the start.</summary>
    private protected override bool IsUnwell(int institution) => !(InitialEquity[institution] > 0);
}

/// <summary>Interbank leverage, the coefficient that the family builds on.</summary>
internal static class Leverage
{
    /// <summary>For each claim, scale × amount / equity of the creditor; 0 where equity is not positive, so that the row is skipped.</summary>
    public static double[] Of(Network network, double scale)
    {
        var claims = network.Claims;
        var leverage = new double[claims.Count];
        Ranges.ForEach(network.Count, (from, to) =>
        {
            var start = claims.Start;
            var amount = claims.Amount;
            for (var creditor = from; creditor < to; creditor++)
            {
                var equity = network.Sheets[creditor].Equity;
                for (var claim = start[creditor]; claim < start[creditor + 1]; claim++)
                {
                    leverage[claim] = equity > 0 ? scale * amount[claim] / equity : 0;
                }
            }
        });
        return leverage;
    }
}
