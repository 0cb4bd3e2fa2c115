using Contagion.Model;

namespace Contagion.Data;

/// <summary>Mappings whose keys are names that the user chooses.</summary>
internal sealed partial class ScenarioReader
{
    private NamedNumbers? NamedNumbers(YamlNode node, Key key)
    {
        if (node is not YamlMap map)
        {
            return (NamedNumbers?)Fault(node, $"'{key.Name}' is {Say(node)}; expected {ScenarioShape.Describe(typeof(NamedNumbers))}");
        }

        var numbers = new Dictionary<string, double>();
        var isWhole = true;
        foreach (var (name, value) in map.Entries)
        {
            if (Number(name, value, key) is { } number && numbers.TryAdd(name.Text, number))
            {
                // What can be wrong with a name that is read well is the name: nothing in the network has it.
                _keyPlaces[(map.Place, name.Text)] = name.Place;
                continue;
            }

            isWhole = false;
            if (numbers.ContainsKey(name.Text))
            {
                Fault(name, $"'{name.Text}' is given twice in '{key.Name}'");
            }
        }

        var named = new NamedNumbers(numbers);
        Remember(named, map);
        return isWhole ? named : null;
    }

    private double? Number(YamlScalar name, YamlNode value, Key key) => name.Text.Length == 0
        ? (double?)Fault(name, $"a name in '{key.Name}' is empty; expected {ScenarioShape.Describe(typeof(NamedNumbers))}")
        : (double?)Scalar(value, typeof(double), key with { Name = name.Text });
}
