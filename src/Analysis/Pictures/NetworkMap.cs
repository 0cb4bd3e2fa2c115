using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>A network as a picture: who there is, or which groups, where each is drawn, and the largest exposures between them.</summary>
/// <remarks>Depends on the network alone: the same on every machine. Amounts are in the scenario's currency unit.</remarks>
public sealed class NetworkMap
{
    /// <summary>Institutions that are drawn one by one unless another number is asked for.</summary>
    public const int MostUsual = 500;

    /// <summary>The most institutions that are drawn one by one.</summary>
    public const int MostMax = 2000;

    private readonly int[] _nodeOf;

    private NetworkMap(int[] nodeOf) => _nodeOf = nodeOf;

    /// <summary>What nodes are.</summary>
    public required MapLevel Level { get; init; }

    /// <summary>The group whose members are drawn one by one; null where all are, or none.</summary>
    public required string? Group { get; init; }

    /// <summary>Number of institutions of the network.</summary>
    public required int Institutions { get; init; }

    /// <summary>Number of exposures of the network.</summary>
    public required int Exposures { get; init; }

    /// <summary>The nodes; every institution is in one of them.</summary>
    public required IReadOnlyList<MapNode> Nodes { get; init; }

    /// <summary>Exposures between nodes added up, the largest first.</summary>
    public required IReadOnlyList<MapEdge> Edges { get; init; }

    /// <summary>How many pairs of nodes with exposures are left out of <see cref="Edges"/>: the smallest ones beyond <see cref="MapEdges.Max"/>.</summary>
    public required int EdgesLeft { get; init; }

    /// <summary>The node that an institution is in, as an index of <see cref="Nodes"/>.</summary>
    public int NodeOf(int institution) => _nodeOf[institution];

    /// <summary>Draws a network: institution by institution where there are at most <paramref name="most"/>, else by groups, those without a group by kind.
    /// Where all are in one group, the largest of it one by one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="losses">What came of a run on it; null for the network alone.</param>
    /// <param name="group">A group to look into: its largest members one by one, and the other groups as one node each.</param>
    /// <param name="most">How many institutions to draw one by one, from 1 to <see cref="MostMax"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such group; the message names the nearest.</exception>
    public static NetworkMap Of(Network network, MapLosses? losses = null, string? group = null, int most = MostUsual)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostMax);
        var sizes = SizesOf(network);
        var plan = MapPlan.Of(network, sizes, group, most);
        var (edges, left) = MapEdges.Of(network, plan.NodeOf, plan.Nodes.Count);
        return new NetworkMap(plan.NodeOf)
        {
            Level = plan.Level,
            Group = plan.Group,
            Institutions = network.Count,
            Exposures = network.Claims.Count,
            Nodes = NodesOf(network, losses, sizes, plan, edges),
            Edges = edges,
            EdgesLeft = left,
        };
    }

    /// <summary>What each institution lent and owes in the network.</summary>
    private static double[] SizesOf(Network network)
    {
        var (sizes, debts) = (network.Claims.RowSums(), network.Debts.RowSums());
        for (var institution = 0; institution < sizes.Length; institution++)
        {
            sizes[institution] += debts[institution];
        }

        return sizes;
    }

    private static MapNode[] NodesOf(Network network, MapLosses? losses, double[] sizes, MapPlan plan, IReadOnlyList<MapEdge> edges)
    {
        var members = new int[plan.Nodes.Count];
        var kinds = new InstitutionKind?[members.Length];
        var (size, loss, equity, defaults) = (new double[members.Length], new double[members.Length], new double[members.Length], new double[members.Length]);
        for (var institution = 0; institution < network.Count; institution++)
        {
            var (node, kind) = (plan.NodeOf[institution], network.KindOf(institution));
            kinds[node] = members[node]++ == 0 || kinds[node] == kind ? kind : null;
            size[node] += sizes[institution];
            if (losses is not null)
            {
                loss[node] += losses.Loss[institution];
                equity[node] += Math.Max(0, losses.InitialEquity[institution]);
                defaults[node] += losses.DefaultProbability[institution];
            }
        }

        var places = MapLayout.Of(size, edges);
        return
        [
            .. plan.Nodes.Select((one, node) => new MapNode
            {
                Id = one.Id,
                Label = one.Label,
                Kind = kinds[node],
                Group = one.Group,
                Count = members[node],
                Size = size[node],
                Equity = losses is null ? null : equity[node],
                Loss = losses is null ? null : loss[node],
                RelativeLoss = equity[node] > 0 ? loss[node] / equity[node] : null,
                DefaultProbability = losses is null ? null : defaults[node] / members[node],
                X = places[node].X,
                Y = places[node].Y,
                Radius = places[node].Radius,
            }),
        ];
    }
}

/// <summary>What the nodes of a map are.</summary>
public enum MapLevel
{
    /// <summary>Institutions; beside those of a group that was asked for, the other groups.</summary>
    Institutions,

    /// <summary>Groups, since there are too many institutions.</summary>
    Groups,
}
