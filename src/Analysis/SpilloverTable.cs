using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>Who hurts whom in a run.</summary>
public static class SpilloverTable
{
    /// <summary>
    /// Under each: what the turn of one institution cost another, beyond direct shocks. Otherwise: what each creditor writes down on its claims on
    /// each debtor, averaged over replications (before limited liability, so write-downs can add up to more than a creditor's equity).
    /// </summary>
    public static Spillover Of(RunResult result) => result.Spillover ?? WriteDowns(result);

    private static Spillover WriteDowns(RunResult result)
    {
        var (dynamics, links) = (result.Dynamics, result.Dynamics.Links);
        var table = new Spillover(result.Network, dynamics.InitialEquity, links.Count);
        // Who hurts whom says nothing where an id is another institution in each replication.
        for (var creditor = 0; creditor < links.Rows && !result.HasOwnNetworks; creditor++)
        {
            table.Add([.. WriteDowns(result, creditor).Where(entry => entry.Loss > 0)]);
        }

        return table;
    }

    private static IEnumerable<SpilloverEntry> WriteDowns(RunResult result, int creditor)
    {
        var (dynamics, links) = (result.Dynamics, result.Dynamics.Links);
        for (var link = links.Start[creditor]; link < links.Start[creditor + 1]; link++)
        {
            var share = result.Totals.WriteDown[dynamics.DebtOfLink[link]] / result.Replications.Count;
            yield return new SpilloverEntry(links.Column[link], creditor, share * dynamics.AtRisk(creditor, link));
        }
    }
}
