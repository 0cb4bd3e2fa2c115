namespace Contagion.Networks;

/// <summary>How well a network is told by a core whose members all deal with each other and with the periphery, whose members do not deal with each other.</summary>
/// <param name="IsCore">Who is in the core.</param>
/// <param name="Errors">By how many links the network differs from that.</param>
/// <param name="Links">Number of links.</param>
/// <remarks>
/// Craig and von Peter (2014), Journal of Financial Intermediation 23(3):322–347. Errors: links missing in the core, links within the periphery, and, for each member
/// of the core that lends nothing to the periphery, and for each that borrows nothing from it, as many as the periphery has members.
/// The best core is looked for, not proven: from the best of the first c institutions, by counterparties, lending, borrowing and core number in turn,
/// those are moved that lessen the errors until there are none. O(institutions) for each pass, and exposures of the core.
/// </remarks>
public sealed record CorePeripheryFit(bool[] IsCore, long Errors, int Links)
{
    private const int PassesMax = 50;

    /// <summary>Errors over links, in [0, 1]: 0 is a perfect fit, 1 as bad as no core at all; 0 without links.</summary>
    public double ErrorScore => Links == 0 ? 0 : (double)Errors / Links;

    /// <summary>Members of the core.</summary>
    public int Size => IsCore.Count(isCore => isCore);

    /// <summary>Looks for the best core.</summary>
    public static CorePeripheryFit Of(DebtGraph graph, int[] coreNumbers)
    {
        var (debts, claims) = (graph.Debts, graph.Claims);
        Func<int, double>[] orders =
        [
            one => debts.LengthOf(one) + (double)claims.LengthOf(one),
            one => Math.Min(debts.LengthOf(one), claims.LengthOf(one)),
            one => claims.LengthOf(one),
            one => debts.LengthOf(one),
            one => coreNumbers[one],
        ];
        return orders.Select(order => From(graph, order)).MinBy(fit => fit.Errors)!;
    }

    /// <summary>Counts the errors of a core.</summary>
    public static long ErrorsOf(DebtGraph graph, bool[] isCore)
    {
        var split = new Split(graph);
        for (var one = 0; one < isCore.Length; one++)
        {
            if (isCore[one])
            {
                split.Move(one);
            }
        }

        return split.Errors;
    }

    private static CorePeripheryFit From(DebtGraph graph, Func<int, double> size)
    {
        int[] order = [.. Enumerable.Range(0, graph.Count).OrderByDescending(size)];
        var split = new Split(graph);
        var (least, members, tried) = (split.Errors, 0, 0);
        // A core of c lacks at least as many links as there are too few: c(c − 1) less all of them.
        for (var count = 1; count <= order.Length && (count * (count - 1L)) - graph.Edges <= least; count++)
        {
            split.Move(order[count - 1]);
            tried = count;
            // Of equally good cores the largest, but none where none is as good.
            (least, members) = split.Errors < least || (split.Errors == least && members > 0) ? (split.Errors, count) : (least, members);
        }

        for (var count = tried; count > members; count--)
        {
            split.Move(order[count - 1]);
        }

        for (var (pass, isBetter) = (0, true); isBetter && pass < PassesMax; pass++)
        {
            isBetter = false;
            foreach (var one in order)
            {
                var before = split.Errors;
                if (!split.MayGain(one))
                {
                    continue;
                }

                split.Move(one);
                if (split.Errors < before)
                {
                    isBetter = true;
                }
                else
                {
                    split.Move(one);
                }
            }
        }

        return new CorePeripheryFit(split.IsCore, split.Errors, graph.Edges);
    }

    /// <summary>A core, and what is needed to know its errors when an institution is moved.</summary>
    private sealed class Split
    {
        private readonly DebtGraph _graph;

        // Of each institution: creditors and debtors in the periphery.
        private readonly int[] _creditors;
        private readonly int[] _debtors;
        private int _size;
        private long _within;
        private long _between;
        private long _lonely;

        public Split(DebtGraph graph)
        {
            (_graph, IsCore, _between) = (graph, new bool[graph.Count], graph.Edges);
            _creditors = [.. Enumerable.Range(0, graph.Count).Select(graph.Debts.LengthOf)];
            _debtors = [.. Enumerable.Range(0, graph.Count).Select(graph.Claims.LengthOf)];
        }

        public bool[] IsCore { get; }

        /// <summary>Missing in the core, too many in the periphery, and the periphery's size for everybody in the core who lends it or borrows from it nothing.</summary>
        public long Errors => (_size * (_size - 1L)) - _within + _between + ((IsCore.Length - _size) * _lonely);

        /// <summary>Whether moving an institution can lessen the errors at all; spares most of the periphery a closer look.</summary>
        /// <remarks>In the core it lacks a link to and from each member that it has none with; no more is gained than its links and, for each who is lonely, one.</remarks>
        public bool MayGain(int one) => IsCore[one] || _graph.Debts.LengthOf(one) + _graph.Claims.LengthOf(one) + _lonely > 2L * _size;

        /// <summary>Moves an institution into the core, or out of it.</summary>
        public void Move(int one)
        {
            var isIn = !IsCore[one];
            var sign = isIn ? 1 : -1;
            var (creditors, debtors) = (_graph.Debts, _graph.Claims);
            // Its links to the periphery and to the core; itself is not among them.
            var periphery = _creditors[one] + _debtors[one];
            var core = creditors.LengthOf(one) + debtors.LengthOf(one) - periphery;
            (_within, _between, _size) = (_within + (sign * core), _between - (sign * periphery), _size + sign);
            Pass(creditors, one, _debtors, sign);
            Pass(debtors, one, _creditors, sign);
            IsCore[one] = isIn;
            _lonely += sign * ((_creditors[one] == 0 ? 1 : 0) + (_debtors[one] == 0 ? 1 : 0));
        }

        /// <summary>Tells an institution's counterparties that it has left the periphery, or come back.</summary>
        private void Pass(CompressedRows rows, int one, int[] left, int sign)
        {
            for (var entry = rows.Start[one]; entry < rows.Start[one + 1]; entry++)
            {
                var other = rows.Column[entry];
                var wasLonely = left[other] == 0;
                left[other] -= sign;
                _lonely += IsCore[other] && wasLonely != (left[other] == 0) ? (wasLonely ? -1 : 1) : 0;
            }
        }
    }
}
