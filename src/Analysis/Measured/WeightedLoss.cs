using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>Contagion weighted by one measure, replication by replication: CWC(c) = Σ c ℓ / Σ c of <c>models.md</c> 9.3.</summary>
/// <remarks>Goes over those who lost, except where those whom shocks hit do not count: then the sum of weights is another in each replication.</remarks>
internal sealed class WeightedLoss
{
    private readonly LossVariant _variant;
    private readonly double[] _weight;
    private readonly double[] _base;
    private readonly double _sum;

    /// <param name="variant">The loss.</param>
    /// <param name="by">The measure; null to count everybody alike.</param>
    /// <param name="weight">The weight of each institution by the measure.</param>
    /// <param name="result">The run.</param>
    public WeightedLoss(LossVariant variant, Measure? by, ReadOnlySpan<double> weight, RunResult result)
    {
        (_variant, By, Name) = (variant, by, NameOf(variant, by));
        _base = [.. Enumerable.Range(0, result.Network.Count).Select(institution => LossShares.BaseOf(variant, result, institution))];
        _weight = weight.ToArray();
        for (var institution = 0; institution < _weight.Length; institution++)
        {
            // Whoever has nothing to lose counts nowhere.
            _weight[institution] = _base[institution] > 0 ? _weight[institution] : 0;
        }

        _sum = Distribution.Sum(_weight);
    }

    /// <summary>The measure; null where everybody counts alike.</summary>
    public Measure? By { get; }

    /// <summary>The loss.</summary>
    public LossVariant Variant => _variant;

    /// <summary>What the number is called in result files.</summary>
    public string Name { get; }

    /// <summary>What a number is called in result files.</summary>
    public static string NameOf(LossVariant variant, Measure? by) =>
        $"cwc_{(variant == LossVariant.Equity ? "" : $"{Words.Of(variant)}_")}{(by is { } measure ? Words.Of(measure).Replace('-', '_') : "plain")}";

    /// <summary>CWC of a replication; NaN where nobody has a weight.</summary>
    public double Of(ReplicationResult one)
    {
        var sum = _variant == LossVariant.Others ? SumWithout(one.Shocked) : _sum;
        if (!(sum > 0))
        {
            return double.NaN;
        }

        var (weighted, place) = (0.0, 0);
        foreach (ref readonly var loss in one.Losses.AsSpan())
        {
            if (_weight[loss.Institution] > 0 && !(_variant == LossVariant.Others && IsIn(one.Shocked, loss.Institution, ref place)))
            {
                weighted += _weight[loss.Institution] * LossShares.Of(_variant, loss, _base[loss.Institution]);
            }
        }

        return weighted / sum;
    }

    /// <summary>The sum of the weights of those whom no shock hits: added up anew, for a difference would not be 0 where nobody is left.</summary>
    private double SumWithout(IReadOnlyList<int> shocked)
    {
        var (sum, place) = (0.0, 0);
        for (var institution = 0; institution < _weight.Length; institution++)
        {
            sum += IsIn(shocked, institution, ref place) ? 0 : _weight[institution];
        }

        return sum;
    }

    /// <summary>Whether an institution is in an ascending list; asked for ascending institutions.</summary>
    private static bool IsIn(IReadOnlyList<int> ascending, int institution, ref int place)
    {
        while (place < ascending.Count && ascending[place] < institution)
        {
            place++;
        }

        return place < ascending.Count && ascending[place] == institution;
    }
}
