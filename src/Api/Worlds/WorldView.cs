using Contagion.Engine;

namespace Contagion.Api;

/// <summary>A world: a run kept open.</summary>
public sealed record WorldView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Commands done.</summary>
    public required long Commands { get; init; }

    /// <summary>Steps taken: rounds, or periods.</summary>
    public required long Steps { get; init; }

    /// <summary>Number of institutions.</summary>
    public required int Institutions { get; init; }

    /// <summary>Institutions in default.</summary>
    public required int Defaults { get; init; }

    /// <summary>Equity lost, over all institutions.</summary>
    public required double Loss { get; init; }

    /// <summary>Whether nothing changes until the next shock.</summary>
    public required bool IsAtRest { get; init; }

    /// <summary>Whether every fixed point so far was reached.</summary>
    public required bool IsConverged { get; init; }

    internal static WorldView Of(WorldRecord record, WorldTotals totals) => new()
    {
        Id = record.Id,
        Name = record.Name,
        Created = record.Created,
        Commands = totals.Commands,
        Steps = totals.Steps,
        Institutions = totals.Institutions,
        Defaults = totals.Defaults,
        Loss = totals.Loss,
        IsAtRest = totals.IsAtRest,
        IsConverged = totals.IsConverged,
    };
}
