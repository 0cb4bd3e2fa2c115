using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Looking only at those who may notice a change gives, round by round, the bits of going over everybody.</summary>
public sealed class ActiveSetTests
{
    private static readonly int Systems = LongProofs.AreAsked ? 300 : 60;
    private const int RoundsMax = 25;
    private const int RoundsOfRingMax = 120;

    // Settings that give each mechanism something to do besides its defaults.
    private static readonly Mechanism[] Others =
    [
        new Furfine { LossGivenDefault = 0.5, ZeroEquityIsDefault = true }, new RogersVeraart { Alpha = 0.7, Beta = 0.6 },
        new LinearDebtRank { Recovery = 0.25 }, new NonlinearDebtRank { Exponent = 3 }, new Merton { Recovery = 0.5 }, new BlackCox { Recovery = 0.3 },
    ];

    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_systems_have_the_same_bits_after_every_round(string name)
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomSystem.Of(seed);
            var network = seed % 2 == 0 ? system.Network : TestNetwork.OfClasses(
                system.Classes(2), system.Assets, system.Outside, seed % 4 == 1 ? system.Holdings() : null, (node, given) => given with { Volatility = system.Volatility[node] });
            Check(name, network, RoundsMax, seed, system.ToString());
        }
    }

    // A loss that passes from one to the next is what lists are for.
    [Theory]
    [MemberData(nameof(Names))]
    public void Long_chains_and_rings_have_the_same_bits_after_every_round(string name)
    {
        Check(name, SparseNetwork.Chain(300, 1.3, 1), RoundsOfRingMax, 1, "a chain of 300");
        Check(name, SparseNetwork.Ring(300, 0.98, 2), RoundsOfRingMax, 2, "a ring of 300");
        Check(name, SparseNetwork.AtRandom(600, 2, 1.1, 3), RoundsOfRingMax, 3, "600 institutions with two debtors each");
    }

    private static void Check(string name, Network network, int roundsMax, int seed, string inputs)
    {
        foreach (var mechanism in Mechanisms.All.Concat(Others).Where(one => one.Name == name))
        {
            var dynamics = mechanism.Prepare(network, new RunSettings { MaxRounds = 1000 });
            Check<EightLanes>(dynamics, network, roundsMax, seed, $"{inputs}, {mechanism}, eight lanes");
            Check<OneLane>(dynamics, network, roundsMax, seed, $"{inputs}, {mechanism}, one lane");
        }
    }

    /// <summary>One cascade carries block after block by its lists: one hit, everybody hit, one hit, some hit, nobody hit. Each time a fresh one that
    /// goes over everybody is its measure.</summary>
    private static void Check<TLanes>(Dynamics dynamics, Network network, int roundsMax, int seed, string inputs)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (random, used) = (new Random(seed), dynamics.NewCascade<TLanes>());
        used.CountsLoss = true;
        foreach (var share in new[] { 0.0, 1, 0, 0.2, -1 })
        {
            var stress = new Stress<TLanes>(network);
            for (var lane = 0; lane < TLanes.Count && share >= 0; lane++)
            {
                Hit(stress, lane, network, Math.Max(1, (int)(share * network.Count)), random);
            }

            var full = dynamics.NewCascade<TLanes>();
            (full.Set.IsFull, full.CountsLoss) = (true, true);
            Check(used, full, dynamics, stress, roundsMax, $"{inputs}, {share:P0} hit");
        }
    }

    private static void Check<TLanes>(Cascade<TLanes> used, Cascade<TLanes> full, Dynamics dynamics, Stress<TLanes> stress, int roundsMax, string inputs)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (active, expected) = (used.Begin(stress, TLanes.All), full.Begin(stress, TLanes.All));
        AssertSame(used, full, active, expected, dynamics, $"{inputs}, after the shocks");
        for (var round = 1; round <= roundsMax && !TLanes.IsNone(active); round++)
        {
            (active, expected) = (used.Step(round, active), full.Step(round, expected));
            AssertSame(used, full, active, expected, dynamics, $"{inputs}, after round {round}");
        }
    }

    private static void AssertSame<TLanes>(Cascade<TLanes> used, Cascade<TLanes> full, TLanes active, TLanes expected, Dynamics dynamics, string inputs)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Same(expected, active, "which lanes move", inputs);
        Same(full.Defaults, used.Defaults, "the number of defaults", inputs);
        Same(full.Loss, used.Loss, "the loss of all", inputs);
        Same(full.Unsolved, used.Unsolved, "which lanes are given up", inputs);
        for (var institution = 0; institution < dynamics.Network.Count; institution++)
        {
            Same(full.NetWorth(institution), used.NetWorth(institution), $"net worth of {institution}", inputs);
            Same(full.ShockedWorth(institution), used.ShockedWorth(institution), $"shocked worth of {institution}", inputs);
            Same(full.DefaultRound(institution), used.DefaultRound(institution), $"round of default of {institution}", inputs);
            Same(full.ExternalLoss(institution), used.ExternalLoss(institution), $"external loss of {institution}", inputs);
            if (dynamics.HasPayments)
            {
                Same(full.Payment(institution), used.Payment(institution), $"payment of {institution}", inputs);
            }

            if (dynamics.DebtRankWeights is not null)
            {
                Same(full.Distress(institution), used.Distress(institution), $"distress of {institution}", inputs);
                Same(full.InitialDistress(institution), used.InitialDistress(institution), $"initial distress of {institution}", inputs);
            }
        }

        for (var debt = 0; debt < dynamics.DebtCount; debt++)
        {
            Same(full.WriteDown(debt), used.WriteDown(debt), $"write-down of debt {debt}", inputs);
        }
    }

    private static void Same<TLanes>(TLanes expected, TLanes actual, string what, string inputs)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            if (SameBits.Of(expected[lane]) != SameBits.Of(actual[lane]))
            {
                Assert.Fail($"{inputs}: {what} in lane {lane} is {expected[lane]:R} over everybody, {actual[lane]:R} by lists");
            }
        }
    }

    private static void Hit<TLanes>(Stress<TLanes> stress, int lane, Network network, int count, Random random)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        foreach (var institution in Enumerable.Range(0, network.Count).OrderBy(_ => random.Next()).Take(count))
        {
            var equity = Math.Max(0, network.Sheets[institution].Equity);
            switch (random.Next(3))
            {
                case 0:
                    stress.Default(institution, lane);
                    break;
                case 1:
                    stress.LoseEquity(institution, lane, equity * 1.5 * random.NextDouble());
                    break;
                default:
                    stress.LoseAssets(institution, lane, equity * random.NextDouble());
                    break;
            }
        }
    }
}
