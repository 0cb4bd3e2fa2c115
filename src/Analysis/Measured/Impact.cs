using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>How vulnerable an institution is to contagion and, under each, what its turn costs the others. NaN means undefined.</summary>
/// <param name="Institution">Its index.</param>
/// <param name="Vulnerability">The share of its initial equity that it loses by contagion; under each, in the turns of others.</param>
/// <param name="ContagiousDefaults">Share of these replications in which it defaults.</param>
/// <param name="Share">Its impact: equity that others lose beyond direct shocks in its turn, over their initial equity. Without turns the mean over
/// the replications in which a shock hits it, of those whom no shock hits: the company it keeps, not what it causes alone.</param>
/// <param name="Cases">Replications that its impact rests on.</param>
/// <param name="CausedLoss">Under each: equity that the others lose beyond direct shocks in its turn.</param>
/// <param name="CausedDefaults">Under each: contagious defaults of its turn.</param>
/// <remarks>The institution's side and the system's side of the same losses: a large debtor has impact, a large creditor is vulnerable.</remarks>
public sealed record Impact(int Institution, Distribution Vulnerability, double ContagiousDefaults, double Share, int Cases, double CausedLoss, double CausedDefaults)
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

        var company = result.Seeds is null ? VulnerabilityAndImpact.OfReplications(
            equity, LossMatrix.Of(result, LossPart.Contagion, MetricUnits.Of(MetricUnit.Institution, result.Network)), [.. result.Replications.Select(one => one.Shocked)]) : null;
        var whole = Distribution.Sum([.. equity.Select(one => Math.Max(0, one))]);
        return
        [
            .. InstitutionOutcome.Of(result).Select(one =>
            {
                var vulnerability = Distribution.Of(equity[one.Institution] > 0 ? shares[one.Institution] : []);
                var turns = shares[one.Institution].Count(share => !double.IsNaN(share));
                return new Impact(
                    one.Institution, vulnerability, turns > 0 ? (double)defaults[one.Institution] / turns : double.NaN,
                    company?.Impact[one.Institution] ?? (one.CausedLoss / (whole - Math.Max(0, equity[one.Institution]))),
                    company?.Cases[one.Institution] ?? (double.IsNaN(one.CausedLoss) ? 0 : 1), one.CausedLoss, one.CausedDefaults);
            }),
        ];
    }
}
