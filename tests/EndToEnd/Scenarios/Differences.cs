using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What comparison.json says of alternatives, counted from 0 after the base, and their numbers.</summary>
internal sealed class Differences
{
    private readonly string _folder;
    private readonly JsonElement _base;
    private readonly JsonElement[] _alternatives;

    private Differences(string folder, JsonElement json)
    {
        _folder = folder;
        _base = json.GetProperty("base").Clone();
        _alternatives = [.. json.GetProperty("alternatives").EnumerateArray().Select(one => one.Clone())];
    }

    /// <summary>A number of an alternative against that of the base, with the paired 95 % confidence interval of the difference (the difference itself where there is none).</summary>
    public (double Mean, double Base, double Difference, double Low, double High) this[int alternative, string metric]
    {
        get
        {
            var number = _alternatives[alternative].GetProperty("metrics").GetProperty(metric);
            var (difference, interval) = (number.GetProperty("difference").GetDouble(), number.GetProperty("ci95"));
            var (low, high) = interval.ValueKind == JsonValueKind.Null ? (difference, difference) : (interval[0].GetDouble(), interval[1].GetDouble());
            return (number.GetProperty("mean").GetDouble(), number.GetProperty("base_mean").GetDouble(), difference, low, high);
        }
    }

    /// <summary>The same for the alternative of this name.</summary>
    public (double Mean, double Base, double Difference, double Low, double High) this[string alternative, string metric] => this[IndexOf(alternative), metric];

    /// <summary>The alternative of this name.</summary>
    public int IndexOf(string name) => Array.FindIndex(_alternatives, one => one.GetProperty("name").GetString() == name);

    /// <summary>Reads the comparison in a folder of results.</summary>
    public static Differences Read(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "comparison.json")));
        return new Differences(folder, json.RootElement);
    }

    /// <summary>Share of replications in which a number is lower under an alternative.</summary>
    public double Better(string alternative, string metric) => _alternatives[IndexOf(alternative)].GetProperty("metrics").GetProperty(metric).GetProperty("better").GetDouble();

    /// <summary>What everybody loses, creditors outside the network included: the mean under an alternative, and the difference to the base with its 95 % interval.</summary>
    public (double Mean, double Difference, double Low, double High) AllLose(int alternative)
    {
        var (everybody, atBase) = (LossesIn(_alternatives[alternative]), LossesIn(_base));
        var differences = everybody.Zip(atBase, (one, other) => one - other).ToArray();
        var mean = differences.Average();
        // 1.96 is Student's t for the hundreds of replications that these studies have.
        var margin = 1.96 * Math.Sqrt(differences.Sum(one => (one - mean) * (one - mean)) / (differences.Length - 1) / differences.Length);
        return (everybody.Average(), mean, mean - margin, mean + margin);
    }

    private double[] LossesIn(JsonElement run)
    {
        var table = Table.Read(_folder, run.GetProperty("folder").GetString()!, "replications.csv");
        return [.. table.Rows.Select(row => table.Number(row, "total_loss") + table.Number(row, "external_creditor_loss"))];
    }
}
