using System.Numerics;

namespace Contagion.Networks;

/// <summary>How many steps institutions of the largest piece are apart, directions and amounts left aside.</summary>
/// <param name="Institutions">Members of the largest weakly connected component, the first of those that are as large; 0 where nobody has an exposure.</param>
/// <param name="Sources">From how many of them steps were counted.</param>
/// <param name="Mean">Mean over pairs of members; an estimate that is right on average where not all are sources. NaN where nobody has an exposure.</param>
/// <param name="StandardError">Of the mean; 0 where all are sources.</param>
/// <param name="DiameterMin">The two that are furthest apart are so many steps apart, or more: the furthest that anybody is from a source.</param>
/// <param name="DiameterMax">... and no more: the diameter itself where all are sources, else twice the way from the source that is nearest to all.</param>
/// <remarks>Breadth first from 64 sources at once, a bit of a word each: Then and others (2014), Proceedings of the VLDB Endowment 8(4):449–460.</remarks>
public sealed record Distances(int Institutions, int Sources, double Mean, double StandardError, int DiameterMin, int DiameterMax)
{
    /// <summary>Steps are counted from everybody while members × (members + 2 × exposures) are no more than this: some seconds of one processor, or half a minute on a long chain.</summary>
    public const long ExactMax = 10_000_000_000;

    /// <summary>Else from as many as this allows, and no fewer than <see cref="SourceSample.SourcesMin"/>.</summary>
    public const long SampledMax = 1_000_000_000;

    private const int Together = 64;

    /// <summary>Whether steps were counted from everybody.</summary>
    public bool IsExact => Sources == Institutions;

    /// <summary>Counts steps from everybody, or from a sample where that would take long.</summary>
    /// <param name="graph">Counterparties.</param>
    /// <param name="weak">Its weakly connected components.</param>
    /// <param name="seed">From whom steps are counted where it is not everybody.</param>
    public static Distances Of(ExposureGraph graph, Components weak, ulong seed = 0)
    {
        var members = LargestOf(weak);
        var step = members.Length + (2L * graph.Exposures);
        return Of(graph, members, SourceSample.Draw(members.Length, members.Length * step <= ExactMax ? members.Length : (int)Math.Clamp(SampledMax / step, SourceSample.SourcesMin, members.Length), seed));
    }

    /// <summary>Counts steps from a sample.</summary>
    /// <param name="graph">Counterparties.</param>
    /// <param name="members">A component of it.</param>
    /// <param name="sample">Places in <paramref name="members"/>.</param>
    internal static Distances Of(ExposureGraph graph, int[] members, SourceSample sample)
    {
        if (members.Length < 2)
        {
            return new Distances(0, 0, double.NaN, 0, 0, 0);
        }

        int[] sources = Array.ConvertAll(sample.Sources, place => members[place]);
        var (steps, furthest) = (new long[sources.Length], new int[sources.Length]);
        OrderedWork.ForEach(
            (sources.Length + Together - 1) / Together,
            () => new Search(graph),
            (search, chunk) =>
            {
                var (from, count) = (chunk * Together, Math.Min(Together, sources.Length - (chunk * Together)));
                search.From(sources.AsSpan(from, count), steps.AsSpan(from, count), furthest.AsSpan(from, count));
            },
            _ => { });

        double[] means = Array.ConvertAll(steps, sum => sum / (members.Length - 1.0));
        // Whole numbers are added up, so that the exact mean is rounded once.
        var mean = steps.Sum() / (members.Length - 1.0) / sources.Length;
        var isExact = sample.IsExact;
        var spread = means.Sum(one => (one - mean) * (one - mean)) / Math.Max(1, sources.Length - 1);
        return new Distances(
            members.Length,
            sources.Length,
            mean,
            isExact ? 0 : Math.Sqrt(spread / sources.Length * (1 - ((double)sources.Length / members.Length))),
            furthest.Max(),
            isExact ? furthest.Max() : 2 * furthest.Min());
    }

    private static int[] LargestOf(Components weak)
    {
        var size = weak.LargestSize;
        return size == 0 ? [] : weak.MembersOf(Enumerable.Range(0, weak.Count).First(one => weak.SizeOf(one) == size));
    }

    /// <summary>Goes breadth first from up to 64 institutions at once; whoever several of them meet in the same step is looked at once for all.</summary>
    private sealed class Search(ExposureGraph graph)
    {
        // Bit k: whether source k has met the institution; met it in the last step; meets it in this one.
        private readonly ulong[] _met = new ulong[graph.Count];
        private ulong[] _last = new ulong[graph.Count];
        private ulong[] _next = new ulong[graph.Count];
        private int[] _front = new int[graph.Count];
        private int[] _ahead = new int[graph.Count];

        /// <summary>Counts, for each source, the steps to all that it reaches and those to the furthest.</summary>
        public void From(ReadOnlySpan<int> sources, Span<long> steps, Span<int> furthest)
        {
            Array.Clear(_met);
            var waiting = sources.Length;
            for (var source = 0; source < sources.Length; source++)
            {
                _front[source] = sources[source];
                _met[sources[source]] = _last[sources[source]] = 1UL << source;
            }

            for (var step = 1; waiting > 0; step++)
            {
                waiting = Advance(waiting);
                for (var place = 0; place < waiting; place++)
                {
                    var one = _front[place];
                    _met[one] |= _last[one];
                    for (var bits = _last[one]; bits != 0; bits &= bits - 1)
                    {
                        var source = BitOperations.TrailingZeroCount(bits);
                        steps[source] += step;
                        furthest[source] = step;
                    }
                }
            }
        }

        /// <summary>Goes a step on; says how many are met.</summary>
        private int Advance(int waiting)
        {
            var met = 0;
            for (var place = 0; place < waiting; place++)
            {
                var one = _front[place];
                var bits = _last[one];
                _last[one] = 0;
                foreach (var other in graph.NeighboursOf(one))
                {
                    var fresh = bits & ~_met[other];
                    if (fresh != 0)
                    {
                        if (_next[other] == 0)
                        {
                            _ahead[met++] = other;
                        }

                        _next[other] |= fresh;
                    }
                }
            }

            (_last, _next, _front, _ahead) = (_next, _last, _ahead, _front);
            return met;
        }
    }
}
