namespace Contagion.Analysis;

/// <summary>Whether as many platforms fail as their scores say.</summary>
/// <param name="Brier">Mean squared distance of the score from what happened, 1 or 0; the share of failures times that of the others for a scorer that knows only that share.</param>
/// <param name="Rows">The platforms by score, in groups of about the same size.</param>
/// <remarks>Brier (1950), Monthly Weather Review 78(1):1–3. No test of Hosmer and Lemeshow: its verdict hangs on how groups are cut, and with many
/// ties they cannot be cut at will.</remarks>
public sealed record Calibration(double Brier, IReadOnlyList<CalibrationRow> Rows)
{
    /// <summary>Most groups.</summary>
    public const int GroupsMax = 5;

    /// <summary>Compares scores with what happened.</summary>
    /// <param name="scores">In [0, 1], one a platform, at least one.</param>
    /// <param name="hasFailed">Of each platform, whether it failed.</param>
    public static Calibration Of(IReadOnlyList<double> scores, IReadOnlyList<bool> hasFailed)
    {
        int[] ordered = [.. Enumerable.Range(0, scores.Count).OrderBy(platform => scores[platform])];
        var rows = new List<CalibrationRow>();
        for (var (start, group) = (0, 1); start < ordered.Length; group++)
        {
            var end = Math.Max(start + 1, (int)((long)ordered.Length * group / GroupsMax));
            // Equal scores stay together.
            while (end < ordered.Length && scores[ordered[end]] == scores[ordered[end - 1]])
            {
                end++;
            }

            var members = ordered.AsSpan(start, end - start).ToArray();
            rows.Add(new CalibrationRow(members.Length, members.Average(one => scores[one]), members.Count(one => hasFailed[one])));
            start = end;
        }

        var squares = ordered.Sum(one => (scores[one] - (hasFailed[one] ? 1 : 0)) * (scores[one] - (hasFailed[one] ? 1 : 0)));
        return new Calibration(squares / ordered.Length, rows);
    }
}

/// <summary>Platforms of similar scores.</summary>
/// <param name="Count">How many.</param>
/// <param name="MeanScore">Their mean score.</param>
/// <param name="Failed">How many of them failed.</param>
public sealed record CalibrationRow(int Count, double MeanScore, int Failed);
