using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>Who carries the tail of a run: the expected shortfall of the system attributed to units.</summary>
/// <param name="Total">What is attributed: the expected shortfall of all together.</param>
/// <param name="Orders">Orders of entry that were drawn; null where the attribution is exact.</param>
/// <param name="Units">Institutions, kinds or groups, in the order of the input.</param>
public sealed record ShapleyReport(double Total, int? Orders, IReadOnlyList<(string Name, double Value, double StandardError)> Units)
{
    /// <summary>Attributes the tail.</summary>
    /// <param name="settings">How.</param>
    /// <param name="result">A run of two or more replications.</param>
    /// <param name="seed">Key of the orders.</param>
    public static ShapleyReport Of(ShapleySettings settings, RunResult result, ulong seed)
    {
        var units = MetricUnits.Of(settings.By, result.Network);
        var values = Shapley.OfLosses(LossMatrix.Of(result, settings.Loss, units), settings.Level, settings.Permutations, seed);
        return new ShapleyReport(
            Distribution.Sum(values.Values), units.Count <= Shapley.PlayersMax ? null : values.Orders, [.. units.Names.Select((name, unit) => (name, values.Values[unit], values.StandardErrors[unit]))]);
    }
}
