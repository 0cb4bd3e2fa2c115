using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Split;

/// <summary>A network that is split over processes which fail in every way there is has the bits of one that is not.</summary>
public sealed class SimulatedHostTests
{
    private const long FewSteps = 2_000;
    private const long ManySteps = 1_000_000;

    [Fact]
    public void Lost_repeated_late_and_crashed_change_nothing() => Check(FewSteps);

    [LongFact]
    public void A_million_steps_change_nothing() => Check(ManySteps);

    private static void Check(long stepsMin)
    {
        var (steps, crashed, lost, repeated) = (0L, 0, 0, 0);
        for (var seed = 0; steps < stepsMin; seed++)
        {
            var computer = Computer(seed);
            var host = new SimulatedHost(computer, 1 + (seed % 4), 1 + (seed * 7 % 12), seed) { Crashes = seed % 3 == 0 ? 0.0005 : 0 };
            var alone = computer.NewWorker();
            for (var block = 0; block < computer.Blocks; block++)
            {
                Assert.True(alone.Record(block, CancellationToken.None).AsSpan().SequenceEqual(host.Run(block)), $"seed {seed}, block {block}");
            }

            (steps, crashed, lost, repeated) = (steps + host.Steps, crashed + host.Crashed, lost + host.Disturbed.Lost, repeated + host.Disturbed.Repeated);
        }

        // Else the test would prove nothing.
        Assert.True(crashed > 0 && lost > 100 && repeated > 100, $"{crashed} crashed, {lost} lost, {repeated} repeated");
    }

    /// <summary>A small network in which a loss goes round for long, under each mechanism in turn.</summary>
    private static BlockComputer Computer(int seed)
    {
        var mechanism = Mechanisms.All[seed % Mechanisms.All.Count];
        var network = seed % 2 == 0 ? SparseNetwork.Ring(12 + (seed % 9), 0.95, seed) : SparseNetwork.AtRandom(10 + (seed % 23), 3, 0.9, seed);
        var target = new Target.Random(2, new Target.All());
        var replications = seed % 5 == 0 ? 11 : 1;
        var shock = new Shock { Kind = seed % 4 == 0 ? ShockKind.Default : ShockKind.AssetLoss, Target = target, Fraction = seed % 4 == 0 ? null : new Uniform { Low = 0.05, High = 0.9 } };
        return new BlockComputer(TestRun.Scenario(mechanism, new RunSettings { Seed = (ulong)seed, Replications = replications, MaxRounds = 200 }, shock) with { Metrics = seed % 3 == 0 ? new MetricSettings { Impact = new ImpactSettings() } : null }, network);
    }
}
