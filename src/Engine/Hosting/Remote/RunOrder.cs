namespace Contagion.Engine;

/// <summary>What a cluster is to compute: a scenario by its content, and how.</summary>
public sealed record RunOrder
{
    /// <summary>SHA-256 of the scenario and its files, in hexadecimal; whoever computes fetches them by it.</summary>
    public required string Content { get; init; }

    /// <summary>Version of the program that asks: another may not compute the same bits.</summary>
    public required string Version { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>The channels that stay switched on.</summary>
    public required ChannelSet Channels { get; init; }

    /// <summary>Whether the way to the fixed point is recorded.</summary>
    public required bool Path { get; init; }

    /// <summary>Institutions that an actor carries where one network is split over silos, block after block; 0 where blocks are spread over silos, whole.</summary>
    public int Granularity { get; init; }

    /// <summary>Whether the run goes on without replications that fail.</summary>
    public bool GoesOnAfterFailure { get; init; }

    /// <summary>Whether books are checked after every phase.</summary>
    public bool IsAudited { get; init; }
}
