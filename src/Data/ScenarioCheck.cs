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
    /// <param name="run">How the scenario is run; null when that could not be read.</param>
    /// <param name="assets">The marketable assets; null when they could not be read.</param>
    public void Settings(RunSettings? run, IReadOnlyList<MarketAsset>? assets)
    {
        foreach (var shock in reader.Shocks)
        {
            foreach (var (key, fault) in ShockCheck.Faults(shock, key => reader.IsGiven(shock, key), reader.Mechanism, run, assets))
            {
                Tell(shock, fault, key);
            }
        }

        Periods(run);
        Fixed(reader.Policies, "a policy");
        Fixed(reader.Channels, "a channel");
        var inTurn = reader.Shocks.Where(shock => shock.Target is Target.Each).ToArray();
        if (inTurn.Length > 1)
        {
            Tell(inTurn[1].Target, "a second target says 'each'; expected at most one");
        }

        if (inTurn.Length > 0 && run?.Replications is not null)
        {
            Tell(run, "'replications' is given, but a target says 'each', which makes one replication an institution; leave it out", "replications");
        }
    }

    /// <summary>Checks that what needs periods has them, and that assets are named once and known.</summary>
    private void Periods(RunSettings? run)
    {
        var isJoint = reader.Mechanism is null or Joint;
        if (!isJoint && run?.Periods > 1)
        {
            Tell(run, $"'periods' is {run.Periods}, but {reader.Mechanism!.Name} knows one period; expected 1, or the mechanism joint", "periods");
        }

        foreach (var (part, key) in isJoint ? [] : reader.PartsOfPeriods)
        {
            Tell(part, $"'{key}' needs the mechanism joint, not {reader.Mechanism!.Name}; leave it out", key);
        }

        foreach (var asset in reader.Assets)
        {
            if (!ReferenceEquals(reader.Assets.Find(one => one.Name == asset.Name), asset))
            {
                Tell(asset, $"the asset '{asset.Name}' is listed twice; expected each once", "name");
            }

            if (asset is { Impact: > 0, Depth: not null })
            {
                Tell(asset, "both 'impact' and 'depth' are given; expected one of them", "depth");
            }
        }

        foreach (var shock in reader.Shocks.Where(shock => shock.Asset is not null && !reader.AssetNames.Contains(shock.Asset)))
        {
            Tell(shock, $"unknown asset '{shock.Asset}'; expected one of channels.market.assets{Nearest.Hint(shock.Asset!, reader.AssetNames)}", "asset");
        }
    }

    /// <summary>Checks that policies or channels are for the same institutions throughout.</summary>
    /// <param name="parts">The policies or channels.</param>
    /// <param name="what">What they are.</param>
    private void Fixed(IEnumerable<object> parts, string what)
    {
        foreach (var target in AmongOf(parts).Where(target => target is Target.Random or Target.Each))
        {
            Tell(target, $"{what} is for the same institutions throughout; expected all, id, kind, group or top");
        }
    }

    /// <summary>Checks that those are there whom policies or channels are for.</summary>
    private void AmongOnNetwork(Network network)
    {
        foreach (var target in AmongOf(reader.Policies.Concat(reader.Channels)).Where(target => target is not (Target.Random or Target.Each)))
        {
            foreach (var fault in Targets.Faults(target, network))
            {
                Tell(target, fault);
            }
        }
    }

    private static IEnumerable<Target> AmongOf(IEnumerable<object> parts) => parts.Select(part => ScenarioShape.ValueOf(part, "among")).OfType<Target>();

    /// <summary>Checks that no target asks for an order of institutions where each replication has a network of its own.</summary>
    public void Redraws()
    {
        var (why, expected) = reader switch
        {
            { Model.Redraw: true } => ("with 'redraw: true' each replication draws its own", "all, id, kind or random"),
            { Reconstruction: { HasOwnNetworks: true, Samples: null } } => ("each replication draws its own", "all, id, kind, group or random, or 'samples: 1' for one network"),
            { Reconstruction: { HasOwnNetworks: true, Samples: var samples } } => ($"with 'samples: {samples}' replications have different ones", "all, id, kind, group or random, or 'samples: 1' for one network"),
            _ => (null, ""),
        };
        foreach (var target in why is not null ? reader.Shocks.SelectMany(shock => Parts(shock.Target)) : [])
        {
            if (target is Target.Top or Target.Each)
            {
                Tell(target, $"'{(target is Target.Top ? "top" : "each")}' is found on one network, but {why}; expected {expected}");
            }
        }
    }

    /// <summary>Checks that the one replication asked for is one of those there are.</summary>
    /// <param name="scenario">The scenario, without faults so far.</param>
    /// <param name="network">Its network.</param>
    public void Replication(Scenario scenario, Network network)
    {
        var inTurn = scenario.Shocks.Select(shock => shock.Target).OfType<Target.Each>().FirstOrDefault();
        var count = ReplicationPlan.CountOf(scenario, inTurn is null ? null : Targets.Resolve(inTurn.Of, network));
        if (scenario.Run.Replication >= count)
        {
            Tell(scenario.Run, $"'replication' is {scenario.Run.Replication}; expected one from 0 to {count - 1}, since there are {count}", "replication");
        }
    }

    /// <summary>Checks what depends on the network.</summary>
    public void OnNetwork(Network network)
    {
        foreach (var shock in reader.Shocks)
        {
            foreach (var fault in Targets.Faults(shock.Target, network))
            {
                Tell(shock.Target, fault);
            }

            if (ShockCheck.Lacking(shock, network) is { } lacking)
            {
                Tell(shock, lacking);
            }
        }

        AmongOnNetwork(network);
        foreach (var fault in reader.Mechanism?.Faults(network).Take(MechanismFaultsMax) ?? [])
        {
            Tell(reader.Mechanism!, fault);
        }
    }

    /// <summary>A target and what it is made of.</summary>
    private static IEnumerable<Target> Parts(Target target) => target switch
    {
        Target.Top top => Parts(top.Among).Prepend(top),
        Target.Random random => Parts(random.Among).Prepend(random),
        Target.Each each => Parts(each.Of).Prepend(each),
        _ => [target],
    };

    private void Tell(object part, string fault, string? key = null)
    {
        var place = reader.PlaceOf(part, key);
        faults.Add(place.File, place.Line, place.Column, fault);
    }
}
