using System.Diagnostics;
using System.Runtime.Intrinsics;
using Contagion.Analysis;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>What metrics of many scenarios cost, beside the least that they could.</summary>
internal static class MetricsBench
{
    private const int Orders = 10_000;
    private const int Scenarios = 10_000;
    private const double Level = 0.95;

    /// <summary>Prints Shapley values, permutation tests and tail measures.</summary>
    public static void Run((int Institutions, int Degree)[] sizes)
    {
        Console.WriteLine($"\nMetrics, {Environment.ProcessorCount} threads");
        Console.WriteLine($"\n{Orders:N0} orders for Shapley values of losses; bare: losses added to sums in the same orders, and no more; sorting: 20 orders, each sum sorted");
        Console.WriteLine($"{"institutions",12} {"scenarios",10} {"v",6} {"seconds",9} {"bare",9} {"ratio",6} {"sorting/this",13}");
        foreach (var (institutions, scenarios) in new[] { (100, 1_000), (1_000, 1_000), (100, 10_000) })
        {
            Attribute(institutions, scenarios, null);
            Attribute(institutions, scenarios, Level);
        }

        Console.WriteLine($"\n{Orders:N0} permutations for Moran's I; bare: the products of the same pairs gathered as often, eight at a time, without shuffling");
        Console.WriteLine($"{"institutions",12} {"exposures",10} {"seconds",9} {"bare",9} {"ratio",6} {"p",8}");
        Array.ForEach(sizes, size => Permute(size.Institutions, size.Degree));

        Console.WriteLine($"\nTail measures of 1,000 institutions in {Scenarios:N0} scenarios; bare: every loss read once; sorting: by sorting, 20 institutions");
        Console.WriteLine($"{"intervals",12} {"seconds",9} {"bare",9} {"ratio",6} {"sorting/this",13}");
        Tail(1_000, 0);
        Tail(1_000, 1_000);
    }

    private static void Attribute(int institutions, int scenarios, double? level)
    {
        var losses = Losses(institutions, scenarios);
        var orders = institutions * (long)scenarios > 500_000 ? Orders / 10 : Orders;
        Shapley.OfLosses(losses, level, 32, 1);
        var watch = Stopwatch.StartNew();
        Shapley.OfLosses(losses, level, orders, 1);
        var seconds = watch.Elapsed.TotalSeconds * Orders / orders;
        watch.Restart();
        Parallel.For(0, orders / 2, pair =>
        {
            var (order, sums) = (Enumerable.Range(0, institutions).ToArray(), new double[scenarios]);
            KeyedShuffle.Shuffle(order.AsSpan(), 1, pair);
            Add(losses, order, sums);
            Array.Reverse(order);
            Add(losses, order, sums);
        });
        var bare = watch.Elapsed.TotalSeconds * Orders / orders;
        watch.Restart();
        Shapley.Sample(institutions, 20, 1, () => new Sorted(losses, level));
        var sorting = watch.Elapsed.TotalSeconds * Orders / 20;
        Console.WriteLine($"{institutions,12:N0} {scenarios,10:N0} {(level is null ? "worst" : "ES"),6} {seconds,9:N2} {bare,9:N2} {seconds / bare,6:N1} {sorting / seconds,13:N0}");
    }

    private static void Add(double[][] losses, int[] order, double[] sums)
    {
        Array.Clear(sums);
        foreach (var player in order)
        {
            var loss = losses[player];
            for (var next = 0; next <= sums.Length - Vector512<double>.Count; next += Vector512<double>.Count)
            {
                (Vector512.Create(sums, next) + Vector512.Create(loss, next)).CopyTo(sums, next);
            }
        }
    }

    private static void Permute(int institutions, int degree)
    {
        var weights = SpatialWeights.Of(RandomNetwork.Of(institutions, degree, 1));
        var x = Losses(1, institutions)[0];
        MoransI.Of(weights, x, 64, 1);
        var watch = Stopwatch.StartNew();
        var test = MoransI.Of(weights, x, Orders, 1)!.Permutations!;
        var seconds = watch.Elapsed.TotalSeconds;
        var pairs = PairProducts.Of(weights.Rows);
        var sums = new Vector512<double>[Orders / Vector512<double>.Count];
        watch.Restart();
        Parallel.For(0, sums.Length, () => new EightOrders(weights.Members.Count), (eight, _, orders) =>
        {
            sums[eight] = pairs.Sum(orders.Lanes);
            return orders;
        }, _ => { });
        var bare = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{institutions,12:N0} {institutions * (long)degree,10:N0} {seconds,9:N2} {bare,9:N2} {seconds / bare,6:N1} {test.Probability,8:N4}");
    }

    private static void Tail(int institutions, int resamples)
    {
        var losses = Losses(institutions, Scenarios);
        var system = new double[Scenarios];
        Add(losses, [.. Enumerable.Range(0, institutions)], system);
        var bootstrap = new Bootstrap(1, Math.Max(resamples, Bootstrap.ResamplesMin), Always: resamples > 0);
        TailRisk.Of(new SystemTail(system, Level, bootstrap), losses[..10]);
        var watch = Stopwatch.StartNew();
        TailRisk.Of(new SystemTail(system, Level, bootstrap), losses);
        var seconds = watch.Elapsed.TotalSeconds;
        watch.Restart();
        var most = new double[institutions];
        Parallel.For(0, institutions, institution => most[institution] = Largest(losses[institution]));
        var bare = watch.Elapsed.TotalSeconds;
        watch.Restart();
        Parallel.For(0, 20, institution =>
        {
            var (sorted, scenarios) = ((double[])losses[institution].Clone(), Enumerable.Range(0, Scenarios).ToArray());
            Array.Sort(sorted, scenarios);
            double[] atRisk = [.. system.Where((_, scenario) => losses[institution][scenario] >= sorted[(int)(Level * Scenarios) - 1]).Order()];
            double[] atMedian = [.. system.Where((_, scenario) => losses[institution][scenario] <= sorted[(Scenarios / 2) - 1]).Order()];
            most[institution] = atRisk[(int)(Level * atRisk.Length)] - atMedian[(int)(Level * atMedian.Length)];
        });
        var sorting = watch.Elapsed.TotalSeconds * institutions / 20;
        Console.WriteLine($"{(resamples > 0 ? $"{resamples:N0}" : "none"),12} {seconds,9:N3} {bare,9:N3} {seconds / bare,6:N1} {(resamples > 0 ? "" : $"{sorting / seconds:N0}"),13}");
    }

    private static double Largest(double[] losses)
    {
        var most = Vector512<double>.Zero;
        for (var next = 0; next <= losses.Length - Vector512<double>.Count; next += Vector512<double>.Count)
        {
            most = Vector512.Max(most, Vector512.Create(losses, next));
        }

        return most[0];
    }

    /// <summary>Losses with a common factor: most small, some large, none the same.</summary>
    private static double[][] Losses(int institutions, int scenarios) =>
    [
        .. Enumerable.Range(0, institutions).Select(institution => Enumerable.Range(0, scenarios).Select(scenario =>
        {
            var (common, own) = (Philox.Uniform(Philox.Draw(5, 0, 0, (uint)scenario, 0)), Philox.Uniform(Philox.Draw(5, 1, (uint)institution, (uint)scenario, 0)));
            return Math.Max(0, (common * common * common * own) - 0.05);
        }).ToArray()),
    ];

    /// <summary>The plain way: add, copy, sort, sum.</summary>
    private sealed class Sorted(double[][] losses, double? level) : ICoalition
    {
        private readonly double[] _sums = new double[losses[0].Length];

        public double Clear()
        {
            Array.Clear(_sums);
            return 0;
        }

        public double Join(int player)
        {
            for (var scenario = 0; scenario < _sums.Length; scenario++)
            {
                _sums[scenario] += losses[player][scenario];
            }

            var sorted = (double[])_sums.Clone();
            Array.Sort(sorted);
            return level is { } a ? sorted[(int)(a * sorted.Length)..].Average() : sorted[^1];
        }
    }
}
