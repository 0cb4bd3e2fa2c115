using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Checks that the features which scores weigh are there for every institution that their shocks can hit.</summary>
/// <param name="reader">Knows the scenario and the places of its parts.</param>
/// <param name="faults">Told what is wrong.</param>
internal sealed class FeatureCheck(ScenarioReader reader, Faults faults)
{
    /// <summary>One fault says who has no row; of thousands, the first few say enough.</summary>
    private const int NamedMax = 10;

    private (Shock Shock, CreditScore Score)[] Weighing =>
        [.. reader.Shocks.Where(shock => shock is { Kind: ShockKind.Credit, Score.Weights.ByName.Count: > 0 }).Select(shock => (shock, shock.Score!))];

    /// <summary>Checks that there are features where there are weights.</summary>
    public void Settings()
    {
        var fault = reader.Model is not null ? "'weights' are given, but a generated network has no features; leave them out"
            : reader.Files is { Features: null } ? "'weights' are given, but the network has no features to weigh; expected 'features' under 'network.files', the name of their file"
            : null;
        foreach (var (_, score) in fault is null ? [] : Weighing)
        {
            Tell(score, fault!, "weights");
        }
    }

    /// <summary>Checks features against weights and targets.</summary>
    /// <param name="network">The network; where its features are lacking altogether, that was told.</param>
    /// <param name="folder">The folder of the scenario file.</param>
    /// <param name="scenario">The scenario file, as the user named it.</param>
    public void OnNetwork(Network network, string folder, string scenario)
    {
        if (network.Features is not { } features || reader.Files?.Features is not { } name)
        {
            return;
        }

        var file = NetworkReader.Told(scenario, name);
        var empty = new HashSet<(string Id, string Feature)>();
        foreach (var (shock, score) in Weighing)
        {
            CheckNames(score, features, file);
            var reach = ShockCheck.Reach(shock, network);
            CheckRows(score, [.. reach.Where(institution => !features.IsGiven(institution)).Select(institution => network.Ids[institution])], file);
            empty.UnionWith(Empty(score, features, reach).Select(field => (network.Ids[field.Institution], field.Feature)));
        }

        if (empty.Count > 0)
        {
            FeaturesFile.TellEmpty(Path.Combine(folder, name), file, (id, feature) => empty.Contains((id, feature)), faults);
        }
    }

    private static IEnumerable<(int Institution, string Feature)> Empty(CreditScore score, Features features, int[] reach) =>
        from weight in score.Weights.ByName
        where features.Names.Contains(weight.Key)
        from institution in reach
        where features.IsGiven(institution) && double.IsNaN(features.Of(weight.Key)[institution])
        select (institution, weight.Key);

    private void CheckNames(CreditScore score, Features features, string file)
    {
        foreach (var (name, _) in score.Weights.ByName.Where(weight => !features.Names.Contains(weight.Key)))
        {
            Tell(score.Weights, $"no feature '{name}' in {file}; expected some of {string.Join(", ", features.Names)}{Nearest.Hint(name, features.Names)}", name);
        }
    }

    private void CheckRows(CreditScore score, string[] without, string file)
    {
        if (without.Length > 0)
        {
            var named = string.Join(", ", without.Take(NamedMax).Select(id => $"'{id}'")) + (without.Length > NamedMax ? $" and {without.Length - NamedMax} more" : "");
            Tell(score, $"no row in {file} for {named}; expected one for each target, with the features that 'weights' names", "weights");
        }
    }

    private void Tell(object part, string fault, string key)
    {
        var place = reader.PlaceOf(part, key);
        faults.Add(place.File, place.Line, place.Column, fault);
    }
}
