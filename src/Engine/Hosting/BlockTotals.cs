namespace Contagion.Engine;

/// <summary>Sums over the replications of a block, for those institutions that something happened to in any of them.</summary>
/// <param name="Institutions">These institutions, ascending.</param>
/// <param name="Sums">For each of them <see cref="Columns"/> sums: defaults, final equity, net worth, loss, loss beyond the shock, payment,
/// initial equity.</param>
/// <param name="Debts">Debts that lost value, ascending.</param>
/// <param name="WriteDowns">For each of them the sum of the shares lost.</param>
internal sealed record BlockTotals(int[] Institutions, double[] Sums, int[] Debts, double[] WriteDowns)
{
    /// <summary>Sums of each institution.</summary>
    public const int Columns = 7;
}
