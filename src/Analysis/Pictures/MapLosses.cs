using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>What came of a run for each institution, in input order: what a map is coloured by.</summary>
/// <param name="Loss">Mean equity lost, in the scenario's currency unit.</param>
/// <param name="InitialEquity">Equity before the shocks.</param>
/// <param name="DefaultProbability">Share of replications in which it defaulted.</param>
public sealed record MapLosses(IReadOnlyList<double> Loss, IReadOnlyList<double> InitialEquity, IReadOnlyList<double> DefaultProbability)
{
    /// <summary>That of a run.</summary>
    public static MapLosses Of(RunResult result)
    {
        double count = result.Replications.Count;
        return new MapLosses(Array.ConvertAll([.. result.Totals.Loss], loss => loss / count), result.InitialEquity, [.. result.Totals.Defaults.Select(defaults => defaults / count)]);
    }
}
