using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>A solvency mechanism that can run. Deriving a sealed record from this is all it takes to add one: the scenario file, the schema
/// and the command line find it by its name and its parameters.</summary>
public abstract record Mechanism : SolvencyMechanism
{
    /// <summary>What the mechanism needs and the network lacks; empty when it can run.</summary>
    public virtual IEnumerable<string> Faults(Network network) => [];

    /// <summary>Computes what all replications share: coefficients of exposures and institutions.</summary>
    public abstract Dynamics Prepare(Network network, RunSettings run);

    /// <summary>The same for a whole scenario, of which most mechanisms need no more than how it is run.</summary>
    public virtual Dynamics Prepare(Network network, Scenario scenario) => Prepare(network, scenario.Run);
}
