using System.Text;
using System.Text.Json;
using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A trained scorer as JSON: <c>contagion warn train --out</c> writes it, and scoring and scenarios read it.</summary>
public static class ScorerFile
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private const string VersionKey = "contagionScorer";
    private static readonly string[] LogisticKeys = [VersionKey, "kind", "label", "threshold", "trained", "intercept", "features"];
    private static readonly string[] TreeKeys = [VersionKey, "kind", "label", "threshold", "trained", "features", "nodes"];

    /// <summary>Writes a scorer, whole or not at all.</summary>
    public static void Write(string path, TrainingReport report, string label) => AtomicFile.Write(path, stream =>
    {
        using (var json = new Utf8JsonWriter(stream, WarningJson.Indented))
        {
            json.WriteStartObject();
            json.WriteNumber(VersionKey, Version);
            json.WriteString("kind", Words.Of(report.Scorer is DecisionTree ? ScorerKind.Tree : ScorerKind.Logistic));
            json.WriteString("label", label);
            json.WriteNumber("threshold", report.Threshold.Threshold);
            json.WriteStartObject("trained");
            WarningJson.Figures(json, report);
            json.WriteEndObject();
            WarningJson.Scorer(json, report);
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    });

    /// <summary>Reads a scorer.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static SavedScorer Load(string path)
    {
        var faults = new Faults();
        var saved = Read(path, faults);
        faults.ThrowIfAny();
        return saved!;
    }

    /// <summary>Reads a scorer; null, and told, when anything is wrong.</summary>
    internal static SavedScorer? Read(string path, Faults faults)
    {
        var before = faults.Count;
        // JSON is YAML, and the reader of YAML knows the place of everything.
        if (ScenarioText.Read(path, [], faults) is not { } root)
        {
            return null;
        }

        if ((root as YamlMap)?.Find(VersionKey) is not YamlScalar version || version.Text != "1")
        {
            var place = (root as YamlMap)?.Find(VersionKey)?.Place ?? root.Place;
            YamlFields.Tell(faults, place, $"no scorer of a format that is known; expected a file that 'contagion warn train' wrote, with '{VersionKey}' {Version}");
            return null;
        }

        var isTree = ((YamlMap)root).Find("kind") is YamlScalar { Text: "tree" };
        var fields = YamlFields.Of(root, "the scorer", isTree ? TreeKeys : LogisticKeys, faults)!;
        fields.Word<ScorerKind>("kind");
        var (label, threshold) = (fields.Text("label"), fields.Number("threshold", 0, 1));
        IScorer? scorer = isTree ? Tree(fields, faults) : Logistic(fields, faults);
        return faults.Count > before ? null : new SavedScorer(scorer!, threshold!.Value, label!);
    }

    private static LogisticScorer? Logistic(YamlFields fields, Faults faults)
    {
        var before = faults.Count;
        var intercept = fields.Number("intercept", -LogisticScorer.WeightMax, LogisticScorer.WeightMax);
        var features = new List<WeighedFeature>();
        foreach (var node in fields.Items("features"))
        {
            if (YamlFields.Of(node, "a feature", ["name", "mean", "deviation", "weight", "standardError", "oddsRatio", "oddsRatioOfUnit", "pValue"], faults) is { } feature)
            {
                var name = feature.Text("name");
                var (mean, deviation) = (feature.Number("mean", -CreditScore.NumberMax, CreditScore.NumberMax), feature.Number("deviation", LogisticScorer.DeviationMin, CreditScore.NumberMax));
                if (feature.Number("weight", -LogisticScorer.WeightMax, LogisticScorer.WeightMax) is { } weight && name is not null && mean is not null && deviation is not null)
                {
                    features.Add(new WeighedFeature(name, mean.Value, deviation.Value, weight));
                }
            }
        }

        Twice(fields, features.Select(feature => feature.Name));
        return faults.Count > before ? null : new LogisticScorer(intercept!.Value, features);
    }

    private static DecisionTree? Tree(YamlFields fields, Faults faults)
    {
        var before = faults.Count;
        string[] names = [.. fields.Items("features").Select(node => (node as YamlScalar)?.Text ?? "")];
        if (names.Contains(""))
        {
            fields.Fault("features", "'features' has an item that is no name; expected names of features");
        }

        Twice(fields, names);
        var nodes = new List<TreeNode?>();
        var items = fields.Items("nodes");
        foreach (var item in items)
        {
            nodes.Add(Node(item, nodes.Count, items.Count, names, faults));
        }

        return faults.Count > before ? null : new DecisionTree(names, [.. nodes.OfType<TreeNode>()]);
    }

    private static TreeNode? Node(YamlNode node, int place, int count, string[] names, Faults faults)
    {
        if ((node as YamlMap)?.Find("failed") is not null)
        {
            var leaf = YamlFields.Of(node, "a leaf", ["failed", "healthy"], faults)!;
            var (failed, healthy) = (leaf.Whole("failed", 0, TrainingSet.RowsMax), leaf.Whole("healthy", 0, TrainingSet.RowsMax));
            return failed is null || healthy is null ? null : new TreeNode.Leaf(failed.Value, healthy.Value);
        }

        if (YamlFields.Of(node, "a question", ["feature", "cut", "atMost", "above"], faults) is not { } question)
        {
            return null;
        }

        var name = question.Text("feature");
        if (name is not null && !names.Contains(name))
        {
            question.Fault("feature", $"unknown feature '{name}'; expected one of {string.Join(", ", names)}{Nearest.Hint(name, names)}");
        }

        var cut = question.Number("cut", -CreditScore.NumberMax, CreditScore.NumberMax);
        if (place + 1 == count)
        {
            question.Fault("feature", "the last node is a question; expected a leaf, with failed and healthy");
            return null;
        }

        // Nodes that lead to later ones alone make no circle.
        var (atMost, above) = (question.Whole("atMost", place + 1, count - 1), question.Whole("above", place + 1, count - 1));
        return name is null || cut is null || atMost is null || above is null ? null : new TreeNode.Question(Array.IndexOf(names, name), cut.Value, atMost.Value, above.Value);
    }

    private static void Twice(YamlFields fields, IEnumerable<string> names)
    {
        foreach (var name in names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            fields.Fault("features", $"feature '{name}' is given twice; expected each once");
        }
    }
}
