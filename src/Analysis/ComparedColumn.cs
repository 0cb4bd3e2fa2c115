namespace Contagion.Analysis;

/// <summary>A number that people compare alternatives by.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Title">What it is called over a column.</param>
public sealed record ComparedColumn(string Metric, string Title)
{
    private static readonly ComparedColumn[] Always = [new("total_loss", "Equity lost"), new("defaults", "Defaults")];

    private static readonly ComparedColumn[] Borne = [new("lender_loss", "Lenders lose"), new("outside_loss", "Outside loses"), new("public_loss", "Public purse loses")];

    private static readonly ComparedColumn[] Outside = [new("external_creditor_loss", "Outside loses")];

    /// <summary>What is lost, and by whom where anything is.</summary>
    // Where there are periods, creditors outside the network are told apart from the public purse.
    public static IReadOnlyList<ComparedColumn> Losses(Comparison comparison) =>
        [.. Always, .. Shown(comparison, comparison.Alternatives.Any(one => one.Find("outside_loss") is not null) ? Borne : Outside)];

    /// <summary>What policies cost, as far as they cost anything.</summary>
    public static IReadOnlyList<ComparedColumn> Costs(Comparison comparison) =>
        [.. Shown(comparison, PolicyCost.All.Select(cost => new ComparedColumn(cost.Metric, char.ToUpperInvariant(cost.Name[0]) + cost.Name[1..])))];

    /// <summary>The mean of the base; NaN where no alternative can be compared by it.</summary>
    public double BaseMean(Comparison comparison) => comparison.Alternatives.Select(one => one.Find(Metric)?.BaseMean).OfType<double>().DefaultIfEmpty(double.NaN).First();

    /// <summary>Those that have anything but zeros to show.</summary>
    private static IEnumerable<ComparedColumn> Shown(Comparison comparison, IEnumerable<ComparedColumn> columns) =>
        columns.Where(column => comparison.Alternatives.Any(one => one.Find(column.Metric) is { } paired && (paired.Mean != 0 || paired.BaseMean != 0)));
}
