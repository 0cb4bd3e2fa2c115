namespace Contagion.Engine;

/// <summary>Sums over replications for each institution. Blocks are added in the order of replications, so the sums do not depend on who computed them when.</summary>
public sealed class InstitutionTotals
{
    /// <summary>How many sums there are.</summary>
    internal const int Columns = 7;

    internal InstitutionTotals(int institutions, int debts)
        : this([.. Enumerable.Range(0, Columns).Select(column => new double[column < Columns - 1 ? institutions : debts])])
    {
    }

    internal InstitutionTotals(double[][] all) => All = all;

    /// <summary>In how many replications it defaulted.</summary>
    public double[] Defaults => All[0];

    /// <summary>Σ max(0, w).</summary>
    public double[] FinalEquity => All[1];

    /// <summary>Σ w, negative values included.</summary>
    public double[] NetWorth => All[2];

    /// <summary>Σ of equity lost.</summary>
    public double[] Loss => All[3];

    /// <summary>Σ of equity lost beyond the direct shock.</summary>
    public double[] ContagionLoss => All[4];

    /// <summary>Σ of payments, where the mechanism pays.</summary>
    public double[] Payment => All[5];

    /// <summary>Σ of the share of its value that each debt lost; empty under each.</summary>
    public double[] WriteDown => All[6];

    /// <summary>All sums, in this order.</summary>
    internal double[][] All { get; }

    internal void Add(InstitutionTotals block)
    {
        for (var column = 0; column < Columns; column++)
        {
            var (sums, more) = (All[column], block.All[column]);
            for (var index = 0; index < sums.Length; index++)
            {
                sums[index] += more[index];
            }
        }
    }
}
