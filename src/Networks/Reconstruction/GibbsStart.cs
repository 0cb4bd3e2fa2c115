namespace Contagion.Networks;

/// <summary>A network that a chain can start from: it has the marginals and hangs together, with about as many links as asked for.</summary>
/// <remarks>The average of networks that have the marginals has them as well, and all the links of any of them.</remarks>
internal static class GibbsStart
{
    /// <summary>More networks than this are averaged only where so many links need them.</summary>
    private const int PartsMax = 64;

    /// <summary>Draws a start; a row a creditor.</summary>
    /// <param name="marginals">The marginals, of more than nothing and without a hub.</param>
    /// <param name="links">Links wanted; 0 for as few as hang together.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="sample">Index of the sample.</param>
    public static CompressedRows Draw(Marginals marginals, double links, ulong seed, uint sample)
    {
        var (entries, pairs, groups) = (new EntryColumns(), new HashSet<(int, int)>(), new Groups(marginals));
        var partsMax = PartsMax + (4 * links / (marginals.Creditors + marginals.Debtors));
        uint parts = 0;
        while (parts == 0 || ((pairs.Count < links || groups.Count > 1) && parts < partsMax))
        {
            var part = Allocation.Draw(marginals, new KeyedDraws(seed, sample, Purpose.Allocation, parts++));
            for (var creditor = 0; creditor < part.Rows; creditor++)
            {
                for (var claim = part.Start[creditor]; claim < part.Start[creditor + 1]; claim++)
                {
                    entries.Add(creditor, part.Column[claim], part.Amount[claim]);
                    pairs.Add((creditor, part.Column[claim]));
                    groups.Join(creditor, part.Column[claim]);
                }
            }
        }

        if (groups.Count > 1)
        {
            return MaximumEntropy.Solve(marginals);
        }

        var sum = entries.Build(CompressedRows.Empty(marginals.Count));
        var amount = sum.Amount.ToArray();
        Array.ForEach(Enumerable.Range(0, amount.Length).ToArray(), claim => amount[claim] /= parts);
        return new CompressedRows(sum.Start.ToArray(), sum.Column.ToArray(), amount);
    }

    /// <summary>Creditors and debtors that links hold together.</summary>
    private sealed class Groups
    {
        private readonly int[] _leader;

        public Groups(Marginals marginals)
        {
            _leader = [.. Enumerable.Range(0, 2 * marginals.Count)];
            Count = marginals.Creditors + marginals.Debtors;
        }

        public int Count { get; private set; }

        public void Join(int creditor, int debtor)
        {
            var (one, other) = (Leader(2 * creditor), Leader((2 * debtor) + 1));
            Count -= one == other ? 0 : 1;
            _leader[one] = other;
        }

        private int Leader(int node)
        {
            while (_leader[node] != node)
            {
                node = _leader[node] = _leader[_leader[node]];
            }

            return node;
        }
    }
}
