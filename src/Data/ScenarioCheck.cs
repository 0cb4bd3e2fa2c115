using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Checks what one key alone cannot tell: settings that contradict each other, and targets and mechanisms that do not fit the network.</summary>
internal sealed class ScenarioCheck(ScenarioReader reader, Faults faults)
{
    /// <summary>A network as a whole can lack something for thousands of institutions; the first few say enough.</summary>
    private const int MechanismFaultsMax = 20;

    /// <summary>Checks settings against each other.</summary>
    public void Settings(Scenario scenario)
    {
        foreach (var shock in scenario.Shocks)
        {
            if (ShockFault(shock) is { } fault)
            {
                Tell(shock, fault);
            }
        }

        var inTurn = scenario.Shocks.Where(shock => shock.Target is Target.Each).ToArray();
        if (inTurn.Length > 1)
        {
            Tell(inTurn[1].Target, "a second target says 'each'; expected at most one");
        }

        if (inTurn.Length > 0 && scenario.Run.Replications is not null)
        {
            Tell(scenario.Run, "'replications' is given, but a target says 'each', which makes one replication an institution; leave it out");
        }
    }

    /// <summary>Checks what depends on the network.</summary>
    public void OnNetwork(Scenario scenario, Network network)
    {
        foreach (var shock in scenario.Shocks)
        {
            foreach (var fault in Targets.Faults(shock.Target, network))
            {
                Tell(shock.Target, fault);
            }
        }

        var mechanism = (Mechanism)scenario.Channels.Solvency;
        foreach (var fault in mechanism.Faults(network).Take(MechanismFaultsMax))
        {
            Tell(mechanism, fault);
        }
    }

    private static string? ShockFault(Shock shock) => (shock.Kind, shock.Fraction, shock.Amount) switch
    {
        (ShockKind.Default, null, null) => null,
        (ShockKind.Default, _, _) => "a default has no 'fraction' and no 'amount'; leave them out",
        (_, null, null) => $"'{Words.Of(shock.Kind)}' needs a size; expected 'fraction' or 'amount'",
        (_, not null, not null) => "both 'fraction' and 'amount' are given; expected one of them",
        (ShockKind.AssetLoss, > 1, _) => $"'fraction' is {Numbers.Write(shock.Fraction.Value)}; expected at most 1: no more than all external assets can be lost",
        _ => null,
    };

    private void Tell(object part, string fault)
    {
        var place = reader.PlaceOf(part);
        faults.Add(place.File, place.Line, place.Column, fault);
    }
}
