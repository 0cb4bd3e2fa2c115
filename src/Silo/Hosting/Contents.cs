using Contagion.Data;
using Contagion.Grains;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Silo;

/// <summary>Scenarios by their content: read from the database once, and kept while they are in use.</summary>
/// <param name="contents">The database's.</param>
internal sealed class Contents(PostgresContents contents) : IScenarioSource
{
    /// <inheritdoc/>
    public async Task<(Scenario Scenario, Network Network)> Find(string content, CancellationToken cancellationToken)
    {
        var bytes = await contents.Find(content, cancellationToken) ?? throw new KeyNotFoundException($"The cluster has no content {content}.");
        var file = ScenarioContent.Unpack(bytes);
        return (file.Scenario, file.Network);
    }
}
