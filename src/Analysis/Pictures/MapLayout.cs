namespace Contagion.Analysis;

/// <summary>Where the nodes of a map are drawn: those that deal with each other near each other, all of them spread evenly over a disc.</summary>
/// <remarks>
/// Nodes repel each other as charges do in the plane, a spring ties each to the centre, and each is drawn to the mean of its counterparties, weighed by amount. Charges on springs
/// alone come to rest as an even disc (the Coulomb gas with a quadratic potential; Saff and Totik 1997, Logarithmic Potentials with External Fields, IV.6): what deals
/// with what can bend the disc, but not pile it up. Steps that grow smaller: Fruchterman and Reingold (1991), Software: Practice and Experience 21(11):1129–1164.
/// Nothing but + − × ÷ and √ in a fixed order: the same everywhere.
/// </remarks>
internal static class MapLayout
{
    private const int Iterations = 160;

    /// <summary>How much stronger counterparties draw than the centre.</summary>
    private const double Pull = 2.5;

    /// <summary>The longest first step, in radii of the disc.</summary>
    private const double FirstStep = 0.15;

    /// <summary>Share of the room that nodes have alike, whatever their size.</summary>
    private const double AlikeShare = 0.4;

    /// <summary>Share of the disc that circles of the nodes cover.</summary>
    private const double Cover = 0.14;

    /// <summary>The most of the disc that nodes without any exposure are given.</summary>
    private const double RimMax = 0.35;

    private const int ApartPasses = 30;

    // The golden angle: turned by it again and again, points on a spiral spread evenly (Vogel 1979, Mathematical Biosciences 44:179–189).
    private const double GoldenCosine = -0.7373688780783197;
    private const double GoldenSine = 0.6754902942615238;

    /// <summary>Lays nodes out.</summary>
    /// <param name="sizes">Size of each node, at least 0.</param>
    /// <param name="edges">Who deals with whom.</param>
    public static IReadOnlyList<(double X, double Y, double Radius)> Of(double[] sizes, IReadOnlyList<MapEdge> edges)
    {
        if (sizes.Length == 0)
        {
            return [];
        }

        var ties = new MapTies(sizes.Length, edges);
        int[] bySize = [.. Enumerable.Range(0, sizes.Length)];
        Array.Sort(Array.ConvertAll(sizes, size => -size), bySize);
        var (tied, alone) = (Array.FindAll(bySize, ties.Has), Array.FindAll(bySize, node => !ties.Has(node)));
        // The rim is outside of all who deal with anybody.
        var rim = tied.Length == 0 ? 1 : Math.Min(RimMax, (double)alone.Length / sizes.Length);
        var mass = MassesOf(sizes);
        var radius = Array.ConvertAll(mass, one => Math.Sqrt((1 - RimMax) * Cover * one));
        var (x, y) = (new double[sizes.Length], new double[sizes.Length]);
        Spiral(tied, 0, 1, x, y);
        Relax(tied, ties, mass, x, y);
        Fit(tied, Math.Sqrt(1 - rim), x, y);
        Spiral(alone, 1 - rim, 1, x, y);
        KeepApart(radius, x, y);
        Frame(radius, x, y);
        return [.. sizes.Select((_, node) => (x[node], y[node], radius[node]))];
    }

    /// <summary>What room each node has: a part of it alike, the rest by size; 1 in all.</summary>
    private static double[] MassesOf(double[] sizes)
    {
        var total = Distribution.Sum(sizes);
        return Array.ConvertAll(sizes, size => (AlikeShare / sizes.Length) + ((1 - AlikeShare) * (total > 0 ? size / total : 1.0 / sizes.Length)));
    }

    /// <summary>Puts nodes on a spiral, evenly between two circles.</summary>
    /// <param name="nodes">The nodes, from the inside out.</param>
    /// <param name="inner">The square of the inner radius.</param>
    /// <param name="outer">The square of the outer radius.</param>
    /// <param name="x">Where nodes are.</param>
    /// <param name="y">Likewise.</param>
    private static void Spiral(int[] nodes, double inner, double outer, double[] x, double[] y)
    {
        var (cosine, sine) = (1.0, 0.0);
        for (var place = 0; place < nodes.Length; place++)
        {
            var distance = Math.Sqrt(inner + ((outer - inner) * (place + 0.5) / nodes.Length));
            (x[nodes[place]], y[nodes[place]]) = (distance * cosine, distance * sine);
            (cosine, sine) = ((cosine * GoldenCosine) - (sine * GoldenSine), (sine * GoldenCosine) + (cosine * GoldenSine));
        }
    }

    /// <summary>Lets nodes give way to the forces on them.</summary>
    private static void Relax(int[] nodes, MapTies ties, double[] mass, double[] x, double[] y)
    {
        var tree = new ChargeTree(nodes.Length);
        var (forceX, forceY) = (new double[x.Length], new double[y.Length]);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            tree.Fill(nodes, mass, x, y);
            foreach (var node in nodes)
            {
                var (awayX, awayY) = tree.ForceAt(x[node], y[node]);
                var (tieX, tieY) = ties.MeanOf(node, x, y);
                forceX[node] = awayX - x[node] + (Pull * (tieX - x[node]));
                forceY[node] = awayY - y[node] + (Pull * (tieY - y[node]));
            }

            var left = 1 - ((double)iteration / Iterations);
            Step(nodes, FirstStep * left * left, forceX, forceY, x, y);
        }
    }

    /// <summary>Moves nodes where their forces draw them, but not further than <paramref name="longest"/>.</summary>
    private static void Step(int[] nodes, double longest, double[] forceX, double[] forceY, double[] x, double[] y)
    {
        foreach (var node in nodes)
        {
            var (stepX, stepY) = (forceX[node] / (1 + Pull), forceY[node] / (1 + Pull));
            var length = Math.Sqrt((stepX * stepX) + (stepY * stepY));
            var share = length > longest ? longest / length : 1;
            x[node] += share * stepX;
            y[node] += share * stepY;
        }
    }

    /// <summary>Makes nodes fill a disc of a radius.</summary>
    private static void Fit(int[] nodes, double radius, double[] x, double[] y)
    {
        var furthest = Math.Sqrt(nodes.Length == 0 ? 0 : nodes.Max(node => (x[node] * x[node]) + (y[node] * y[node])));
        foreach (var node in furthest > 0 ? nodes : [])
        {
            x[node] *= radius / furthest;
            y[node] *= radius / furthest;
        }
    }

    /// <summary>Pushes nodes apart whose circles overlap.</summary>
    private static void KeepApart(double[] radius, double[] x, double[] y)
    {
        var (order, left) = (new int[x.Length], new double[x.Length]);
        for (var (pass, overlaps) = (0, true); overlaps && pass < ApartPasses; pass++)
        {
            overlaps = false;
            for (var node = 0; node < order.Length; node++)
            {
                (order[node], left[node]) = (node, x[node] - radius[node]);
            }

            Array.Sort((double[])left.Clone(), order);
            for (var place = 0; place < order.Length; place++)
            {
                var node = order[place];
                for (var next = place + 1; next < order.Length && left[order[next]] < left[node] + (2 * radius[node]); next++)
                {
                    overlaps |= Push(node, order[next], radius, x, y);
                }
            }
        }
    }

    private static bool Push(int one, int other, double[] radius, double[] x, double[] y)
    {
        var (awayX, awayY, least) = (x[other] - x[one], y[other] - y[one], radius[one] + radius[other]);
        var distance = Math.Sqrt((awayX * awayX) + (awayY * awayY));
        if (distance >= least)
        {
            return false;
        }

        // Any direction is as good as another for two on the same spot.
        (awayX, awayY) = distance > 0 ? (awayX / distance, awayY / distance) : (1, 0);
        // The larger one stays where it is, nearly.
        var whole = 1.02 * (least - distance);
        var share = radius[other] * radius[other] / ((radius[one] * radius[one]) + (radius[other] * radius[other]));
        (x[one], y[one]) = (x[one] - (share * whole * awayX), y[one] - (share * whole * awayY));
        (x[other], y[other]) = (x[other] + ((1 - share) * whole * awayX), y[other] + ((1 - share) * whole * awayY));
        return true;
    }

    /// <summary>Brings all circles into the square from −1 to 1.</summary>
    private static void Frame(double[] radius, double[] x, double[] y)
    {
        var (left, right, top, bottom) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        for (var node = 0; node < x.Length; node++)
        {
            (left, right) = (Math.Min(left, x[node] - radius[node]), Math.Max(right, x[node] + radius[node]));
            (top, bottom) = (Math.Min(top, y[node] - radius[node]), Math.Max(bottom, y[node] + radius[node]));
        }

        var (middleX, middleY, half) = ((left + right) / 2, (top + bottom) / 2, Math.Max(right - left, bottom - top) / 2);
        for (var node = 0; node < x.Length; node++)
        {
            (x[node], y[node], radius[node]) = (Inside((x[node] - middleX) / half), Inside((y[node] - middleY) / half), radius[node] / half);
        }
    }

    private static double Inside(double place) => Math.Clamp(place, -1, 1);
}
