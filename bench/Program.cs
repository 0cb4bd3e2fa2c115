using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Contagion.Bench;
using Contagion.Engine;
using Contagion.Model;

// Usage: dotnet run -c Release --project bench -- [largest number of institutions]
// Exposure × replication updates a second of the engine beside a hand-written kernel over the same rows in the same process.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var largest = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
Console.WriteLine($"{"institutions",12} {"exposures",12} {"mechanism",-16} {"bare G/s",9} {"engine G/s",10} {"ratio",6} {"bytes/round",11}");
foreach (var (institutions, degree) in new[] { (1_000, 20), (10_000, 20), (100_000, 10), (1_000_000, 10) })
{
    if (institutions > largest)
    {
        break;
    }

    var network = RandomNetwork.Of(institutions, degree, 2);
    var rounds = Math.Clamp(400_000_000 / (institutions * degree * 2), 4, 2000);
    var leverage = new double[network.Claims.Count];
    for (var claim = 0; claim < leverage.Length; claim++)
    {
        leverage[claim] = network.Claims.Amount[claim] / (2.0 * degree);
    }

    foreach (Mechanism mechanism in new Mechanism[] { new LinearDebtRank(), new EisenbergNoe(), new Furfine() })
    {
        var bare = new BareKernel(network);
        var cascade = mechanism.Prepare(network, new RunSettings { Tolerance = 0 }).NewCascade();
        var (best, bestEngine, allocated) = (double.MaxValue, double.MaxValue, 0L);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            bare.Begin();
            best = Math.Min(best, Seconds(() => bare.Round(leverage), rounds));
            Begin(cascade, network);
            var before = GC.GetAllocatedBytesForCurrentThread();
            bestEngine = Math.Min(bestEngine, Seconds((int round) => cascade.Step(round, Vector512<double>.AllBitsSet), rounds));
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;
        }

        var updates = (double)network.Claims.Count * 8 * rounds / 1e9;
        Console.WriteLine($"{institutions,12:N0} {network.Claims.Count,12:N0} {mechanism.Name,-16} {updates / best,9:N2} {updates / bestEngine,10:N2} {best / bestEngine,6:N2} {allocated,11:N0}");
    }
}

static void Begin(Cascade cascade, Contagion.Networks.Network network)
{
    var stress = new Stress(network);
    for (var lane = 0; lane < 8; lane++)
    {
        stress.Default(lane, lane);
    }

    cascade.Begin(stress, Vector512<double>.AllBitsSet);
}

static double Seconds(Delegate round, int rounds)
{
    var watch = Stopwatch.StartNew();
    if (round is Action plain)
    {
        for (var turn = 1; turn <= rounds; turn++)
        {
            plain();
        }
    }
    else
    {
        var step = (Func<int, Vector512<double>>)round;
        for (var turn = 1; turn <= rounds; turn++)
        {
            step(turn);
        }
    }

    return watch.Elapsed.TotalSeconds;
}
