using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>The numbers that a scenario's metrics add to each replication: columns of replications.csv, distributions in summary.json.</summary>
public sealed class ReplicationMeasures
{
    private const string Hhi = "loss_hhi";
    private const string Gini = "loss_gini";
    private const string Moran = "moran";

    private readonly WeightedLoss[] _weighted;
    private readonly bool _isConcentrated;
    private readonly NeighbourLosses? _neighbours;
    private readonly int _institutions;

    private ReplicationMeasures(MetricSettings settings, RunResult result)
    {
        _weighted = [.. WeightedOf(settings.CentralityWeighted, result)];
        _isConcentrated = settings.Concentration is not null;
        _neighbours = settings.Moran is { } moran ? new NeighbourLosses(moran, result) : null;
        _institutions = result.Network.Count;
        Names = [.. _weighted.Select(one => one.Name), .. _isConcentrated ? [Hhi, Gini] : Array.Empty<string>(), .. _neighbours is null ? Array.Empty<string>() : [Moran]];
    }

    /// <summary>What the numbers are called.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A run with the numbers that its scenario asks for; the same one where it asks for none.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="result">The run.</param>
    /// <param name="threads">Worker threads; null for one a processor. The result does not depend on them.</param>
    public static RunResult Add(MetricSettings? settings, RunResult result, int? threads = null)
    {
        if (settings is not { NeedLosses: true } || result.HasOwnNetworks || new ReplicationMeasures(settings, result) is not { Names.Count: > 0 } measures)
        {
            return result;
        }

        var measured = new ReplicationResult[result.Replications.Count];
        Parallel.For(0, measured.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads ?? Environment.ProcessorCount) }, place =>
            measured[place] = result.Replications[place] with { Measured = new MeasuredNumbers(measures.Names, measures.Of(result.Replications[place])) });
        return result with { Replications = measured };
    }

    /// <summary>The numbers of a replication.</summary>
    private double[] Of(ReplicationResult one)
    {
        var (herfindahl, gini) = _isConcentrated ? ConcentrationRow.OfLosses(one, _institutions) : default;
        return [.. _weighted.Select(weighted => weighted.Of(one)), .. _isConcentrated ? [herfindahl, gini] : Array.Empty<double>(), .. _neighbours is null ? Array.Empty<double>() : [_neighbours.Of(one)]];
    }

    /// <summary>What a number says, in a few words.</summary>
    public static string MeaningOf(string name) => name switch
    {
        Hhi => "Herfindahl index of equity lost by institution",
        Gini => "Gini coefficient of equity lost by institution",
        Moran => "Moran's I of relative losses on the exposure network",
        _ => "loss by contagion weighted by centrality",
    };

    /// <summary>All weighted losses of a setting: each variant with nobody before the others, and then by each measure.</summary>
    internal static IEnumerable<WeightedLoss> WeightedOf(CentralityWeightedSettings? settings, RunResult result)
    {
        var weights = (settings?.By ?? []).Select(by => (By: (Measure?)by, Weight: Measures.Of(by, result.Network))).Prepend((null, [.. Enumerable.Repeat(1.0, result.Network.Count)])).ToArray();
        return (settings?.Variants ?? []).SelectMany(variant => weights.Select(one => new WeightedLoss(variant, one.By, one.Weight, result)));
    }
}
