using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>A round takes no memory: blocks by the million would have the collector stop all threads.</summary>
public sealed class AllocationTests
{
    // The first blocks make what later ones use again, and have the code compiled.
    private const int BlocksBefore = 3;
    private const int RoundsMax = 50;

    // A collection on behalf of another thread makes a thread look as if it had taken the rest of its room: what a round takes, it takes each time.
    private const int BlocksMax = 20;

    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_round_allocates_nothing(string name)
    {
        var system = RandomSystem.Of(4711, 40, alwaysOutside: true);
        Check(name, system.Network);
        Check(name, SparseNetwork.AtRandom(3000, 3, 1.2, 3));
    }

    private static void Check(string name, Network network)
    {
        var dynamics = Mechanisms.All.Single(mechanism => mechanism.Name == name).Prepare(network, new RunSettings());
        Check<EightLanes>(dynamics, network, null, $"{name}, {network.Count} institutions, eight lanes");
        Check<OneLane>(dynamics, network, null, $"{name}, {network.Count} institutions, one lane");
        using var crew = new Crew(4, 2);
        Check<OneLane>(dynamics, network, crew, $"{name}, {network.Count} institutions, one lane, two threads");
    }

    private static void Check<TLanes>(Dynamics dynamics, Network network, Crew? crew, string inputs)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (stress, cascade) = (new Stress<TLanes>(network), dynamics.NewCascade<TLanes>());
        cascade.CarryBy(crew);
        cascade.CountsLoss = true;
        for (var institution = 0; institution < network.Count; institution += 5)
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                stress.LoseEquity(institution, lane, Math.Max(0, network.Sheets[institution].Equity) * (1.2 - (0.1 * lane)));
            }
        }

        for (var block = 0; block < BlocksBefore; block++)
        {
            Run(cascade, stress);
        }

        var (bytes, rounds) = Run(cascade, stress);
        for (var block = 0; block < BlocksMax && bytes > 0; block++)
        {
            (bytes, rounds) = Run(cascade, stress);
        }

        Assert.True(rounds > 0, $"{inputs}: nothing happened");
        Assert.True(bytes == 0, $"{inputs}: {bytes} bytes in {rounds} rounds, in each of {BlocksMax} blocks");
    }

    private static (long Bytes, int Rounds) Run<TLanes>(Cascade<TLanes> cascade, Stress<TLanes> stress)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (active, rounds) = (cascade.Begin(stress, TLanes.All), 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (!TLanes.IsNone(active) && rounds < RoundsMax)
        {
            active = cascade.Step(++rounds, active);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before, rounds);
    }
}
