using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Api;

/// <summary>Has runs computed elsewhere than in this process: on a cluster.</summary>
public interface IBlockSources
{
    /// <summary>Who computes the blocks of a run.</summary>
    IBlockSource Of(ScenarioFile file, CancellationToken cancellationToken);
}
