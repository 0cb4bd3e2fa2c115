using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Who gives and who takes under each: the spillover table and whose turns it is made of.</summary>
/// <param name="Table">Its sums.</param>
/// <param name="HasTurn">Whether each institution had a turn: what the others would give is not known.</param>
/// <param name="Own">What each loses in its own turn, before any normalising; NaN where it had none.</param>
/// <remarks>D_ij is the share of its initial equity that i loses in the turn of j: beyond direct shocks, but for its own turn, in which all counts.</remarks>
public sealed record SpilloverReport(SpilloverMatrix Table, IReadOnlyList<bool> HasTurn, IReadOnlyList<double> Own)
{
    /// <summary>The table of a run under each.</summary>
    public static SpilloverReport Of(SpilloverSettings settings, RunResult result)
    {
        var (count, equity) = (result.Network.Count, result.Dynamics.InitialEquity);
        var (hasTurn, own) = (new bool[count], new double[count]);
        own.AsSpan().Fill(double.NaN);
        var (start, column, amount) = (new int[count + 1], new List<int>(), new List<double>());
        foreach (var one in result.Replications.OrderBy(one => result.Seeds![one.Replication]))
        {
            var seed = result.Seeds![one.Replication];
            (hasTurn[seed], own[seed]) = (true, 0);
            foreach (var loss in one.Losses.Where(loss => equity[loss.Institution] > 0))
            {
                var share = LossShares.Of(loss.Institution == seed ? LossPart.Total : LossPart.Contagion, loss, equity[loss.Institution]);
                if (share > 0)
                {
                    column.Add(loss.Institution);
                    amount.Add(share);
                }

                own[seed] = loss.Institution == seed ? share : own[seed];
            }

            start[seed + 1] = column.Count;
        }

        for (var row = 1; row <= count; row++)
        {
            // Those without a turn have empty rows.
            start[row] = Math.Max(start[row], start[row - 1]);
        }

        return new SpilloverReport(SpilloverMatrix.Of(new CompressedRows(start, [.. column], [.. amount]), settings.Normalise), hasTurn, own);
    }
}
