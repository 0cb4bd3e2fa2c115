namespace Contagion.Engine;

/// <summary>Sums over replications for each institution. Blocks are added in the order of replications, so the sums do not depend on who computed them when.</summary>
public sealed class InstitutionTotals
{
    internal InstitutionTotals(int institutions, int debts)
    {
        Defaults = new double[institutions];
        FinalEquity = new double[institutions];
        NetWorth = new double[institutions];
        Loss = new double[institutions];
        ContagionLoss = new double[institutions];
        Payment = new double[institutions];
        WriteDown = new double[debts];
    }

    /// <summary>In how many replications it defaulted.</summary>
    public double[] Defaults { get; }

    /// <summary>Σ max(0, w).</summary>
    public double[] FinalEquity { get; }

    /// <summary>Σ w, negative values included.</summary>
    public double[] NetWorth { get; }

    /// <summary>Σ of equity lost.</summary>
    public double[] Loss { get; }

    /// <summary>Σ of equity lost beyond the direct shock.</summary>
    public double[] ContagionLoss { get; }

    /// <summary>Σ of payments, where the mechanism pays.</summary>
    public double[] Payment { get; }

    /// <summary>Σ of the share of its value that each debt lost; empty under each.</summary>
    public double[] WriteDown { get; }

    internal void Add(InstitutionTotals block)
    {
        Add(Defaults, block.Defaults);
        Add(FinalEquity, block.FinalEquity);
        Add(NetWorth, block.NetWorth);
        Add(Loss, block.Loss);
        Add(ContagionLoss, block.ContagionLoss);
        Add(Payment, block.Payment);
        Add(WriteDown, block.WriteDown);
    }

    private static void Add(double[] sums, double[] more)
    {
        for (var index = 0; index < sums.Length; index++)
        {
            sums[index] += more[index];
        }
    }
}
