using System.Diagnostics;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>What <c>contagion validate</c> takes to read, check and build a network, beside a bare reading of the bytes of its files.</summary>
internal static class LoadingBench
{
    private const int Attempts = 3;
    private const int ChunkBytes = 1 << 20;

    /// <summary>Prints a line for a network whose institutions have <paramref name="degree"/> claims each.</summary>
    public static void Run(int institutions, int degree)
    {
        var folder = Directory.CreateTempSubdirectory("contagion-bench-").FullName;
        try
        {
            Write(folder, institutions, degree);
            var files = new[] { "institutions.csv", "exposures.csv" }.Select(name => Path.Combine(folder, name)).ToArray();
            var bytes = files.Sum(file => new FileInfo(file).Length);
            var bare = Enumerable.Range(0, Attempts).Min(_ => Seconds(() => Array.ForEach(files, ReadBytes)));
            ForgetPeak();
            var (seconds, count) = (double.MaxValue, 0);
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                seconds = Math.Min(seconds, Seconds(() => count = Load(folder)));
                GC.Collect();
            }

            Console.WriteLine($"{institutions,12:N0} {count,10:N0} {bytes / 1e6,7:N1} {seconds,8:N3} {bytes / seconds / 1e6,6:N0} {bare,8:N3} {seconds / bare,6:N1} {Process.GetCurrentProcess().PeakWorkingSet64 >> 20,9:N0}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Prints what the lines of <see cref="Run"/> say.</summary>
    public static void Head()
    {
        Console.WriteLine($"\nReading, checking and building a network from CSV, all processors, best of {Attempts}; a bare reading of the same bytes, one thread");
        Console.WriteLine($"{"institutions",12} {"exposures",10} {"MB",7} {"seconds",8} {"MB/s",6} {"bare: s",8} {"ratio",6} {"peak MiB",9}");
    }

    private static int Load(string folder)
    {
        var file = ScenarioFile.Load(Path.Combine(folder, "scenario.yaml"));
        _ = new ReplicationPlan(file.Scenario, file.Network);
        return file.Network.Claims.Count;
    }

    private static void ReadBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var (buffer, lines) = (new byte[ChunkBytes], 0L);
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        GC.KeepAlive(lines);
    }

    /// <summary>Writes amounts with all their digits: no file takes longer to read.</summary>
    private static void Write(string folder, int institutions, int degree)
    {
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), """
            name: bench
            network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
            shocks: [{ kind: default, target: { id: B0 } }]
            channels: { solvency: { mechanism: debtrank-linear } }
            """);
        using (var file = new StreamWriter(Path.Combine(folder, "institutions.csv")))
        {
            file.WriteLine("id,kind,external_assets,equity");
            for (var institution = 0; institution < institutions; institution++)
            {
                file.WriteLine($"B{institution},bank,{100 + Philox.Uniform(Philox.Draw(8, 0, 0, (uint)institution, 0))},{2 * degree}");
            }
        }

        using var exposures = new StreamWriter(Path.Combine(folder, "exposures.csv"));
        exposures.WriteLine("creditor,debtor,amount");
        for (var creditor = 0; creditor < institutions; creditor++)
        {
            for (var claim = 0; claim < degree; claim++)
            {
                var bits = Philox.Draw(7, 0, 0, (uint)creditor, (uint)claim);
                var debtor = (int)(bits % (uint)(institutions - 1));
                exposures.WriteLine($"B{creditor},B{(debtor >= creditor ? debtor + 1 : debtor)},{0.5 + Philox.Uniform(bits)}");
            }
        }
    }

    /// <summary>Lets the peak of memory begin anew, where the system can: what was measured before does not count.</summary>
    private static void ForgetPeak()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        const string Peak = "/proc/self/clear_refs";
        if (File.Exists(Peak))
        {
            File.WriteAllText(Peak, "5");
        }
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
