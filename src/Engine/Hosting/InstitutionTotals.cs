namespace Contagion.Engine;

/// <summary>Sums over replications for each institution. Blocks are added in the order of replications, so the sums do not depend on who computed them when.</summary>
public sealed class InstitutionTotals
{
    private readonly int[] _recorded;
    private readonly double[][] _sums;

    internal InstitutionTotals(int institutions, int debts)
    {
        _recorded = new int[institutions];
        _sums = [.. Enumerable.Range(0, BlockTotals.Columns).Select(_ => new double[institutions])];
        WriteDown = new double[debts];
    }

    /// <summary>In how many replications it defaulted.</summary>
    public double[] Defaults => _sums[0];

    /// <summary>Σ max(0, w).</summary>
    public double[] FinalEquity => _sums[1];

    /// <summary>Σ w, negative values included.</summary>
    public double[] NetWorth => _sums[2];

    /// <summary>Σ of equity lost.</summary>
    public double[] Loss => _sums[3];

    /// <summary>Σ of equity lost beyond the direct shock.</summary>
    public double[] ContagionLoss => _sums[4];

    /// <summary>Σ of payments, where the mechanism pays.</summary>
    public double[] Payment => _sums[5];

    /// <summary>Σ of equity before the shocks.</summary>
    public double[] InitialEquity => _sums[6];

    /// <summary>Σ of the share of its value that each debt lost; empty under each.</summary>
    public double[] WriteDown { get; }

    /// <summary>Adds a block: only those that something happened to are in it.</summary>
    internal void Add(BlockTotals block, int replications)
    {
        for (var item = 0; item < block.Institutions.Length; item++)
        {
            var institution = block.Institutions[item];
            _recorded[institution] += replications;
            for (var column = 0; column < BlockTotals.Columns; column++)
            {
                _sums[column][institution] += block.Sums[(item * BlockTotals.Columns) + column];
            }
        }

        for (var item = 0; item < block.Debts.Length && WriteDown.Length > 0; item++)
        {
            WriteDown[block.Debts[item]] += block.WriteDowns[item];
        }
    }

    /// <summary>Adds the replications in which nothing happened to an institution.</summary>
    internal void Close(Dynamics dynamics, int replications)
    {
        for (var institution = 0; institution < _recorded.Length; institution++)
        {
            var untouched = replications - _recorded[institution];
            FinalEquity[institution] += untouched * Math.Max(0, dynamics.InitialEquity[institution]);
            NetWorth[institution] += untouched * dynamics.InitialEquity[institution];
            Payment[institution] += untouched * dynamics.FullPayment(institution);
            InitialEquity[institution] += untouched * dynamics.InitialEquity[institution];
        }
    }
}
