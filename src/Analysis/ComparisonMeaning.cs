namespace Contagion.Analysis;

/// <summary>Says in a sentence what an alternative changes and what it costs.</summary>
public static class ComparisonMeaning
{
    /// <summary>The sentence.</summary>
    public static string Of(Alternative one)
    {
        string[] said = [Loss(one), .. Others(one)];
        return $"{one.Name}: {string.Join(", ", said)}{Costs(one)}.";
    }

    private static string Loss(Alternative one) => one.Find("total_loss") switch
    {
        null => "total loss cannot be compared",
        { IsNone: true } => "total loss is the same",
        { } loss when IsTold(loss, one) => $"total loss is {Size(loss)} {(Mean(loss) > 0 ? "higher" : "lower")}{Interval(loss, one, "95 % interval ")}",
        { Difference.Confidence95: var (low, high) } => $"no difference in total loss can be told (95 % interval {Meaning.Say(low)} to {Meaning.Say(high)})",
        _ => "total loss is the same on average",
    };

    /// <summary>Defaults, whatever they do, and those bearers who are told to lose more or less.</summary>
    private static IEnumerable<string> Others(Alternative one)
    {
        if (one.Find("defaults") is { } defaults)
        {
            yield return defaults.IsNone ? "as many institutions default"
                : IsTold(defaults, one) ? $"{Size(defaults)} {(Mean(defaults) > 0 ? "more" : "fewer")} {(Size(defaults) == "1" ? "institution defaults" : "institutions default")}{Interval(defaults, one)}"
                : "no difference in defaults can be told";
        }

        foreach (var bearer in Bearer.All)
        {
            if (one.Find(bearer.Metric) is { } borne && IsTold(borne, one))
            {
                yield return $"{bearer.Name} {bearer.Verb} {Size(borne)} {(Mean(borne) > 0 ? "more" : "less")}{Interval(borne, one)}";
            }
        }
    }

    private static string Costs(Alternative one)
    {
        var told = PolicyCost.All.Select(cost => (cost.Name, Difference: one.Find(cost.Metric))).Where(cost => cost.Difference is { } difference && IsTold(difference, one)).ToArray();
        string[] more = [.. told.Where(cost => Mean(cost.Difference!) > 0).Select(cost => $"{Size(cost.Difference!)} {(cost.Difference!.BaseMean > 0 ? "more " : "")}{cost.Name}")];
        string[] less = [.. told.Where(cost => Mean(cost.Difference!) < 0).Select(cost => $"{Size(cost.Difference!)} {(cost.Difference!.Mean > 0 ? "less " : "")}{cost.Name}")];
        return (more.Length, less.Length) switch
        {
            (0, 0) => "",
            (_, 0) => $"; it costs {string.Join(", ", more)}",
            (0, _) => $"; it saves {string.Join(", ", less)}",
            _ => $"; it costs {string.Join(", ", more)}, and saves {string.Join(", ", less)}",
        };
    }

    /// <summary>Where nothing is drawn there is no chance that a difference could be due to.</summary>
    private static bool IsTold(PairedDifference difference, Alternative one) => one.IsDrawn ? difference.IsTold : Mean(difference) != 0;

    private static double Mean(PairedDifference difference) => difference.Difference.Mean!.Value;

    private static string Size(PairedDifference difference) => Meaning.Say(Math.Abs(Mean(difference)));

    /// <summary>The interval of the size of a difference, where chance has a part in it.</summary>
    private static string Interval(PairedDifference difference, Alternative one, string name = "")
    {
        if (!one.IsDrawn || !difference.Varies || difference.Difference.Confidence95 is not var (low, high))
        {
            return "";
        }

        return Mean(difference) > 0 ? $" ({name}{Meaning.Say(low)} to {Meaning.Say(high)})" : $" ({name}{Meaning.Say(-high)} to {Meaning.Say(-low)})";
    }
}
