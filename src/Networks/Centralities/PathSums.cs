namespace Contagion.Networks;

/// <summary>What shortest paths from some sources come to at each institution, added up.</summary>
/// <remarks>O(sources × (exposures + institutions × log institutions)), by all threads; sums are taken over sixteen sources at a time, in their order.</remarks>
internal sealed class PathSums
{
    private const int ChunkSources = 16;

    private readonly SourceSample _sample;
    private readonly bool[] _isSource;

    private PathSums(SourceSample sample, bool hasBetween)
    {
        var count = sample.Count;
        (_sample, _isSource) = (sample, new bool[count]);
        (Reached, Distance, Inverse) = (new double[count], new double[count], new double[count]);
        Between = hasBetween ? new double[count] : [];
        if (!sample.IsExact)
        {
            (DistanceSquared, InverseSquared) = (new double[count], new double[count]);
            BetweenSquared = hasBetween ? new double[count] : [];
        }

        foreach (var source in sample.Sources)
        {
            _isSource[source] = true;
        }
    }

    /// <summary>Sources that reach each institution, itself left out.</summary>
    public double[] Reached { get; }

    /// <summary>Sum of the distances from them.</summary>
    public double[] Distance { get; }

    /// <summary>Sum of one over these distances.</summary>
    public double[] Inverse { get; }

    /// <summary>Sum over sources of the shortest paths through each institution, as shares of all those between two; empty where nobody asked.</summary>
    public double[] Between { get; }

    // Sums of squares over sources; empty where every institution is a source.
    private double[] DistanceSquared { get; } = [];

    private double[] InverseSquared { get; } = [];

    private double[] BetweenSquared { get; } = [];

    /// <summary>Follows rows from every source.</summary>
    /// <param name="rows">Row i: where edges from i lead.</param>
    /// <param name="sample">The sources.</param>
    /// <param name="hasBetween">Whether what leads through institutions is wanted.</param>
    /// <exception cref="InvalidOperationException">There are more shortest paths between two institutions than a number can hold.</exception>
    public static PathSums Of(CompressedRows rows, SourceSample sample, bool hasBetween)
    {
        var (all, length) = (new PathSums(sample, hasBetween), PathSearch.Lengths(rows));
        OrderedWork.ForEach(
            (sample.Sources.Length + ChunkSources - 1) / ChunkSources,
            () => new Worker(new PathSearch(rows, length), new PathSums(sample, hasBetween)),
            (worker, chunk) =>
            {
                foreach (var source in sample.Sources.AsSpan(chunk * ChunkSources, Math.Min(ChunkSources, sample.Sources.Length - (chunk * ChunkSources))))
                {
                    worker.Sums.Add(worker.Search, source);
                }
            },
            worker => all.Take(worker.Sums));
        return all;
    }

    /// <summary>How many sources there are besides an institution itself, and what share of all others they are.</summary>
    public (int Sources, double Share) SourcesBeside(int institution)
    {
        var sources = _sample.Sources.Length - (_isSource[institution] ? 1 : 0);
        return (sources, (double)sources / Math.Max(1, _sample.Count - 1));
    }

    /// <summary>Standard error of the mean of what paths through an institution come to for a source.</summary>
    public double BetweenError(int institution) => Error(institution, Between, BetweenSquared);

    /// <summary>Standard error of the mean of one over the distance from a source.</summary>
    public double InverseError(int institution) => Error(institution, Inverse, InverseSquared);

    /// <summary>Standard error of closeness relative to itself: of 2 log(mean reached) − log(mean distance), to first order.</summary>
    public double ClosenessError(int institution)
    {
        var ((sources, share), reached, distance) = (SourcesBeside(institution), Reached[institution], Distance[institution]);
        if (_sample.IsExact || reached == 0 || sources < 2)
        {
            return 0;
        }

        // Means are reached/sources and distance/sources; what a source adds is 2/mean − d/mean for those that reach it, else 0; its mean is 1.
        var (first, second) = (2 * sources / reached, sources / distance);
        var squares = (first * first * reached) - (2 * first * second * distance) + (second * second * DistanceSquared[institution]);
        return Math.Sqrt(Math.Max(0, (squares / sources) - 1) / (sources - 1) * (1 - share));
    }

    private double Error(int institution, double[] sum, double[] squared)
    {
        var (sources, share) = SourcesBeside(institution);
        if (_sample.IsExact || sources < 2)
        {
            return 0;
        }

        var mean = sum[institution] / sources;
        return Math.Sqrt(Math.Max(0, (squared[institution] / sources) - (mean * mean)) / (sources - 1) * (1 - share));
    }

    private void Add(PathSearch search, int source)
    {
        var reached = search.Reach(source);
        var distance = search.Distance;
        var between = Between.Length > 0 ? search.Dependencies(reached) : [];
        foreach (var one in reached[1..])
        {
            var (far, near) = (distance[one], 1 / distance[one]);
            Reached[one]++;
            Distance[one] += far;
            Inverse[one] += near;
            if (DistanceSquared.Length > 0)
            {
                DistanceSquared[one] += far * far;
                InverseSquared[one] += near * near;
            }

            if (between.Length > 0)
            {
                Between[one] += between[one];
                if (BetweenSquared.Length > 0)
                {
                    BetweenSquared[one] += between[one] * between[one];
                }
            }
        }

        search.Forget(reached);
    }

    /// <summary>Takes up the sums of another and empties it.</summary>
    private void Take(PathSums other)
    {
        Move(other.Reached, Reached);
        Move(other.Distance, Distance);
        Move(other.Inverse, Inverse);
        Move(other.Between, Between);
        Move(other.DistanceSquared, DistanceSquared);
        Move(other.InverseSquared, InverseSquared);
        Move(other.BetweenSquared, BetweenSquared);
    }

    private static void Move(double[] from, double[] to)
    {
        for (var institution = 0; institution < to.Length; institution++)
        {
            to[institution] += from[institution];
            from[institution] = 0;
        }
    }

    /// <summary>What a thread works with.</summary>
    private sealed record Worker(PathSearch Search, PathSums Sums);
}
