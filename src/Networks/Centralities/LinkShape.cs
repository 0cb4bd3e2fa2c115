namespace Contagion.Networks;

/// <summary>What the pattern of edges is like.</summary>
public static class LinkShape
{
    /// <summary>Edges over all that there could be, in [0, 1]; 0 below two institutions.</summary>
    public static double Density(DebtGraph graph) => graph.Count < 2 ? 0 : graph.Edges / (graph.Count * (graph.Count - 1.0));

    /// <summary>The share of edges, and of their amount, that an edge in the opposite direction answers: of the amount, what both owe each other. 0 without edges.</summary>
    /// <remarks>By amount: Squartini, Picciolo, Ruzzenenti and Garlaschelli (2013), Scientific Reports 3:2729.</remarks>
    public static (double OfEdges, double OfAmount) Reciprocity(DebtGraph graph)
    {
        var (debts, claims) = (graph.Debts, graph.Claims);
        var (answered, both, all) = (0L, 0.0, 0.0);
        for (var one = 0; one < graph.Count; one++)
        {
            var claim = claims.Start[one];
            for (var debt = debts.Start[one]; debt < debts.Start[one + 1]; debt++)
            {
                // Both rows ascend.
                while (claim < claims.Start[one + 1] && claims.Column[claim] < debts.Column[debt])
                {
                    claim++;
                }

                var isAnswered = claim < claims.Start[one + 1] && claims.Column[claim] == debts.Column[debt];
                answered += isAnswered ? 1 : 0;
                both += isAnswered ? Math.Min(debts.Amount[debt], claims.Amount[claim]) : 0;
                all += debts.Amount[debt];
            }
        }

        return graph.Edges == 0 ? (0, 0) : ((double)answered / graph.Edges, both / all);
    }

    /// <summary>Whether those with many counterparties deal with each other (above 0) or with those that have few (below 0); NaN where all have the same number.</summary>
    /// <remarks>Correlation of the numbers of counterparties at both ends of a tie: Newman (2002), Physical Review Letters 89:208701.</remarks>
    public static double Assortativity(ExposureGraph graph)
    {
        var moments = default(Moments);
        for (var one = 0; one < graph.Count; one++)
        {
            foreach (var other in graph.NeighboursOf(one))
            {
                moments.Add(graph.NeighboursOf(one).Length, graph.NeighboursOf(other).Length);
            }
        }

        return moments.Correlation;
    }

    /// <summary>Average neighbour degree of each institution: how many counterparties its counterparties have, on average; 0 for who has none.</summary>
    /// <remarks>Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), PNAS 101(11):3747–3752, unweighted.</remarks>
    public static double[] NeighbourDegrees(ExposureGraph graph)
    {
        var means = new double[graph.Count];
        for (var one = 0; one < means.Length; one++)
        {
            var neighbours = graph.NeighboursOf(one);
            var sum = 0L;
            foreach (var other in neighbours)
            {
                sum += graph.NeighboursOf(other).Length;
            }

            means[one] = neighbours.Length == 0 ? 0 : (double)sum / neighbours.Length;
        }

        return means;
    }

    /// <summary>Whether lenders to many lend to borrowers from many; NaN where all are alike.</summary>
    public static double AssortativityOfLending(DebtGraph graph)
    {
        var moments = default(Moments);
        for (var creditor = 0; creditor < graph.Count; creditor++)
        {
            for (var claim = graph.Claims.Start[creditor]; claim < graph.Claims.Start[creditor + 1]; claim++)
            {
                moments.Add(graph.Claims.LengthOf(creditor), graph.Debts.LengthOf(graph.Claims.Column[claim]));
            }
        }

        return moments.Correlation;
    }

    /// <summary>Sums of whole numbers: they are exact up to 2⁵³.</summary>
    private struct Moments
    {
        private double _count;
        private double _first;
        private double _second;
        private double _firstSquared;
        private double _secondSquared;
        private double _product;

        public readonly double Correlation
        {
            get
            {
                var (first, second) = ((_count * _firstSquared) - (_first * _first), (_count * _secondSquared) - (_second * _second));
                return first > 0 && second > 0 ? ((_count * _product) - (_first * _second)) / (Math.Sqrt(first) * Math.Sqrt(second)) : double.NaN;
            }
        }

        public void Add(double first, double second)
        {
            (_count, _first, _second) = (_count + 1, _first + first, _second + second);
            (_firstSquared, _secondSquared, _product) = (_firstSquared + (first * first), _secondSquared + (second * second), _product + (first * second));
        }
    }
}
