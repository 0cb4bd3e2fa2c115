using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>What happened to one institution, on average over replications. NaN means undefined.</summary>
/// <param name="Institution">Its index.</param>
/// <param name="DefaultProbability">Share of replications in which it defaulted.</param>
/// <param name="InitialEquity">Equity before the shocks.</param>
/// <param name="MeanFinalEquity">Mean of equity at the end, at least 0 in each replication.</param>
/// <param name="MeanNetWorth">Mean of assets less liabilities at the end, negative values included.</param>
/// <param name="MeanLoss">Mean of equity lost.</param>
/// <param name="MeanContagionLoss">Mean of equity lost beyond the direct shock.</param>
/// <param name="MeanPayment">Mean of what it pays, where the mechanism pays.</param>
/// <param name="DefaultRound">The round in which it defaulted, −1 when it did not; null for several replications.</param>
/// <param name="CausedLoss">Under each: what its turn cost the others; NaN when it had none.</param>
/// <param name="CausedDefaults">Under each: the contagious defaults of its turn; NaN when it had none.</param>
public sealed record InstitutionOutcome(
    int Institution,
    double DefaultProbability,
    double InitialEquity,
    double MeanFinalEquity,
    double MeanNetWorth,
    double MeanLoss,
    double MeanContagionLoss,
    double MeanPayment,
    int? DefaultRound,
    double CausedLoss,
    double CausedDefaults)
{
    /// <summary>Mean share of initial equity lost; NaN when that was not positive.</summary>
    public double MeanRelativeLoss => InitialEquity > 0 ? MeanLoss / InitialEquity : double.NaN;

    /// <summary>The outcome of every institution, in input order.</summary>
    public static IReadOnlyList<InstitutionOutcome> Of(RunResult result)
    {
        var (network, totals, count) = (result.Network, result.Totals, (double)result.Replications.Count);
        var caused = Enumerable.Repeat((Loss: double.NaN, Defaults: double.NaN), network.Count).ToArray();
        foreach (var one in result.Seeds is null ? [] : result.Replications)
        {
            caused[result.Seeds![one.Replication]] = (one.CausedLoss, one.ContagiousDefaults);
        }

        var equity = result.InitialEquity;
        return
        [
            .. Enumerable.Range(0, network.Count).Select(institution => new InstitutionOutcome(
                institution,
                totals.Defaults[institution] / count,
                equity[institution],
                totals.FinalEquity[institution] / count,
                totals.NetWorth[institution] / count,
                totals.Loss[institution] / count,
                totals.ContagionLoss[institution] / count,
                result.Dynamics.HasPayments ? totals.Payment[institution] / count : double.NaN,
                result.DefaultRound?[institution],
                caused[institution].Loss,
                caused[institution].Defaults)),
        ];
    }

    /// <summary>Those that contagion took most from, the most hurt first; among equals who lost more in all, then in input order. Whom nothing happened to is not among them.</summary>
    /// <param name="all">Outcomes of a run.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<InstitutionOutcome> MostHurt(IReadOnlyList<InstitutionOutcome> all, int count) =>
    [
        .. all.Where(one => one.MeanLoss > 0 || one.DefaultProbability > 0)
            .OrderByDescending(one => one.MeanContagionLoss).ThenByDescending(one => one.MeanLoss).ThenBy(one => one.Institution).Take(count),
    ];
}
