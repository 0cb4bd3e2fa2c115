using Contagion.Model;

namespace Contagion.Data;

/// <summary>Metrics: a mapping like others, or the word all, or a list of names whose settings are the usual ones.</summary>
internal sealed partial class ScenarioReader
{
    /// <summary>Whether all metrics are asked for that the scenario can give.</summary>
    public bool WantsAllMetrics { get; private set; }

    private MetricSettings? NamedMetrics(YamlNode node)
    {
        var names = ScenarioShape.KeysOf(typeof(MetricSettings));
        var made = new MetricSettings();
        if (node is YamlScalar { Text: ScenarioShape.AllMetrics, IsQuoted: false })
        {
            (WantsAllMetrics, made) = (true, MetricSettings.All with { });
        }
        else if (node is not YamlList { Items.Count: > 0 } list)
        {
            return (MetricSettings?)Fault(node, $"'metrics' is {(node is YamlList ? "an empty list" : Say(node))}; expected {ScenarioShape.Describe(typeof(MetricSettings))}: {Join(names.Select(key => key.Name))}");
        }
        else if (list.Items.Select(item => Take(made, item)).ToArray().Contains(false))
        {
            return null;
        }

        foreach (var part in names.Select(key => key.Property.GetValue(made)).Where(part => part is not null && !_places.ContainsKey(part)))
        {
            Remember(part!, node);
        }

        Remember(made, node);
        Keep(made);
        return made;
    }

    /// <summary>Takes a metric by its name; false, and told, when there is none or it is there already.</summary>
    private bool Take(MetricSettings made, YamlNode item)
    {
        var names = ScenarioShape.KeysOf(typeof(MetricSettings));
        if (item is not YamlScalar name || names.FirstOrDefault(key => key.Name == name.Text) is not { } key)
        {
            _ = item is YamlScalar word ? Unknown(word, "metric", names.Select(known => known.Name)) : Fault(item, $"a metric is {Say(item)}; expected its name, or settings in a mapping in place of the list");
            return false;
        }

        if (key.Property.GetValue(made) is not null)
        {
            Fault(item, $"'{name.Text}' is given twice in 'metrics'");
            return false;
        }

        var part = Activator.CreateInstance(key.Property.PropertyType)!;
        key.Property.SetValue(made, part);
        Remember(part, item);
        return true;
    }
}
