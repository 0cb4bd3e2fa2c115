using Contagion.Data;

namespace Contagion.Api;

/// <summary>Keeps scenarios with all their files under what they hash to, so that whoever carries a world finds its scenario.</summary>
public interface IContents
{
    /// <summary>Keeps a scenario; one that is there stays.</summary>
    Task Put(ScenarioContent content, CancellationToken cancellationToken);
}
