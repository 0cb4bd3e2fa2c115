using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Parts that are checked further, even if the scenario has faults elsewhere.</summary>
internal sealed partial class ScenarioReader
{
    /// <summary>The shocks that could be read whole, in a scenario that may have faults elsewhere.</summary>
    public List<Shock> Shocks { get; } = [];

    /// <summary>Keys that only a run over periods has a use for, with the part of the scenario that they stand in.</summary>
    public List<(object Part, string Key)> PartsOfPeriods { get; } = [];

    /// <summary>The marketable assets that could be read whole.</summary>
    public List<MarketAsset> Assets { get; } = [];

    /// <summary>The names of marketable assets, those of assets that have faults as well.</summary>
    public List<string> AssetNames { get; } = [];

    /// <summary>The policies that could be read whole, each by itself: the scenario's own and those of policy sets.</summary>
    public List<object> Policies { get; } = [];

    /// <summary>The channels that could be read whole, and their parts that are checked further.</summary>
    public List<object> Channels { get; } = [];

    /// <summary>The policy sets that could be read whole.</summary>
    public List<NamedPolicySet> PolicySets { get; } = [];

    /// <summary>The mechanism, if it could be read whole.</summary>
    public Mechanism? Mechanism { get; private set; }

    /// <summary>How the scenario is run, if it says so and that could be read whole.</summary>
    public RunSettings? Run { get; private set; }

    /// <summary>What is measured beside the metrics of every run, if anything is and it could be read whole.</summary>
    public MetricSettings? Metrics { get; private set; }

    /// <summary>The model that draws the network, if there is one and it could be read whole.</summary>
    public NetworkModel? Model { get; private set; }

    /// <summary>How the network is made of marginals, if it is and that could be read whole.</summary>
    public Reconstruction? Reconstruction { get; private set; }

    /// <summary>The files of the network, if there are any and they could be read whole.</summary>
    public NetworkFiles? Files { get; private set; }

    /// <summary>Keeps what is checked further even if the scenario has faults elsewhere.</summary>
    private void Keep(object made)
    {
        switch (made)
        {
            case Shock shock:
                Shocks.Add(shock);
                break;
            case Mechanism mechanism:
                Mechanism = mechanism;
                break;
            case Channels channels:
                PartsOfPeriods.AddRange(new[] { "credit", "liquidity", "market", "operations" }.Where(key => IsGiven(channels, key)).Select(key => ((object)channels, key)));
                break;
            case Scenario scenario:
                PartsOfPeriods.AddRange(scenario.Policies != new PolicySet() ? [(scenario, "policies")] : []);
                PartsOfPeriods.AddRange(scenario.PolicySets is { Count: > 0 } ? [(scenario, "policySets")] : []);
                break;
            case LiquidityChannel or Hoarding or OperationsChannel or Coordination:
                Channels.Add(made);
                break;
            case NamedPolicySet named:
                PolicySets.Add(named);
                break;
            case RunSettings run:
                Run = run;
                PartsOfPeriods.AddRange(run.Attribution != AttributionMethod.None ? [(run, "attribution")] : []);
                break;
            case MetricSettings metrics:
                Metrics = metrics;
                break;
            case MarketAsset asset:
                Assets.Add(asset);
                break;
            case NetworkModel model:
                Model = model;
                break;
            case Reconstruction reconstruction:
                Reconstruction = reconstruction;
                break;
            case NetworkFiles files:
                Files = files;
                break;
            case var policy when ScenarioShape.IsPolicy(policy.GetType()):
                Policies.Add(policy);
                break;
        }
    }
}
