namespace Contagion.Analysis;

/// <summary>Platforms of which is known whether they failed.</summary>
public sealed class TrainingSet
{
    /// <summary>More platforms than this are refused: counts of them are multiplied, and must not overflow.</summary>
    public const int RowsMax = 10_000_000;

    /// <summary>Takes rows as they are.</summary>
    /// <param name="features">The name of each feature.</param>
    /// <param name="rows">For each platform a finite number for each feature.</param>
    /// <param name="hasFailed">For each platform, whether it failed.</param>
    /// <exception cref="ArgumentException">A row is not as long as there are features, there are not as many labels as rows, or too many rows.</exception>
    public TrainingSet(IReadOnlyList<string> features, double[][] rows, bool[] hasFailed)
    {
        if (rows.Length != hasFailed.Length || rows.Length > RowsMax || Array.Exists(rows, row => row.Length != features.Count))
        {
            throw new ArgumentException($"Every row needs a label and a number for each feature, and there are at most {RowsMax}.", nameof(rows));
        }

        (Features, Rows, HasFailed) = (features, rows, hasFailed);
        Failed = hasFailed.Count(failed => failed);
    }

    /// <summary>The name of each feature.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>For each platform a number for each feature.</summary>
    public double[][] Rows { get; }

    /// <summary>Of each platform, whether it failed.</summary>
    public bool[] HasFailed { get; }

    /// <summary>Number of platforms.</summary>
    public int Count => Rows.Length;

    /// <summary>How many failed.</summary>
    public int Failed { get; }

    /// <summary>How many did not.</summary>
    public int Healthy => Count - Failed;

    /// <summary>Some of the platforms.</summary>
    public TrainingSet Of(IEnumerable<int> platforms)
    {
        int[] chosen = [.. platforms];
        return new TrainingSet(Features, [.. chosen.Select(one => Rows[one])], [.. chosen.Select(one => HasFailed[one])]);
    }

    /// <summary>What keeps anything from being learnt of these platforms.</summary>
    /// <returns>The feature that a fault is about, null where it is about all, and the fault.</returns>
    public IEnumerable<(int? Feature, string Fault)> Faults()
    {
        if (Failed == 0 || Healthy == 0)
        {
            yield return (null, Count == 0 ? "there are no platforms; expected some that failed and some that did not"
                : $"all {Count} platforms {(Failed == 0 ? "are healthy" : "failed")}; expected some that failed and some that did not");
        }

        for (var feature = 0; Count > 0 && feature < Features.Count; feature++)
        {
            if (Array.TrueForAll(Rows, row => row[feature] == Rows[0][feature]))
            {
                yield return (feature, $"feature '{Features[feature]}' is the same for all platforms; expected one that tells them apart, or leave it out");
            }
        }
    }
}
