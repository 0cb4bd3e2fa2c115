using System.Globalization;
using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What came of a scenario: numbers that a README may quote.</summary>
/// <param name="Folder">The folder of results.</param>
public sealed record ScenarioResult(string Folder)
{
    /// <summary>The mean of a metric over replications; NaN where it is undefined.</summary>
    public double this[string metric] => Mean(metric);

    /// <inheritdoc cref="this[string]"/>
    public double Mean(string metric) => Of(metric).GetProperty("mean") is { ValueKind: JsonValueKind.Number } mean ? mean.GetDouble() : double.NaN;

    /// <summary>The 95 % confidence interval of the mean.</summary>
    public (double Low, double High) Interval(string metric) =>
        Of(metric).GetProperty("ci95") is { ValueKind: JsonValueKind.Array } ends ? (ends[0].GetDouble(), ends[1].GetDouble()) : (double.NaN, double.NaN);

    /// <summary>A quantile of a metric: 0.05, 0.5, 0.95 or 0.99.</summary>
    public double Quantile(string metric, double share) => Of(metric).GetProperty("quantiles").GetProperty(share.ToString(CultureInfo.InvariantCulture)).GetDouble();

    /// <summary>A metric in each replication.</summary>
    public double[] Each(string metric) => Table.Read(Folder, "replications.csv").Numbers(metric);

    /// <summary>The sum of a column of institutions.csv over the institutions of a group.</summary>
    public double Sum(string column, string group)
    {
        var (inputs, results) = (Table.Read(Folder, "inputs", "institutions.csv"), Table.Read(Folder, "institutions.csv"));
        return inputs.Rows.Where(row => inputs.Text(row, "group") == group).Sum(row => results.Number(row, column));
    }

    /// <summary>The ids of a group.</summary>
    public IEnumerable<string> Ids(string group)
    {
        var inputs = Table.Read(Folder, "inputs", "institutions.csv");
        return inputs.Rows.Where(row => inputs.Text(row, "group") == group).Select(row => inputs.Text(row, "id"));
    }

    /// <summary>A column of institutions.csv for one institution.</summary>
    public double Of(string column, string id)
    {
        var results = Table.Read(Folder, "institutions.csv");
        return results.Number(results.Rows.Single(row => results.Text(row, "id") == id), column);
    }

    private JsonElement Of(string metric) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "summary.json"))).RootElement.GetProperty("metrics").GetProperty(metric);
}
