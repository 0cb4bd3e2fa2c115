using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Grains;

/// <summary>The scenarios that are in use on a silo, each read once: runs and worlds of one content share its network.</summary>
/// <param name="source">Where they are found.</param>
public sealed class SharedScenarios(IScenarioSource source)
{
    private readonly Lock _gate = new();

    // Held weakly: who computes on a network holds it, and who has done so must not keep it.
    private readonly Dictionary<string, (Scenario Scenario, WeakReference<Network> Network)> _known = [];
    private readonly Dictionary<string, Task<(Scenario Scenario, Network Network)>> _reading = [];

    /// <summary>The scenario and its network.</summary>
    /// <param name="content">SHA-256 of the scenario and its files, in hexadecimal.</param>
    /// <exception cref="KeyNotFoundException">Nobody has brought it.</exception>
    public Task<(Scenario Scenario, Network Network)> Find(string content)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(content, out var known) && known.Network.TryGetTarget(out var network))
            {
                return Task.FromResult((known.Scenario, network));
            }

            if (!_reading.TryGetValue(content, out var reading))
            {
                _reading[content] = reading = Task.Run(() => Read(content));
            }

            return reading;
        }
    }

    private async Task<(Scenario Scenario, Network Network)> Read(string content)
    {
        try
        {
            var found = await source.Find(content, CancellationToken.None);
            lock (_gate)
            {
                foreach (var gone in _known.Where(one => !one.Value.Network.TryGetTarget(out _)).Select(one => one.Key).ToArray())
                {
                    _known.Remove(gone);
                }

                _known[content] = (found.Scenario, new WeakReference<Network>(found.Network));
            }

            return found;
        }
        finally
        {
            lock (_gate)
            {
                _reading.Remove(content);
            }
        }
    }
}
