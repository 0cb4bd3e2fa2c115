using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>What is kept of a run besides its blocks.</summary>
[GenerateSerializer]
public sealed class RunState
{
    /// <summary>What is computed; null before anybody has asked.</summary>
    [Id(0)]
    public RunOrder? Order { get; set; }

    /// <summary>How it stands.</summary>
    [Id(1)]
    public RunPhase Phase { get; set; }

    /// <summary>Number of the attempt: blocks of an earlier one are refused.</summary>
    [Id(2)]
    public long Attempt { get; set; }

    /// <summary>What failed.</summary>
    [Id(3)]
    public FailedReplication? Failure { get; set; }
}
