using Contagion.Engine;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Trains a logistic score: the weights under which what happened was likeliest, less a penalty on large ones.</summary>
/// <remarks>
/// Maximises Σ_i log P(y_i) − ½ λ Σ_k β_k² over standardised features, the intercept free, by Newton's method (iteratively reweighted least
/// squares), halving steps that do not improve. Standard errors are the roots of the diagonal of H⁻¹ F H⁻¹, F the information of the data and
/// H = F + λ I; without a penalty that is F⁻¹. Ridge: le Cessie and van Houwelingen (1992), Applied Statistics 41(1):191–201.
/// O(platforms · features²) a step. Where platforms are separated perfectly, or all but for ties (Albert and Anderson 1984, Biometrika
/// 71(1):1–10), no finite weights are likeliest unless there is a penalty; that is told.
/// </remarks>
public sealed class LogisticRegression
{
    private const int StepsMax = 100;
    private const int HalvingsMax = 40;
    private const double StepMin = 1e-10;

    private readonly TrainingSet _set;
    private readonly double _ridge;
    private readonly FeatureScale _scale;
    private readonly double[][] _rows;

    private LogisticRegression(TrainingSet set, double ridge)
    {
        (_set, _ridge, _scale) = (set, ridge, FeatureScale.Of(set.Rows));
        // A column of ones stands before the features, for the intercept.
        _rows = Array.ConvertAll(set.Rows, row => (double[])[1, .. _scale.Standardise(row)]);
    }

    /// <summary>What was found of each feature; empty where there is no scorer.</summary>
    public IReadOnlyList<Coefficient> Coefficients { get; private set; } = [];

    /// <summary>The scorer; null with a fault.</summary>
    public LogisticScorer? Scorer { get; private set; }

    /// <summary>Why there is no scorer; null where there is one.</summary>
    public string? Fault { get; private set; }

    /// <summary>Newton steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether every failed platform has a higher score than every healthy one.</summary>
    public bool IsSeparated { get; private set; }

    /// <summary>Trains on platforms.</summary>
    /// <param name="set">Some failed, some did not. A feature that is the same for all gets the weight 0.</param>
    /// <param name="ridge">λ, at least 0.</param>
    public static LogisticRegression Train(TrainingSet set, double ridge)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ridge);
        var regression = new LogisticRegression(set, ridge);
        regression.Climb();
        return regression;
    }

    private void Climb()
    {
        // Beginning where the share of failures is that of the platforms.
        var weights = new double[_rows[0].Length];
        weights[0] = Elementary.Log((double)_set.Failed / _set.Healthy);
        var logits = Logits(weights);
        for (Steps = 0; Steps < StepsMax; Steps++)
        {
            var probability = Array.ConvertAll(logits, LogisticScore.Probability);
            if (Cholesky.Of(Information(probability, _ridge), out var dependent) is not { } curvature)
            {
                Fault = Steps == 0 && dependent > 0
                    ? $"feature '{_set.Features[dependent - 1]}' is a combination of others before it; expected features that are not, or a penalty (--ridge) above 0"
                    : Endless(weights);
                return;
            }

            var step = curvature.Solve(Gradient(weights, probability));
            var isDone = Array.TrueForAll(step, part => Math.Abs(part) <= StepMin);
            (weights, logits) = Improve(weights, logits, step);
            IsSeparated = Separates(logits);
            if (isDone)
            {
                Finish(weights, curvature, Information(probability, 0));
                return;
            }

            if (IsSeparated && _ridge == 0)
            {
                Fault = Endless(weights);
                return;
            }
        }

        Fault = Endless(weights);
    }

    private string Endless(double[] weights)
    {
        var heaviest = Enumerable.Range(1, weights.Length - 1).MaxBy(weight => Math.Abs(weights[weight])) - 1;
        return IsSeparated
            ? $"the features tell all {_set.Failed} failed platforms from all {_set.Healthy} healthy ones, so no finite weights are likeliest; expected a penalty (--ridge) above 0, or without a feature that gives the outcome away ('{_set.Features[heaviest]}' weighs most)"
            : $"weights grow without an end, as where one value of a feature is seen of failed platforms alone ('{_set.Features[heaviest]}' weighs most); expected a penalty (--ridge) above 0, or without that feature";
    }

    private void Finish(double[] weights, Cholesky curvature, double[][] information)
    {
        var features = _set.Features.Select((name, feature) => new WeighedFeature(name, _scale.Mean[feature], _scale.Deviation[feature], weights[feature + 1])).ToArray();
        Scorer = new LogisticScorer(weights[0], features);
        Coefficients = [.. features.Select((feature, index) => new Coefficient(feature, StandardError(index + 1, curvature, information)))];
    }

    /// <summary>The root of eᵀ H⁻¹ F H⁻¹ e.</summary>
    private static double StandardError(int weight, Cholesky curvature, double[][] information)
    {
        var unit = new double[information.Length];
        unit[weight] = 1;
        var column = curvature.Solve(unit);
        var variance = 0.0;
        for (var row = 0; row < column.Length; row++)
        {
            for (var other = 0; other < column.Length; other++)
            {
                variance += column[row] * column[other] * information[Math.Max(row, other)][Math.Min(row, other)];
            }
        }

        return Math.Sqrt(variance);
    }

    private (double[] Weights, double[] Logits) Improve(double[] weights, double[] logits, double[] step)
    {
        var before = Objective(weights, logits);
        for (var (halving, share) = (0, 1.0); halving < HalvingsMax; halving++, share /= 2)
        {
            double[] better = [.. weights.Select((weight, place) => weight + (share * step[place]))];
            var moved = Logits(better);
            // The last steps are below what rounding lets the objective show.
            if (Objective(better, moved) >= before - (1e-12 * Math.Abs(before)))
            {
                return (better, moved);
            }
        }

        return (weights, logits);
    }

    private double Objective(double[] weights, double[] logits)
    {
        var sum = 0.0;
        for (var platform = 0; platform < logits.Length; platform++)
        {
            // log P = −log(1 + e^−s) of what happened, s its logit.
            var logit = _set.HasFailed[platform] ? logits[platform] : -logits[platform];
            sum += Math.Min(0, logit) - Elementary.Log(1 + Elementary.Exp(-Math.Abs(logit)));
        }

        for (var weight = 1; weight < weights.Length; weight++)
        {
            sum -= _ridge / 2 * weights[weight] * weights[weight];
        }

        return sum;
    }

    private double[] Gradient(double[] weights, double[] probability)
    {
        double[] gradient = [0, .. weights.Skip(1).Select(weight => -_ridge * weight)];
        for (var platform = 0; platform < _rows.Length; platform++)
        {
            var surprise = (_set.HasFailed[platform] ? 1 : 0) - probability[platform];
            for (var weight = 0; weight < gradient.Length; weight++)
            {
                gradient[weight] += surprise * _rows[platform][weight];
            }
        }

        return gradient;
    }

    /// <summary>Σ p (1 − p) x xᵀ, its lower half, with a penalty on the diagonal.</summary>
    private double[][] Information(double[] probability, double ridge)
    {
        double[][] information = [.. Enumerable.Range(1, _rows[0].Length).Select(length => new double[length])];
        for (var platform = 0; platform < _rows.Length; platform++)
        {
            var variance = probability[platform] * (1 - probability[platform]);
            var row = _rows[platform];
            for (var weight = 0; weight < row.Length; weight++)
            {
                for (var other = 0; other <= weight; other++)
                {
                    information[weight][other] += variance * row[weight] * row[other];
                }
            }
        }

        for (var weight = 1; weight < information.Length; weight++)
        {
            // What is the same for all has no information; anything above 0 keeps its weight at 0.
            information[weight][weight] += information[weight][weight] == 0 && ridge == 0 ? 1 : ridge;
        }

        return information;
    }

    private double[] Logits(double[] weights) => Array.ConvertAll(_rows, row =>
    {
        var sum = 0.0;
        for (var weight = 0; weight < weights.Length; weight++)
        {
            sum += weights[weight] * row[weight];
        }

        return sum;
    });

    private bool Separates(double[] logits)
    {
        var (failed, healthy) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var platform = 0; platform < logits.Length; platform++)
        {
            failed = _set.HasFailed[platform] ? Math.Min(failed, logits[platform]) : failed;
            healthy = _set.HasFailed[platform] ? healthy : Math.Max(healthy, logits[platform]);
        }

        return failed > healthy;
    }
}
