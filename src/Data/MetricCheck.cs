using System.Collections;
using System.Globalization;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Checks metrics: settings by themselves, and whether the scenario and its network can give what is asked for.</summary>
/// <param name="reader">Knows the scenario and the places of its parts.</param>
/// <param name="faults">Told what is wrong.</param>
internal sealed class MetricCheck(ScenarioReader reader, Faults faults)
{
    /// <summary>The most memory that losses of institutions in replications may take, in bytes: what a common machine has to spare.</summary>
    public const long LossBytesMax = 4L << 30;

    /// <summary>A number of a loss is kept, and kept again in the order of institutions where a metric goes through them one by one.</summary>
    private const int BytesOfLoss = InstitutionLoss.Bytes + 16;

    private bool IsRedrawn => reader.Model is { Redraw: true };

    private bool IsInTurn => reader.Shocks.Exists(shock => shock.Target is Target.Each);

    /// <summary>Checks settings by themselves and against the rest of the scenario.</summary>
    public void Settings()
    {
        foreach (var (name, part) in Parts(reader.Metrics))
        {
            foreach (var key in ScenarioShape.KeysOf(part.GetType()).Where(key => key.Property.GetValue(part) is IList))
            {
                List(part, key.Name, (IList)key.Property.GetValue(part)!);
            }

            if (!reader.WantsAllMetrics && Refusal(name) is { } refusal)
            {
                Tell(part, null, $"'{name}' {refusal}; leave it out");
            }
        }

        if (reader.Metrics?.Shapley is not { } shapley)
        {
            return;
        }

        if (shapley.By == MetricUnit.System)
        {
            Tell(shapley, "by", "'by' is 'system', which has nobody to attribute to; expected institution, group or kind");
        }

        if (shapley.Permutations % 2 == 1)
        {
            Tell(shapley, "permutations", $"'permutations' is {shapley.Permutations}; expected an even number, since every order is followed by its reverse");
        }
    }

    /// <summary>Checks what depends on the network, in a scenario without faults so far.</summary>
    public void OnNetwork(Scenario scenario, Network network)
    {
        if (scenario.Metrics is null)
        {
            return;
        }

        var count = new ReplicationPlan(scenario, network).Count;
        foreach (var (name, part) in Parts(reader.Metrics))
        {
            if (!reader.WantsAllMetrics && count < 2 && scenario.Run.Replication is null && NeedsMany(name))
            {
                Tell(part, null, $"'{name}' is about the worst of several replications, and there is one; expected more of them, or leave it out");
            }

            foreach (var measure in ScenarioShape.ValueOf(part, "by") as IReadOnlyList<Measure> ?? [])
            {
                string[] lacking = [.. Targets.Lacking(measure, network)];
                foreach (var fault in lacking.Length > 0 ? lacking : NoWeights(measure, network))
                {
                    Tell(part, "by", fault);
                }
            }
        }

        if (scenario.Metrics.Tail is { } tail && (decimal)count * tail.Bootstrap > LossBytesMax)
        {
            Tell(tail, "bootstrap",
                $"{tail.Bootstrap} resamples of {count} replications take {Gigabytes((decimal)count * tail.Bootstrap)} GB of memory, more than {Gigabytes(LossBytesMax)} GB; expected at most {LossBytesMax / count} resamples");
        }

        var bytes = (decimal)count * network.Count * BytesOfLoss;
        if (scenario.Metrics is { NeedLosses: true } && !IsRedrawn && bytes > LossBytesMax)
        {
            Tell(reader.Metrics!, null,
                $"what each institution loses in each replication may take {Gigabytes(bytes)} GB of memory ({count} replications of {network.Count} institutions), more than {Gigabytes(LossBytesMax)} GB; "
                + $"expected at most {LossBytesMax / BytesOfLoss / Math.Max(1, network.Count)} replications, or no metrics but tail with 'by: system'");
        }
    }

    /// <summary>Of all metrics, where all are asked for, those that the scenario can give.</summary>
    public Scenario WithoutOthers(Scenario scenario, Network network)
    {
        if (!reader.WantsAllMetrics || scenario.Metrics is not { } all)
        {
            return scenario;
        }

        var isOne = new ReplicationPlan(scenario with { Run = scenario.Run with { Replication = null } }, network).Count < 2;
        var able = new MetricSettings();
        foreach (var key in ScenarioShape.KeysOf(typeof(MetricSettings)).Where(key => Refusal(key.Name) is null && !(isOne && NeedsMany(key.Name))))
        {
            key.Property.SetValue(able, key.Property.GetValue(all));
        }

        return scenario with { Metrics = able };
    }

    private static IEnumerable<(string Name, object Part)> Parts(MetricSettings? metrics) => metrics is null
        ? []
        : ScenarioShape.KeysOf(typeof(MetricSettings)).Select(key => (key.Name, Part: key.Property.GetValue(metrics)!)).Where(one => one.Part is not null);

    private static bool NeedsMany(string name) => name is "tail" or "shapley";

    /// <summary>Why a scenario cannot give a metric, on whatever network.</summary>
    private string? Refusal(string name) =>
        IsRedrawn && name != "tail" ? "goes by institutions, but with 'redraw: true' each replication draws its own"
        : name == "spillover" && !IsInTurn ? "needs a target that says each, so that every institution has its turn"
        : null;

    private void List(object part, string key, IList items)
    {
        if (items.Count == 0)
        {
            Tell(part, key, $"'{key}' is an empty list; expected at least one");
        }

        foreach (var twice in items.Cast<object>().GroupBy(item => item).Where(same => same.Count() > 1))
        {
            var word = twice.Key is Enum member ? Words.Kebab(member.ToString()) : Convert.ToString(twice.Key, CultureInfo.InvariantCulture);
            Tell(part, key, $"'{word}' is listed twice in '{key}'; expected each once");
        }
    }

    /// <summary>A measure that is below zero or infinite for anybody weighs nothing.</summary>
    private static string[] NoWeights(Measure measure, Network network)
    {
        var values = measure is Measure.Equity or Measure.Leverage or Measure.Weight ? Measures.Of(measure, network) : [];
        var at = Array.FindIndex(values, value => !(value >= 0 && double.IsFinite(value)));
        return at < 0 ? [] : [$"'{Words.Of(measure)}' of institution '{network.Ids[at]}' is {(double.IsInfinity(values[at]) ? "infinite" : "below zero")}; expected a measure that can weigh everybody"];
    }

    private static string Gigabytes(decimal bytes) => (bytes / (1L << 30)).ToString("0.#", CultureInfo.InvariantCulture);

    private void Tell(object part, string? key, string fault)
    {
        var place = reader.PlaceOf(part, key);
        faults.Add(place.File, place.Line, place.Column, fault);
    }
}
