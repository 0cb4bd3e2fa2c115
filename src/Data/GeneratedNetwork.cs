using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>A network that a model draws: the model, and what its drawing is keyed by.</summary>
/// <param name="Model">The model with its parameters.</param>
/// <param name="Seed">The seed.</param>
public sealed record GeneratedNetwork(NetworkModel Model, ulong Seed)
{
    /// <summary>The model that a scenario names; null, and told, when anything is wrong with the scenario, or it reads its network from files.</summary>
    /// <param name="path">The scenario file.</param>
    /// <param name="overrides">Settings that replace parts of it, <c>path=value</c>.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static GeneratedNetwork? OfScenario(string path, IReadOnlyList<string> overrides, Faults faults)
    {
        var scenario = ScenarioText.Read(path, overrides, faults) is { } root ? ScenarioFile.Make(root, new NetworkFolder(path), faults)?.Scenario : null;
        if (scenario is { Network.Generate: null })
        {
            faults.Add(path, 1, 1, "the scenario reads its network from files; expected one with network.generate");
        }

        return scenario?.Network.Generate is NetworkModel model ? new GeneratedNetwork(model, scenario.Run.Seed) : null;
    }

    /// <summary>A model by its name; null, and told, when anything is wrong.</summary>
    /// <param name="option">The option that names it, for faults.</param>
    /// <param name="name">The name.</param>
    /// <param name="parameters">Its parameters, <c>path=value</c>, such as <c>balance.rule=nier</c>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static GeneratedNetwork? OfModel(string option, string name, IReadOnlyList<string> parameters, ulong seed, Faults faults)
    {
        var place = new YamlPlace(option, 1, 1);
        var map = new YamlMap(place, [(new YamlScalar(place, "model", false), new YamlScalar(place, name, false))]);
        foreach (var parameter in parameters)
        {
            Overrides.Apply(map, parameter, faults);
        }

        return new ScenarioReader(faults).ReadModel(map) is { } model ? new GeneratedNetwork(model, seed) : null;
    }

    /// <summary>Draws the network of a replication, with the terms of its claims.</summary>
    /// <param name="option">What to blame where what was drawn makes no network.</param>
    /// <param name="replication">Index of the replication; without <see cref="NetworkGenerator.Redraw"/> all have that of replication 0.</param>
    /// <exception cref="InputException">What was drawn makes no network of the model's parameters.</exception>
    public Network Draw(string option, int replication)
    {
        try
        {
            return Model.Draw(Seed, (uint)(Model.Redraw ? replication : 0), keepsTerms: true);
        }
        catch (DrawException failure)
        {
            throw new InputException(new Fault(option, 1, 1, failure.Message));
        }
    }
}
