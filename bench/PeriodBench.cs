using Contagion.Engine;

namespace Contagion.Bench;

/// <summary>Runs of many channels over periods.</summary>
internal static class PeriodBench
{
    private const int Periods = 30;

    /// <summary>Thirty periods of an internet-finance economy with every channel, and how the time grows with its size.</summary>
    public static void Growth(int smallest, int largest, int replications)
    {
        Console.WriteLine($"\n{Periods} periods, every channel, {replications:N0} replications, two threads");
        Console.WriteLine($"{"institutions",12} {"exposures",11} {"seconds",9} {"ms a period",12} {"updates G/s",12} {"defaults",9} {"rounds",8}");
        for (var institutions = smallest; institutions <= largest; institutions *= 10)
        {
            var network = PlatformEconomy.Of(institutions);
            var result = InProcessHost.Run(PlatformEconomy.Scenario(replications), network, new RunOptions { Threads = 2 });
            var seconds = result.Elapsed.TotalSeconds;
            Console.WriteLine($"{network.Count,12:N0} {network.Claims.Count,11:N0} {seconds,9:N2} {seconds * 1e3 * 8 / (Periods * (double)replications),12:N2} "
                + $"{(double)network.Claims.Count * Periods * replications / seconds / 1e9,12:N3} {result.Replications.Average(one => one.Defaults),9:N1} {result.Replications.Average(one => one.Rounds),8:N1}");
        }
    }
}
