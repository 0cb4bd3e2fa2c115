namespace Contagion.Analysis;

/// <summary>How a scorer is trained.</summary>
public sealed record ScorerTraining
{
    /// <summary>Most questions that any tree asks: with more, nobody can read it, and it learns by heart.</summary>
    public const int DepthMax = 12;

    /// <summary>What is trained.</summary>
    public ScorerKind Kind { get; init; } = ScorerKind.Logistic;

    /// <summary>Penalty on weights of a logistic score, at least 0.</summary>
    public double Ridge { get; init; } = 1;

    /// <summary>Most questions that a tree asks of one platform.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Fewest platforms of a leaf of a tree.</summary>
    public int Leaf { get; init; } = 10;

    /// <summary>Largest share of failed platforms classified healthy.</summary>
    public double TypeIMax { get; init; } = 0.1;

    /// <summary>Largest share of healthy platforms classified failing.</summary>
    public double TypeIIMax { get; init; } = 0.4;

    /// <summary>Into how many parts platforms are dealt to try the scorer on those it was not trained on.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Decides who is in which part.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>What keeps a scorer of this kind from being trained on platforms.</summary>
    public IEnumerable<(int? Feature, string Fault)> Faults(TrainingSet set)
    {
        foreach (var fault in set.Faults())
        {
            yield return fault;
        }

        if (Kind == ScorerKind.Logistic && set.Features.Count >= set.Count && set.Count > 0)
        {
            yield return (null, $"{set.Features.Count} features of {set.Count} platforms; expected fewer features than platforms (--features A,B,...)");
        }

        if (set.Failed > 0 && set.Healthy > 0 && Math.Min(set.Failed, set.Healthy) < 2)
        {
            yield return (null, $"one platform alone {(set.Failed < 2 ? "failed" : "is healthy")}; expected at least two, to try what was learnt of one on another");
        }
    }

    /// <summary>Trains on platforms and looks at what came of it.</summary>
    /// <param name="set">Platforms without <see cref="Faults"/>.</param>
    /// <returns>The report; null with a fault where there is no scorer.</returns>
    public (TrainingReport? Report, string? Fault) Train(TrainingSet set)
    {
        var regression = Kind == ScorerKind.Logistic ? LogisticRegression.Train(set, Ridge) : null;
        if (regression?.Fault is { } fault)
        {
            return (null, fault);
        }

        IScorer scorer = regression is null ? TreeGrowth.Grow(set, Depth, Leaf) : regression.Scorer!;
        var scores = CrossValidation.Scores(scorer, set);
        return (new TrainingReport(
            scorer,
            set,
            Choose(scores, set.HasFailed),
            AreaUnderCurve.Of(scores, set.HasFailed),
            Calibration.Of(scores, set.HasFailed),
            CrossValidation.Of(set, Make, Choose, Math.Min(Folds, Math.Min(set.Failed, set.Healthy)), Seed),
            regression?.Coefficients ?? [],
            regression?.IsSeparated ?? false), null);
    }

    private Trained Make(TrainingSet set)
    {
        if (Kind == ScorerKind.Tree)
        {
            return new Trained(TreeGrowth.Grow(set, Depth, Leaf), null);
        }

        var regression = LogisticRegression.Train(set, Ridge);
        return new Trained(regression.Scorer, regression.Fault);
    }

    private WarningThreshold Choose(double[] scores, bool[] hasFailed) => WarningThreshold.Choose(scores, hasFailed, TypeIMax, TypeIIMax);
}
