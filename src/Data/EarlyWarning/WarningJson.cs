using System.Text;
using System.Text.Json;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>What early warning found, as JSON. Undefined numbers are null.</summary>
public static class WarningJson
{
    internal static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What came of training.</summary>
    public static string Training(TrainingReport report) => Write(json =>
    {
        Figures(json, report);
        json.WriteString("meaning", report.Meaning);
        json.WriteNumber("threshold", report.Threshold.Threshold);
        json.WriteStartArray("calibration");
        foreach (var row in report.Calibration.Rows)
        {
            json.WriteStartObject();
            json.WriteNumber("platforms", row.Count);
            json.WriteNumber("meanScore", row.MeanScore);
            json.WriteNumber("failed", row.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Scorer(json, report);
    });

    /// <summary>Scores of platforms.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="threshold">From which score on they are warned of.</param>
    /// <param name="hasFailed">Of each, whether it failed; null where that is not known.</param>
    public static string Scores(IReadOnlyList<string> ids, IReadOnlyList<double> scores, double threshold, IReadOnlyList<bool>? hasFailed) => Write(json =>
    {
        json.WriteNumber("threshold", threshold);
        if (hasFailed is not null)
        {
            Counts(json, Confusion.Of(scores, hasFailed, threshold));
            Area(json, AreaUnderCurve.Of(scores, hasFailed));
        }

        json.WriteStartArray("platforms");
        for (var platform = 0; platform < ids.Count; platform++)
        {
            json.WriteStartObject();
            json.WriteString("id", ids[platform]);
            json.WriteNumber("score", scores[platform]);
            json.WriteBoolean("warned", scores[platform] >= threshold);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Judgements of platforms.</summary>
    /// <param name="evaluation">How they were judged.</param>
    /// <param name="judgements">What came of it; the id is null where votes alone were judged.</param>
    public static string Judgements(Evaluation evaluation, IReadOnlyList<(string? Id, Judgement Judgement)> judgements) => Write(json =>
    {
        Strings(json, "grades", evaluation.Grades.Select(grade => grade.Name));
        json.WritePropertyName("weights");
        Weights(json, evaluation.Whole);
        json.WriteStartArray("judgements");
        foreach (var (id, judgement) in judgements)
        {
            Judgement(json, id, judgement);
        }

        json.WriteEndArray();
    });

    /// <summary>Groups of platforms.</summary>
    public static string Clusters(IReadOnlyList<string> ids, IReadOnlyList<string> features, FuzzyClusters clusters, FeatureScale scale) => Write(json =>
    {
        json.WriteBoolean("converged", clusters.Converged);
        json.WriteNumber("rounds", clusters.Rounds);
        Number(json, "objective", clusters.Objective);
        Strings(json, "features", features);
        json.WriteStartArray("centres");
        foreach (var centre in clusters.Centres)
        {
            Array(json, scale.Restore(centre));
        }

        json.WriteEndArray();
        json.WriteStartArray("platforms");
        for (var platform = 0; platform < ids.Count; platform++)
        {
            json.WriteStartObject();
            json.WriteString("id", ids[platform]);
            json.WriteNumber("cluster", Membership.GradeOf(clusters.Memberships[platform]) + 1);
            json.WritePropertyName("memberships");
            Array(json, clusters.Memberships[platform]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>How well a scorer does, on the platforms it was trained on and on others.</summary>
    internal static void Figures(Utf8JsonWriter json, TrainingReport report)
    {
        json.WriteNumber("platforms", report.Set.Count);
        Counts(json, report.Threshold.Counts);
        json.WriteBoolean("withinBounds", report.Threshold.IsWithinBounds);
        Area(json, report.Area);
        json.WriteNumber("brier", report.Calibration.Brier);
        json.WriteStartObject("outOfSample");
        json.WriteNumber("folds", report.OutOfSample.Folds);
        Number(json, "auc", report.OutOfSample.Area);
        Number(json, "brier", report.OutOfSample.Brier);
        Counts(json, report.OutOfSample.Counts);
        json.WriteEndObject();
    }

    /// <summary>What the scorer is made of.</summary>
    internal static void Scorer(Utf8JsonWriter json, TrainingReport report)
    {
        if (report.Scorer is DecisionTree tree)
        {
            Strings(json, "features", tree.Features);
            json.WriteStartArray("nodes");
            foreach (var node in tree.Nodes)
            {
                Node(json, tree, node);
            }

            json.WriteEndArray();
            return;
        }

        json.WriteNumber("intercept", ((LogisticScorer)report.Scorer).Intercept);
        json.WriteStartArray("features");
        foreach (var coefficient in report.Coefficients)
        {
            json.WriteStartObject();
            json.WriteString("name", coefficient.Feature.Name);
            json.WriteNumber("mean", coefficient.Feature.Mean);
            json.WriteNumber("deviation", coefficient.Feature.Deviation);
            json.WriteNumber("weight", coefficient.Feature.Weight);
            Number(json, "standardError", coefficient.StandardError);
            Number(json, "oddsRatio", coefficient.OddsRatio);
            Number(json, "oddsRatioOfUnit", coefficient.OddsRatioOfUnit);
            Number(json, "pValue", coefficient.PValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Node(Utf8JsonWriter json, DecisionTree tree, TreeNode node)
    {
        json.WriteStartObject();
        switch (node)
        {
            case TreeNode.Question question:
                json.WriteString("feature", tree.Features[question.Feature]);
                json.WriteNumber("cut", question.Cut);
                json.WriteNumber("atMost", question.AtMost);
                json.WriteNumber("above", question.Above);
                break;
            case TreeNode.Leaf leaf:
                json.WriteNumber("failed", leaf.Failed);
                json.WriteNumber("healthy", leaf.Healthy);
                break;
        }

        json.WriteEndObject();
    }

    private static void Weights(Utf8JsonWriter json, Criterion.Composed criterion)
    {
        json.WriteStartObject();
        json.WriteString("name", criterion.Name);
        json.WriteNumber("principalValue", criterion.Priorities.PrincipalValue);
        json.WriteNumber("consistencyRatio", criterion.Priorities.ConsistencyRatio);
        json.WriteStartArray("criteria");
        foreach (var (part, weight) in criterion.Criteria.Zip(criterion.Priorities.Weights))
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("weight", weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("below");
        foreach (var part in criterion.Criteria.OfType<Criterion.Composed>())
        {
            Weights(json, part);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Judgement(Utf8JsonWriter json, string? id, Judgement judgement)
    {
        json.WriteStartObject();
        if (id is not null)
        {
            json.WriteString("id", id);
        }

        json.WriteString("name", judgement.Criterion.Name);
        json.WritePropertyName("membership");
        Array(json, judgement.Membership);
        json.WriteString("grade", judgement.Grade.Name);
        json.WriteNumber("score", judgement.Score);
        if (judgement.Parts.Count > 0)
        {
            json.WriteStartArray("parts");
            foreach (var part in judgement.Parts)
            {
                Judgement(json, null, part);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, Confusion counts)
    {
        json.WriteNumber("caught", counts.Caught);
        json.WriteNumber("missed", counts.Missed);
        json.WriteNumber("falseAlarms", counts.FalseAlarms);
        json.WriteNumber("cleared", counts.Cleared);
        Number(json, "typeI", counts.TypeI);
        Number(json, "typeII", counts.TypeII);
    }

    private static void Area(Utf8JsonWriter json, AreaUnderCurve area)
    {
        Number(json, "auc", area.Value);
        json.WritePropertyName("auc95");
        Array(json, [area.Low, area.High]);
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Array(Utf8JsonWriter json, double[] numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
        {
            Value(json, number);
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double number)
    {
        json.WritePropertyName(name);
        Value(json, number);
    }

    private static void Value(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            // Adding zero takes the sign off a negative zero.
            json.WriteNumberValue(number + 0.0);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Indented))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }
}
