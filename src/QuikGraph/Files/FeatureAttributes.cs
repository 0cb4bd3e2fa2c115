using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>Features of institutions, which nodes give under <c>feature:</c> and the feature's name.</summary>
/// <param name="fields">Tells what is wrong.</param>
internal sealed class FeatureAttributes(RecordFields fields)
{
    private readonly List<string> _attributes = [];
    private readonly List<List<double>> _columns = [];
    private readonly List<bool> _isGiven = [];
    private bool _isDeclared;

    /// <summary>Takes the name of an attribute, if it is that of a feature. Features keep the order in which they are declared.</summary>
    public void Declare(string name)
    {
        var isFeature = name.StartsWith(AttributeNames.FeaturePrefix, StringComparison.Ordinal) && !_attributes.Contains(name);
        _isDeclared |= isFeature || name == AttributeNames.Features;
        if (isFeature)
        {
            _attributes.Add(name);
            _columns.Add([]);
        }
    }

    /// <summary>Reads the features of an institution.</summary>
    public void Read(GraphRecord node, int institution)
    {
        if (!_isDeclared)
        {
            return;
        }

        var isGiven = false;
        for (var column = 0; column < _columns.Count; column++)
        {
            if (fields.Number(node, _attributes[column], -CreditScore.NumberMax, CreditScore.NumberMax) is { } number)
            {
                Fill(_columns[column], institution, double.NaN);
                _columns[column].Add(number);
                isGiven = true;
            }
        }

        if (node.TryGet(AttributeNames.Features, out var said) && !bool.TryParse(said.Text, out isGiven))
        {
            fields.Fault(said.Place, $"features is {RecordFields.Say(said.Text)}; expected true or false");
        }

        Fill(_isGiven, institution, false);
        _isGiven.Add(isGiven);
    }

    /// <summary>Adds all to a builder that has all institutions.</summary>
    public void AddTo(NetworkBuilder builder)
    {
        if (!_isDeclared)
        {
            return;
        }

        Fill(_isGiven, builder.Count, false);
        _columns.ForEach(column => Fill(column, builder.Count, double.NaN));
        string[] names = [.. _attributes.Select(attribute => attribute[AttributeNames.FeaturePrefix.Length..])];
        builder.Add(new Features(names, [.. _columns.Select(column => column.ToArray())], [.. _isGiven]));
    }

    private static void Fill<T>(List<T> column, int count, T missing) => column.AddRange(Enumerable.Repeat(missing, count - column.Count));
}
