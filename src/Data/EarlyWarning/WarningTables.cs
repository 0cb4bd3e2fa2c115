using System.Globalization;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>What early warning found of platforms, as CSV files: a row a platform.</summary>
public static class WarningTables
{
    /// <summary>Writes scores: id, score, and whether it is warned of, 1 or 0.</summary>
    public static void WriteScores(string path, IReadOnlyList<string> ids, IReadOnlyList<double> scores, double threshold) => CsvFile.Write(path, file =>
    {
        file.Row(["id", "score", "warned"]);
        for (var platform = 0; platform < ids.Count; platform++)
        {
            file.Text(ids[platform]).Number(scores[platform]).Number(scores[platform] >= threshold ? 1 : 0).End();
        }
    });

    /// <summary>Writes judgements: id, the share in each grade, grade, score.</summary>
    public static void WriteJudgements(string path, Evaluation evaluation, IReadOnlyList<(string? Id, Judgement Judgement)> judgements) => CsvFile.Write(path, file =>
    {
        file.Row(["id", .. evaluation.Grades.Select(grade => $"membership_{grade.Name}"), "grade", "score"]);
        foreach (var (id, judgement) in judgements)
        {
            file.Text(id ?? judgement.Criterion.Name);
            foreach (var share in judgement.Membership)
            {
                file.Number(share);
            }

            file.Text(judgement.Grade.Name).Number(judgement.Score).End();
        }
    });

    /// <summary>Writes groups: id, the group it belongs to most, its share in each.</summary>
    public static void WriteClusters(string path, IReadOnlyList<string> ids, FuzzyClusters clusters) => CsvFile.Write(path, file =>
    {
        file.Row(["id", "cluster", .. clusters.Centres.Select((_, group) => string.Create(CultureInfo.InvariantCulture, $"membership_{group + 1}"))]);
        for (var platform = 0; platform < ids.Count; platform++)
        {
            file.Text(ids[platform]).Number(Membership.GradeOf(clusters.Memberships[platform]) + 1);
            foreach (var share in clusters.Memberships[platform])
            {
                file.Number(share);
            }

            file.End();
        }
    });
}
