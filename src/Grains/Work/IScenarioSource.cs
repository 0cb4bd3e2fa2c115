using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Grains;

/// <summary>Where silos find scenarios by their content.</summary>
public interface IScenarioSource
{
    /// <summary>The scenario and its network.</summary>
    /// <param name="content">SHA-256 of the scenario and its files, in hexadecimal.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="KeyNotFoundException">Nobody has brought it.</exception>
    Task<(Scenario Scenario, Network Network)> Find(string content, CancellationToken cancellationToken);
}
