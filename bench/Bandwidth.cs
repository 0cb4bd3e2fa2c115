using System.Diagnostics;

namespace Contagion.Bench;

/// <summary>What memory gives: the speed that large networks wait for.</summary>
internal static class Bandwidth
{
    private const int Bytes = 1 << 29;

    /// <summary>Prints gigabytes a second of reading in order, on one thread and on two.</summary>
    public static void Run()
    {
        var memory = new long[Bytes / 8];
        Array.Fill(memory, 1);
        foreach (var threads in new[] { 1, 2 })
        {
            var best = Enumerable.Range(0, 5).Min(_ =>
            {
                var watch = Stopwatch.StartNew();
                Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
                {
                    var sum = System.Numerics.Vector<long>.Zero;
                    foreach (var vector in System.Runtime.InteropServices.MemoryMarshal.Cast<long, System.Numerics.Vector<long>>(memory.AsSpan(part * (memory.Length / threads), memory.Length / threads)))
                    {
                        sum += vector;
                    }

                    GC.KeepAlive(sum[0]);
                });
                return watch.Elapsed.TotalSeconds;
            });
            Console.WriteLine($"memory read in order, {threads} thread{(threads > 1 ? "s" : "")}: {Bytes / best / 1e9:N1} GB/s");
        }
    }
}
