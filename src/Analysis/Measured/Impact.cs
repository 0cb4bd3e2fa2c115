using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>How vulnerable an institution is to contagion and, under each, what its turn costs the others. NaN means undefined.</summary>
/// <param name="Institution">Its index.</param>
/// <param name="Vulnerability">The share of its initial equity that it loses by contagion; under each, in the turns of others.</param>
/// <param name="ContagiousDefaults">Share of these replications in which it defaults.</param>
/// <param name="CausedLoss">Equity that the others lose beyond direct shocks in its turn.</param>
/// <param name="CausedShare">That over the initial equity of the others: its impact.</param>
/// <param name="CausedDefaults">Contagious defaults of its turn.</param>
/// <remarks>The institution's side and the system's side of the same losses: a large debtor has impact, a large creditor is vulnerable.</remarks>
public sealed record Impact(int Institution, Distribution Vulnerability, double ContagiousDefaults, double CausedLoss, double CausedShare, double CausedDefaults)
{
    /// <summary>Every institution, in input order.</summary>
    public static IReadOnlyList<Impact> Of(RunResult result)
    {
        var (count, equity) = (result.Network.Count, result.Dynamics.InitialEquity);
        var shares = LossMatrix.Shares(result, LossPart.Contagion, MetricUnits.Of(MetricUnit.Institution, result.Network));
        var defaults = new int[count];
        for (var place = 0; place < result.Replications.Count; place++)
        {
            var one = result.Replications[place];
            var turn = result.Seeds?[one.Replication] ?? -1;
            foreach (var loss in one.Losses)
            {
                defaults[loss.Institution] += loss.IsContagiousDefault && loss.Institution != turn ? 1 : 0;
            }

            if (turn >= 0)
            {
                // Undefined, so that it is left out: contagion does not begin with the one that suffers it.
                shares[turn][place] = double.NaN;
            }
        }

        var whole = Distribution.Sum([.. equity.Select(one => Math.Max(0, one))]);
        return
        [
            .. InstitutionOutcome.Of(result).Select(one =>
            {
                var vulnerability = Distribution.Of(equity[one.Institution] > 0 ? shares[one.Institution] : []);
                var turns = shares[one.Institution].Count(share => !double.IsNaN(share));
                return new Impact(
                    one.Institution, vulnerability, turns > 0 ? (double)defaults[one.Institution] / turns : double.NaN,
                    one.CausedLoss, one.CausedLoss / (whole - Math.Max(0, equity[one.Institution])), one.CausedDefaults);
            }),
        ];
    }
}
