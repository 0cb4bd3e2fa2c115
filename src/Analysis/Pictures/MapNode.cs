using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>A node of a map: an institution, or several that are drawn as one. Amounts are in the scenario's currency unit.</summary>
public sealed record MapNode
{
    /// <summary>Id of the institution, or name of the group.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>The kind of all its institutions; null where they differ.</summary>
    public required InstitutionKind? Kind { get; init; }

    /// <summary>The group that its institutions are in; null for an institution without one.</summary>
    public required string? Group { get; init; }

    /// <summary>Number of its institutions.</summary>
    public required int Count { get; init; }

    /// <summary>Claims and debts of its institutions added up: an exposure between two of the same node counts with both.</summary>
    public required double Size { get; init; }

    /// <summary>Positive initial equity of its institutions; null without results.</summary>
    public required double? Equity { get; init; }

    /// <summary>Equity that its institutions lost; null without results.</summary>
    public required double? Loss { get; init; }

    /// <summary>That as a share of their positive initial equity; null without results, and where there was none.</summary>
    public required double? RelativeLoss { get; init; }

    /// <summary>The mean of their default probabilities; null without results.</summary>
    public required double? DefaultProbability { get; init; }

    /// <summary>Where it is drawn, from left to right, in [−1, 1].</summary>
    public required double X { get; init; }

    /// <summary>Where it is drawn, from top to bottom, in [−1, 1].</summary>
    public required double Y { get; init; }

    /// <summary>A radius, in the unit of <see cref="X"/>, at which nodes keep clear of each other; the larger they are the larger.</summary>
    public required double Radius { get; init; }
}

/// <summary>Exposures between two nodes added up.</summary>
/// <param name="From">The creditor, as an index of <see cref="NetworkMap.Nodes"/>.</param>
/// <param name="To">The debtor, likewise.</param>
/// <param name="Amount">What it owes in all, in the scenario's currency unit.</param>
public readonly record struct MapEdge(int From, int To, double Amount);
