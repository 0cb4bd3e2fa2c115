using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>How a kind of scorer does on platforms that it was not trained on.</summary>
/// <param name="Folds">Into how many parts the platforms were dealt.</param>
/// <param name="Area">Area under the curve, the mean over folds.</param>
/// <param name="Brier">Mean squared distance of scores from what happened.</param>
/// <param name="Counts">What became of the platforms under thresholds that others had chosen.</param>
/// <param name="Fault">Why nothing can be said; null where something can.</param>
public sealed record CrossValidation(int Folds, double Area, double Brier, Confusion Counts, string? Fault)
{
    /// <summary>Trains without each part in turn, chooses a threshold on what it trained on, and scores that part.</summary>
    /// <param name="set">The platforms; as many failed ones and as many healthy ones as folds, or more.</param>
    /// <param name="train">Makes a scorer of some of them.</param>
    /// <param name="choose">Chooses a threshold by scores and labels.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="seed">Decides who is in which part.</param>
    /// <remarks>Each part has its share of failed platforms. Areas are averaged over parts: scores of different scorers are not compared.</remarks>
    public static CrossValidation Of(TrainingSet set, Func<TrainingSet, Trained> train, Func<double[], bool[], WarningThreshold> choose, int folds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, Math.Min(set.Failed, set.Healthy));
        var foldOf = Deal(set.HasFailed, folds, seed);
        var (area, squares, counts) = (0.0, 0.0, new Confusion(0, 0, 0, 0));
        for (var fold = 0; fold < folds; fold++)
        {
            var (known, held) = (set.Of(Members(other: true)), set.Of(Members(other: false)));
            var trained = train(known);
            if (trained.Scorer is not { } scorer)
            {
                return new CrossValidation(folds, double.NaN, double.NaN, new Confusion(0, 0, 0, 0), $"without part {fold + 1} of {folds}, {trained.Fault}");
            }

            var (threshold, scores) = (choose(Scores(scorer, known), known.HasFailed).Threshold, Scores(scorer, held));
            area += AreaUnderCurve.Of(scores, held.HasFailed).Value;
            squares += Calibration.Of(scores, held.HasFailed).Brier * held.Count;
            counts += Confusion.Of(scores, held.HasFailed, threshold);

            IEnumerable<int> Members(bool other) => Enumerable.Range(0, set.Count).Where(platform => foldOf[platform] == fold != other);
        }

        return new CrossValidation(folds, area / folds, squares / set.Count, counts, null);
    }

    /// <summary>The score of each platform.</summary>
    public static double[] Scores(IScorer scorer, TrainingSet set) => Array.ConvertAll(set.Rows, row => scorer.Score(row));

    /// <summary>The part of each platform: failed ones and healthy ones are each put in a random order and dealt in turn.</summary>
    internal static int[] Deal(bool[] hasFailed, int folds, ulong seed)
    {
        var foldOf = new int[hasFailed.Length];
        foreach (var label in new[] { true, false })
        {
            var dealt = 0;
            foreach (var platform in Enumerable.Range(0, hasFailed.Length).Where(platform => hasFailed[platform] == label)
                .OrderBy(platform => Philox.Draw(seed, 0, (uint)Purpose.Fold, (uint)platform, 0)))
            {
                foldOf[platform] = dealt++ % folds;
            }
        }

        return foldOf;
    }
}
