using System.Globalization;

namespace Contagion.Analysis;

/// <summary>What came of training.</summary>
/// <param name="Scorer">The scorer.</param>
/// <param name="Set">The platforms it was trained on.</param>
/// <param name="Threshold">From which score on platforms are warned of.</param>
/// <param name="Area">How well it tells them apart.</param>
/// <param name="Calibration">Whether as many fail as it says.</param>
/// <param name="OutOfSample">How the same does on platforms it was not trained on.</param>
/// <param name="Coefficients">What was found of each feature; none of a tree.</param>
/// <param name="IsSeparated">Whether every failed platform has a higher score than every healthy one.</param>
public sealed record TrainingReport(
    IScorer Scorer, TrainingSet Set, WarningThreshold Threshold, AreaUnderCurve Area, Calibration Calibration, CrossValidation OutOfSample, IReadOnlyList<Coefficient> Coefficients, bool IsSeparated)
{
    /// <summary>What it says, in a sentence or two.</summary>
    public string Meaning => $"{Say(Threshold.Counts)}; AUC {Say(Area)}, out of sample {(OutOfSample.Fault is null ? Say(OutOfSample.Area) : "unknown")}.";

    /// <summary>What was caught and what was warned of in vain.</summary>
    public static string Say(Confusion counts) =>
        $"catches {counts.Caught} of {counts.Caught + counts.Missed} failures and warns of {counts.FalseAlarms} of {counts.FalseAlarms + counts.Cleared} healthy platforms";

    /// <summary>An area with its interval.</summary>
    public static string Say(AreaUnderCurve area) => double.IsNaN(area.Low) ? Say(area.Value) : $"{Say(area.Value)} ({Say(area.Low)} to {Say(area.High)})";

    private static string Say(double area) => area.ToString("0.00", CultureInfo.InvariantCulture);
}
