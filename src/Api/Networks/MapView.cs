using System.Text.Json.Serialization;
using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>A network as a picture. Amounts are in the scenario's currency unit.</summary>
public sealed record MapView
{
    /// <summary>What nodes are.</summary>
    public required MapLevel Level { get; init; }

    /// <summary>The group whose members are drawn one by one; null where all are, or none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Group { get; init; }

    /// <summary>Institutions of the network.</summary>
    public required int Institutions { get; init; }

    /// <summary>Exposures of the network.</summary>
    public required int Exposures { get; init; }

    /// <summary>The nodes.</summary>
    public required IReadOnlyList<MapNodeView> Nodes { get; init; }

    /// <summary>Exposures between nodes added up, the largest first; from creditor to debtor, as places among the nodes.</summary>
    public required IReadOnlyList<MapEdge> Edges { get; init; }

    /// <summary>Pairs of nodes whose exposures are left out, being the smallest.</summary>
    public required int EdgesLeft { get; init; }

    /// <summary>Shows a picture.</summary>
    internal static MapView Of(NetworkMap map) => new()
    {
        Level = map.Level,
        Group = map.Group,
        Institutions = map.Institutions,
        Exposures = map.Exposures,
        Nodes = [.. map.Nodes.Select(MapNodeView.Of)],
        Edges = map.Edges,
        EdgesLeft = map.EdgesLeft,
    };
}

/// <summary>An institution or a group in a picture.</summary>
public sealed record MapNodeView
{
    /// <summary>Its id; of a group, its name.</summary>
    public required string Id { get; init; }

    /// <summary>What is written beside it.</summary>
    public required string Label { get; init; }

    /// <summary>What it is; null where institutions of several kinds are in it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Kind { get; init; }

    /// <summary>Its group.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Group { get; init; }

    /// <summary>Institutions in it.</summary>
    public required int Count { get; init; }

    /// <summary>What they lent and owe in the network.</summary>
    public required double Size { get; init; }

    /// <summary>Equity before the shocks; null where nothing has been run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Equity { get; init; }

    /// <summary>Mean equity lost; null where nothing has been run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Loss { get; init; }

    /// <summary>The same as a share of their equity.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? RelativeLoss { get; init; }

    /// <summary>Share of replications in which it defaulted; of a group, the mean over its members.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? DefaultProbability { get; init; }

    /// <summary>Where it is drawn, from left to right, in [-1, 1].</summary>
    public required double X { get; init; }

    /// <summary>Where it is drawn, in [-1, 1].</summary>
    public required double Y { get; init; }

    /// <summary>How large it is drawn, in the same unit.</summary>
    public required double Radius { get; init; }

    internal static MapNodeView Of(MapNode node) => new()
    {
        Id = node.Id,
        Label = node.Label,
        Kind = node.Kind is { } kind ? Words.Of(kind) : null,
        Group = node.Group,
        Count = node.Count,
        Size = node.Size,
        Equity = Number(node.Equity),
        Loss = Number(node.Loss),
        RelativeLoss = Number(node.RelativeLoss),
        DefaultProbability = Number(node.DefaultProbability),
        X = node.X,
        Y = node.Y,
        Radius = node.Radius,
    };

    private static double? Number(double? number) => number is { } one && double.IsFinite(one) ? one : null;
}

/// <summary>How the nodes of a picture change, step by step.</summary>
public sealed record PathView
{
    /// <summary>The replication, from 0.</summary>
    public required int Replication { get; init; }

    /// <summary>What a step is.</summary>
    public required CascadeSteps Steps { get; init; }

    /// <summary>Whether all of it is told; false where there are too many steps or changes.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>How everybody stands after each step, from step 0 on, the shock.</summary>
    public required IReadOnlyList<CascadeState> States { get; init; }

    /// <summary>What changed, column by column.</summary>
    public required PathChanges Changes { get; init; }

    /// <summary>Shows a way.</summary>
    internal static PathView Of(CascadePath path) => new()
    {
        Replication = path.Replication,
        Steps = path.Steps,
        IsWhole = path.IsWhole,
        States = path.States,
        Changes = new PathChanges(path.Changes.Step, path.Changes.Node, path.Changes.Loss, path.Changes.Defaults),
    };
}

/// <summary>Changes of nodes, a place in each list for every change.</summary>
/// <param name="Step">After which step.</param>
/// <param name="Node">Which node, as a place among those of the picture.</param>
/// <param name="Loss">Equity it has lost by then.</param>
/// <param name="Defaults">Institutions of it that are in default by then.</param>
public sealed record PathChanges(IReadOnlyList<long> Step, IReadOnlyList<int> Node, IReadOnlyList<double> Loss, IReadOnlyList<int> Defaults);
