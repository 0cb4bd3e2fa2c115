namespace Contagion.Networks;

/// <summary>Who is joined to whom by an exposure in either direction. Who lends to whom is left aside.</summary>
public sealed class ExposureGraph
{
    private readonly int[] _start;
    private readonly int[] _neighbour;

    /// <summary>Joins the creditor and the debtor of every claim on a balance sheet.</summary>
    public ExposureGraph(Network network)
    {
        var start = new int[network.Count + 1];
        var neighbours = new List<int>(network.Claims.Count);
        for (var institution = 0; institution < network.Count; institution++)
        {
            AddUnion(RowOf(network.Claims, institution), RowOf(network.Debts, institution), neighbours);
            start[institution + 1] = neighbours.Count;
        }

        (_start, _neighbour) = (start, [.. neighbours]);
    }

    /// <summary>Number of institutions.</summary>
    public int Count => _start.Length - 1;

    /// <summary>Number of pairs that are joined.</summary>
    public int Exposures => _neighbour.Length / 2;

    /// <summary>Those joined to an institution, ascending.</summary>
    public ReadOnlySpan<int> NeighboursOf(int institution) => _neighbour.AsSpan(_start[institution].._start[institution + 1]);

    private static ReadOnlySpan<int> RowOf(CompressedRows rows, int institution) => rows.Column[rows.Start[institution]..rows.Start[institution + 1]];

    /// <summary>Merges two ascending rows; what stands in both, or twice in one of them for claims of two classes, counts once.</summary>
    private static void AddUnion(ReadOnlySpan<int> first, ReadOnlySpan<int> second, List<int> neighbours)
    {
        var begin = neighbours.Count;
        for (var (one, other) = (0, 0); one < first.Length || other < second.Length;)
        {
            var isFirst = other == second.Length || (one < first.Length && first[one] <= second[other]);
            var neighbour = isFirst ? first[one++] : second[other++];
            if (neighbours.Count == begin || neighbours[^1] != neighbour)
            {
                neighbours.Add(neighbour);
            }
        }
    }
}
