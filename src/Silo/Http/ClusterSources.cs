using Contagion.Api;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Silo;

/// <summary>Has runs that are asked for over HTTP computed by all silos of the cluster.</summary>
/// <param name="runs">The cluster's runs.</param>
/// <param name="contents">Where their scenarios are kept.</param>
internal sealed class ClusterSources(IRemoteRuns runs, IContents contents) : IBlockSources
{
    /// <inheritdoc/>
    public IBlockSource Of(ScenarioFile file, CancellationToken cancellationToken)
    {
        var content = ScenarioContent.Pack(file);
        contents.Put(content, cancellationToken).GetAwaiter().GetResult();
        return new RemoteBlocks(runs, content.Hash, RunDirectory.Version);
    }
}
