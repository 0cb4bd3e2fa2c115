using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>Centralities of large networks beside a bare sweep over the same rows: gather, multiply, add for one vector, and no more, by the same number of threads.</summary>
internal static class CentralityBench
{
    private const int Attempts = 3;

    /// <summary>Sources of betweenness where all of them would take hours.</summary>
    private const int Sources = 64;

    /// <summary>Institutions up to which betweenness is counted from everybody.</summary>
    private const int ExactMax = 10_000;

    /// <summary>Prints a line for each centrality.</summary>
    public static void Run(int institutions, int degree, bool hasBetweenness)
    {
        var graph = DebtGraph.Of(RandomNetwork.Of(institutions, degree, equityOfClaims: 2));
        var (vector, image) = (new double[graph.Count], new double[graph.Count]);
        Array.Fill(vector, 1);
        var bytes = (12L * graph.Edges) + (20L * graph.Count);
        var alone = Best(() => Sweep(graph.Claims, vector, image, 0, graph.Count));
        var together = Best(() => Parallel.For(0, Environment.ProcessorCount, part =>
            Sweep(graph.Claims, vector, image, (int)((long)graph.Count * part / Environment.ProcessorCount), (int)((long)graph.Count * (part + 1) / Environment.ProcessorCount))));
        Console.WriteLine($"\n{institutions:N0} institutions, {graph.Edges:N0} edges, {Environment.ProcessorCount} threads; a bare sweep takes {alone * 1e3:N3} ms on one thread and {together * 1e3:N3} on all, {bytes / 1e6:N1} MB, {bytes / together / 1e9:N1} GB/s");
        Console.WriteLine($"{"centrality",-24} {"seconds",9} {"sweeps",7} {"ms a sweep",11} {"of bare",8} {"GB/s",6} {"MB allocated",13} {"processor s",12} {"work of bare",13}");
        var (lent, borrowed) = (graph.Claims.RowSums(), graph.Debts.RowSums());
        Line("PageRank", () => { _ = PageRank.Of(graph.Debts, lent, out var sweeps); return sweeps; });
        Line("PageRank, vulnerability", () => { _ = PageRank.Of(graph.Claims, borrowed, out var sweeps); return sweeps; });
        Components? components = null;
        Line("strong components", () => { components = Components.Strong(graph.Debts); return 1; });
        Line("weak components", () => { _ = Components.Weak(graph.Debts); return 1; });
        PerronRoot? root = null;
        Line("eigenvector", () => (root = Eigenvector.Of(graph.Debts, components!)).Sweeps);
        Line("Katz", () => { _ = Katz.Of(graph.Debts, Katz.Share / root!.Upper, out var sweeps); return sweeps; });
        int[] cores = [];
        Line("core numbers, creditors", () => { cores = CoreNumbers.Of(graph.Debts, graph.Claims); return 1; });
        Line("reciprocity", () => { _ = LinkShape.Reciprocity(graph); return 1; });
        Line("core and periphery", () => { _ = CorePeripheryFit.Of(graph, cores); return 1; });
        if (hasBetweenness)
        {
            var sample = institutions <= ExactMax ? SourceSample.All(institutions) : SourceSample.Draw(institutions, Sources, 7);
            Line($"betweenness, {sample.Sources.Length:N0} sources", () => { _ = Betweenness.Of(graph, sample); return sample.Sources.Length; }, attempts: 1);
        }

        void Line(string name, Func<int> work, int attempts = Attempts)
        {
            var (sweeps, before, busy) = (0, GC.GetTotalAllocatedBytes(precise: true), Busy());
            var seconds = Best(() => sweeps = work(), attempts);
            var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / attempts;
            var worked = (Busy() - busy) / attempts;
            Console.WriteLine($"{name,-24} {seconds,9:N3} {sweeps,7:N0} {seconds / sweeps * 1e3,11:N3} {seconds / sweeps / together,8:N2} {bytes * (double)sweeps / seconds / 1e9,6:N1} {allocated / 1e6,13:N1} {worked,12:N3} {worked / sweeps / alone,13:N2}");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(CompressedRows rows, double[] from, double[] to, int first, int end)
    {
        ref var start = ref MemoryMarshal.GetReference(rows.Start);
        ref var column = ref MemoryMarshal.GetReference(rows.Column);
        ref var amount = ref MemoryMarshal.GetReference(rows.Amount);
        ref var vector = ref MemoryMarshal.GetArrayDataReference(from);
        for (var row = first; row < end; row++)
        {
            var (even, odd) = (0.0, 0.0);
            nint entry = Unsafe.Add(ref start, row);
            nint after = Unsafe.Add(ref start, row + 1);
            for (; entry + 1 < after; entry += 2)
            {
                even += Unsafe.Add(ref amount, entry) * Unsafe.Add(ref vector, Unsafe.Add(ref column, entry));
                odd += Unsafe.Add(ref amount, entry + 1) * Unsafe.Add(ref vector, Unsafe.Add(ref column, entry + 1));
            }

            if (entry < after)
            {
                even += Unsafe.Add(ref amount, entry) * Unsafe.Add(ref vector, Unsafe.Add(ref column, entry));
            }

            to[row] = even + odd;
        }
    }

    /// <summary>Processor time so far: unlike the clock, it does not count what others do on the machine.</summary>
    private static double Busy() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static double Best(Action action, int attempts = 15) => Enumerable.Range(0, attempts).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    });
}
