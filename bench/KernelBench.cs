using System.Diagnostics;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>Exposure × replication updates a second of the engine, beside a hand-written kernel over the same rows in the same process.</summary>
internal static class KernelBench
{
    private const int Replications = 64;
    private const int Lanes = 8;
    private const int Attempts = 5;

    /// <summary>What takes a millisecond is tried more often: the neighbours of a machine disturb for longer than that.</summary>
    private static readonly TimeSpan TimeAtLeast = TimeSpan.FromSeconds(1);

    /// <summary>Prints a line for each mechanism.</summary>
    public static void Run(int institutions, int degree)
    {
        Console.WriteLine($"\n{institutions:N0} institutions, {institutions * (long)degree:N0} exposures, {Replications} replications, one thread");
        Console.WriteLine($"{"mechanism",-16} {"until",-12} {"bare G/s",9} {"engine G/s",10} {"ratio",6} {"rounds",7} {"seconds",8} {"bytes/round",11}");
        var calm = RandomNetwork.Of(institutions, degree, equityOfClaims: 2);
        var fixedRounds = Math.Clamp(400_000_000 / (institutions * degree * 2), 4, 2000);
        Line(calm, new LinearDebtRank(), Fail, fixedRounds);
        Line(calm, new LinearDebtRank(), Fail, null);
        Line(calm, new Furfine(), Fail, fixedRounds);
        Line(calm, new Furfine(), Fail, null);
        // Little equity and a shock on every third institution: most fail, and payments go round among them.
        var frail = RandomNetwork.Of(institutions, degree, equityOfClaims: 0.05);
        Line(frail, new EisenbergNoe(), LoseEquity, 2);
        Line(frail, new EisenbergNoe(), LoseEquity, null);
    }

    private static void Line(Network network, Mechanism mechanism, Action<Network, Stress<EightLanes>> shock, int? rounds)
    {
        using var bare = new BareKernel(network);
        var cascade = mechanism.Prepare(network, new RunSettings { Tolerance = rounds is null ? 1e-12 : 0 }).NewCascade<EightLanes>();
        // A fixed number of rounds means all rows in each of them.
        cascade.Set.IsFull = rounds is not null;
        var stress = new Stress<EightLanes>(network);
        shock(network, stress);
        var leverage = network.Claims.Amount.ToArray();
        Array.ConvertAll(leverage, amount => amount / (2.0 * network.Claims.Count / network.Count)).CopyTo(leverage, 0);
        var bareRounds = Math.Clamp(20_000_000 / network.Claims.Count, 3, 2000);
        var (bareRate, engineRate, seconds, allocated, turns) = (0.0, 0.0, 0.0, 0L, 0);
        var begin = Stopwatch.GetTimestamp();
        for (var attempt = 0; attempt < Attempts || Stopwatch.GetElapsedTime(begin) < TimeAtLeast; attempt++)
        {
            bare.Begin();
            var watch = Stopwatch.StartNew();
            for (var round = 0; round < bareRounds; round++)
            {
                bare.Round(leverage);
            }

            bareRate = Math.Max(bareRate, (double)network.Claims.Count * Lanes * bareRounds / watch.Elapsed.TotalSeconds);
            var active = cascade.Begin(stress, EightLanes.All);
            var before = GC.GetAllocatedBytesForCurrentThread();
            watch.Restart();
            for (turns = 0; rounds is null ? !EightLanes.IsNone(active) : turns < rounds; turns++)
            {
                active = cascade.Step(turns + 1, rounds is null ? active : EightLanes.All);
            }

            var elapsed = watch.Elapsed.TotalSeconds;
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Math.Max(1, turns);
            var rate = (double)cascade.Work * Lanes / elapsed;
            (engineRate, seconds) = rate > engineRate ? (rate, elapsed) : (engineRate, seconds);
        }

        Console.WriteLine($"{mechanism.Name,-16} {(rounds is null ? "convergence" : "fixed"),-12} {bareRate / 1e9,9:N2} {engineRate / 1e9,10:N2} {engineRate / bareRate,6:N2} {turns,7:N0} "
            + $"{seconds * Replications / Lanes,8:N3} {allocated,11:N0}");
    }

    /// <summary>One institution fails in each replication.</summary>
    private static void Fail(Network network, Stress<EightLanes> stress)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            stress.Default(lane * (network.Count / Lanes), lane);
        }
    }

    /// <summary>Every third institution loses more than its equity.</summary>
    private static void LoseEquity(Network network, Stress<EightLanes> stress)
    {
        for (var institution = 0; institution < network.Count; institution++)
        {
            stress.LoseEquity(institution, institution % Lanes, 0);
            for (var lane = institution % 3; lane < Lanes; lane += 3)
            {
                stress.LoseEquity(institution, lane, 1.5 * network.Sheets[institution].Equity);
            }
        }
    }
}
