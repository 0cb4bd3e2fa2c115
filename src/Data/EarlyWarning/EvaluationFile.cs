using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>An evaluation as YAML: grades, criteria in levels, comparisons, votes.</summary>
public static class EvaluationFile
{
    /// <summary>Most grades.</summary>
    private const int GradesMax = 20;

    private static readonly string[] WholeKeys = ["name", "grades", "operator", "criteria", "comparisons"];
    private static readonly string[] CriterionKeys = ["name", "votes", "feature", "at", "criteria", "comparisons"];

    /// <summary>Reads an evaluation.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static Evaluation Load(string path)
    {
        var faults = new Faults();
        var evaluation = ScenarioText.Read(path, [], faults) is { } root ? Read(root, faults) : null;
        faults.ThrowIfAny();
        return evaluation!;
    }

    private static Evaluation? Read(YamlNode root, Faults faults)
    {
        if (YamlFields.Of(root, "the evaluation", WholeKeys, faults) is not { } fields)
        {
            return null;
        }

        var before = faults.Count;
        var grades = Grades(fields, faults);
        var by = fields.Has("operator") ? fields.Word<FuzzyOperator>("operator") : FuzzyOperator.WeightedAverage;
        var whole = Composed(fields, grades.Length, faults);
        return faults.Count > before ? null : new Evaluation(grades, by!.Value, whole!);
    }

    private static Grade[] Grades(YamlFields fields, Faults faults)
    {
        var grades = new List<Grade>();
        foreach (var node in fields.Items("grades"))
        {
            if (YamlFields.Of(node, "a grade", ["name", "points"], faults) is { } grade)
            {
                var (name, points) = (grade.Text("name"), grade.Number("points", -CreditScore.NumberMax, CreditScore.NumberMax));
                if (grades.Exists(other => other.Name == name))
                {
                    grade.Fault("name", $"two grades are called '{name}'; expected names that tell them apart");
                }

                grades.Add(new Grade(name ?? "", points ?? 0));
            }
        }

        if (grades.Count is 1 or > GradesMax)
        {
            fields.Fault("grades", $"{grades.Count} grades; expected 2 to {GradesMax}");
        }

        return [.. grades];
    }

    private static Criterion? Read(YamlNode node, int grades, Faults faults)
    {
        if (YamlFields.Of(node, "a criterion", CriterionKeys, faults) is not { } fields)
        {
            return null;
        }

        string[] ways = [.. new[] { "votes", "feature", "criteria" }.Where(fields.Has)];
        if (ways.Length != 1)
        {
            var name = fields.Text("name");
            YamlFields.Tell(faults, fields.Place, $"criterion '{name}' has {(ways.Length == 0 ? "no 'votes', 'feature' or 'criteria'" : string.Join(" and ", ways.Select(way => $"'{way}'")))}; expected one of votes, feature, criteria");
            return null;
        }

        foreach (var stray in new[] { ("at", "feature"), ("comparisons", "criteria") }.Where(pair => fields.Has(pair.Item1) && ways[0] != pair.Item2))
        {
            fields.Fault(stray.Item1, $"'{stray.Item1}' belongs to '{stray.Item2}', and there is none; leave it out");
        }

        return ways[0] switch
        {
            "votes" => Voted(fields, grades, faults),
            "feature" => Measured(fields, grades, faults),
            _ => Composed(fields, grades, faults),
        };
    }

    private static Criterion.Voted? Voted(YamlFields fields, int grades, Faults faults)
    {
        var (name, votes) = (fields.Text("name"), Row(fields, "votes", grades, 0, faults));
        if (votes is not null && votes.Sum() == 0)
        {
            fields.Fault("votes", "nobody has voted; expected votes, or shares of them, one for each grade and at least one above 0");
            return null;
        }

        return name is null || votes is null ? null : new Criterion.Voted(name, votes);
    }

    private static Criterion.Measured? Measured(YamlFields fields, int grades, Faults faults)
    {
        var (name, feature, at) = (fields.Text("name"), fields.Text("feature"), Row(fields, "at", grades, -CreditScore.NumberMax, faults));
        if (at is null || name is null || feature is null)
        {
            return null;
        }

        var steps = at.Zip(at.Skip(1)).Select(pair => Math.Sign(pair.Second - pair.First)).Distinct().ToArray();
        if (steps is not ([1] or [-1]))
        {
            fields.Fault("at", "'at' neither rises nor falls throughout; expected for each grade the number that is wholly in it, in order");
            return null;
        }

        return new Criterion.Measured(name, feature, at);
    }

    private static Criterion.Composed? Composed(YamlFields fields, int grades, Faults faults)
    {
        var name = fields.Text("name");
        var items = fields.Items("criteria");
        Criterion?[] criteria = [.. items.Select(item => Read(item, grades, faults))];
        foreach (var twice in criteria.OfType<Criterion>().GroupBy(one => one.Name).Where(same => same.Count() > 1))
        {
            fields.Fault("criteria", $"two criteria of '{name}' are called '{twice.Key}'; expected names that tell them apart");
        }

        if (items.Count > Priorities.CountMax)
        {
            fields.Fault("criteria", $"{items.Count} criteria are compared at once; expected at most {Priorities.CountMax}: put some of them together under one");
            return null;
        }

        var priorities = items.Count == 1 && !fields.Has("comparisons") ? Priorities.Of([[1]]) : Compare(fields, items.Count, criteria, faults);
        return name is null || priorities is null || items.Count == 0 || criteria.Contains(null) ? null : new Criterion.Composed(name, [.. criteria.OfType<Criterion>()], priorities);
    }

    private static Priorities? Compare(YamlFields fields, int count, Criterion?[] criteria, Faults faults)
    {
        var before = faults.Count;
        var rows = fields.Items("comparisons");
        double[][] comparisons = [.. rows.Select(row => Numbers(row, "comparisons", 0, faults) ?? [])];
        if (faults.Count > before || count == 0)
        {
            return null;
        }

        if (comparisons.Length != count)
        {
            fields.Fault("comparisons", $"{comparisons.Length} rows of comparisons; expected {count}, one for each criterion");
            return null;
        }

        if (Priorities.Fault(comparisons) is var (row, column, fault))
        {
            YamlFields.Tell(faults, column < 0 ? rows[row].Place : ((YamlList)rows[row]).Items[column].Place, fault);
            return null;
        }

        var priorities = Priorities.Of(comparisons);
        if (priorities.ConsistencyRatio < Priorities.RatioMax)
        {
            return priorities;
        }

        var (one, other, expected) = priorities.Worst(comparisons);
        YamlFields.Tell(faults, ((YamlList)rows[one]).Items[other].Place,
            $"the comparisons contradict each other: consistency ratio {Meaning.Say(priorities.ConsistencyRatio)}, expected below {Meaning.Say(Priorities.RatioMax)}; "
            + $"think over first how '{criteria[one]?.Name}' compares with '{criteria[other]?.Name}', {Meaning.Say(comparisons[one][other])}, where the rest says about {Meaning.Say(expected)}");
        return null;
    }

    /// <summary>A number for each grade; null, and told, where there are others.</summary>
    private static double[]? Row(YamlFields fields, string key, int grades, double min, Faults faults)
    {
        if (fields.Node(key, "a list") is not { } node || Numbers(node, key, min, faults) is not { } numbers)
        {
            return null;
        }

        if (grades > 0 && numbers.Length != grades)
        {
            YamlFields.Tell(faults, node.Place, $"'{key}' has {numbers.Length} numbers; expected {grades}, one for each grade");
            return null;
        }

        return numbers;
    }

    private static double[]? Numbers(YamlNode node, string key, double min, Faults faults)
    {
        if (node is not YamlList list)
        {
            YamlFields.Tell(faults, node.Place, key == "comparisons" ? "a row of 'comparisons' is no list; expected a list of numbers" : $"'{key}' is no list; expected a list of numbers");
            return null;
        }

        double?[] numbers = [.. list.Items.Select(item => YamlFields.Number(item, key, min, CreditScore.NumberMax, faults))];
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }
}
