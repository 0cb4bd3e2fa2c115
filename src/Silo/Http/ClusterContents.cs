using Contagion.Api;
using Contagion.Data;

namespace Contagion.Silo;

/// <summary>Keeps scenarios where every silo finds them.</summary>
/// <param name="contents">The database's.</param>
internal sealed class ClusterContents(PostgresContents contents) : IContents
{
    /// <inheritdoc/>
    public async Task Put(ScenarioContent content, CancellationToken cancellationToken)
    {
        if (!await contents.Contains(content.Hash, cancellationToken))
        {
            await contents.Put(content.Hash, content.Bytes, cancellationToken);
        }
    }
}
