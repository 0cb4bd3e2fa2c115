using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>By how much all payments together rise for each unit of money that a defaulter is given.</summary>
/// <remarks>Demange (2018), Management Science 64(2):955–970. Whom to help first, where payments clear pari passu and without default costs.</remarks>
public static class ThreatIndex
{
    private const int SweepsMax = 100_000;
    private const double Tolerance = 1e-14;

    /// <summary>The threat index of each institution; 0 for those that pay in full.</summary>
    /// <param name="debts">L: row i, what i owes to each creditor.</param>
    /// <param name="totalDebt">What each owes in all, creditors outside the network included.</param>
    /// <param name="isInDefault">Whether each fails to pay in full.</param>
    /// <returns>Null where defaulters owe all that they owe to each other, and a unit would go round for ever.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a number is NaN, infinite or negative, or a defaulter owes nothing.</exception>
    /// <remarks>μ_i = 1 + Σ_j (L_ij / p̄_i) μ_j over defaulters j: what i is given it pays on, and so do those it pays. A small unit: nobody is saved by it.</remarks>
    public static double[]? Of(CompressedRows debts, ReadOnlySpan<double> totalDebt, ReadOnlySpan<bool> isInDefault)
    {
        Refuse.NoAmount(debts.Amount, nameof(debts));
        Refuse.OtherLength(totalDebt.Length, debts.Rows, nameof(totalDebt));
        Refuse.NoAmount(totalDebt, nameof(totalDebt));
        Refuse.OtherLength(isInDefault.Length, debts.Rows, nameof(isInDefault));
        var index = new double[debts.Rows];
        for (var institution = 0; institution < index.Length; institution++)
        {
            if (isInDefault[institution] && totalDebt[institution] == 0)
            {
                throw new ArgumentException($"Institution {institution} is in default and owes nothing; expected debts.", nameof(isInDefault));
            }
        }

        // From 0 on indices only rise. A sweep uses what it has just found, and ends at the same index sooner for it.
        for (var sweep = 0; sweep < SweepsMax; sweep++)
        {
            var change = 0.0;
            for (var institution = 0; institution < index.Length; institution++)
            {
                var next = isInDefault[institution] ? 1 + PassedOn(debts, institution, totalDebt[institution], index) : 0;
                change = Math.Max(change, Math.Abs(next - index[institution]) / Math.Max(1, next));
                index[institution] = next;
            }

            if (change <= Tolerance)
            {
                return index;
            }
        }

        return null;
    }

    private static double PassedOn(CompressedRows debts, int debtor, double totalDebt, double[] index)
    {
        var passedOn = 0.0;
        for (var entry = debts.Start[debtor]; entry < debts.Start[debtor + 1]; entry++)
        {
            passedOn += debts.Amount[entry] / totalDebt * index[debts.Column[entry]];
        }

        return passedOn;
    }
}
