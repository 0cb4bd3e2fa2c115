using System.Diagnostics;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>What a round of clearing costs with no channel but solvency, and with one after the other switched on, beside a bare sweep over the same rows.</summary>
internal static class RoundBench
{
    private const int Attempts = 7;
    private const int Rounds = 12;
    private const int Later = 1_000_000;

    /// <summary>What takes a millisecond is tried more often: code gets quicker while it runs, and neighbours of a machine disturb.</summary>
    private static readonly TimeSpan TimeAtLeast = TimeSpan.FromSeconds(1);

    /// <summary>Policies that begin long after the end.</summary>
    private static PolicySet Never => new()
    {
        ReserveFund = new ReserveFund { Ratio = .1, Of = ReserveBase.Assets, From = Later },
        GuaranteeFund = new GuaranteeFund { Size = 1, From = Later },
        LenderOfLastResort = new LenderOfLastResort { From = Later },
        Segregation = new Segregation { From = Later },
        Gate = new Gate { Share = .1, Among = new Target.All(), From = Later },
        Admission = new Admission { MinEquity = .1, Among = new Target.All(), From = Later },
        PooledFunds = new PooledFunds { From = Later },
        Failover = new Failover { From = Later },
    };

    /// <summary>Prints a line for each set of channels.</summary>
    public static void Run(int institutions, int degree)
    {
        var network = Banks(institutions, degree, hasSorts: true, hasAssets: true);
        var sorts = Banks(institutions, degree, hasSorts: true, hasAssets: false);
        var plain = Banks(institutions, degree, hasSorts: false, hasAssets: false);
        Console.WriteLine($"\nA round of clearing over everybody, {institutions:N0} banks, {network.Claims.Count:N0} claims, one thread");
        using var bare = new BareKernel(network);
        var leverage = network.Claims.Amount.ToArray();
        double Kernel()
        {
            bare.Begin();
            return Seconds(() =>
            {
                for (var round = 0; round < Rounds; round++)
                {
                    bare.Round(leverage);
                }
            });
        }

        var liquidity = new LiquidityChannel { BaseRate = .1, Discount = .2 };
        var market = new MarketChannel { Assets = [new MarketAsset { Name = "bonds", Impact = 1e-6 }, new MarketAsset { Name = "shares", Impact = 1e-6 }], CapitalRatio = .02 };
        var lender = new PolicySet { LenderOfLastResort = new LenderOfLastResort { Haircut = .1 } };
        (string Name, Network Network, Channels Channels, PolicySet Policies)[] lines =
        [
            ("solvency alone, loans without maturity", plain, new Channels { Solvency = new Joint() }, new PolicySet()),
            ("solvency alone, loans with and without maturity and on demand", sorts, new Channels { Solvency = new Joint() }, new PolicySet()),
            ("solvency and liquidity", sorts, new Channels { Solvency = new Joint(), Liquidity = liquidity }, new PolicySet()),
            ("solvency, liquidity and market", network, new Channels { Solvency = new Joint(), Liquidity = liquidity, Market = market }, new PolicySet()),
            ("the same and operations", network, new Channels { Solvency = new Joint(), Liquidity = liquidity, Market = market, Operations = new OperationsChannel() }, new PolicySet()),
            ("the same, and policies that are not in force", network, new Channels { Solvency = new Joint(), Liquidity = liquidity, Market = market, Operations = new OperationsChannel() }, Never),
            ("the same and a lender of last resort", network, new Channels { Solvency = new Joint(), Liquidity = liquidity, Market = market, Operations = new OperationsChannel() }, lender),
        ];
        foreach (var (name, on, channels, policies) in lines)
        {
            var scenario = new Scenario { Name = "bench", Network = new NetworkSource(), Channels = channels, Policies = policies, Run = new RunSettings { Periods = 2, Tolerance = 0 } };
            var cascade = new Joint().Prepare(on, scenario).NewCascade<EightLanes>();
            cascade.Set.IsFull = true;
            var stress = Shock(on);
            var (kernel, seconds) = Best(Kernel, () =>
            {
                cascade.Begin(stress, EightLanes.All);
                return Seconds(() =>
                {
                    for (var round = 0; round < Rounds; round++)
                    {
                        cascade.Step(round + 1, EightLanes.All);
                    }
                });
            });
            Console.WriteLine($"{name,-66} {seconds * 1e6 / Rounds,9:N0} us, {seconds / kernel,5:N2} times a bare sweep of {kernel * 1e6 / Rounds,6:N0} us; {Enumerable.Range(0, 8).Sum(lane => cascade.Defaults[lane]) / 8 / institutions,4:P0} of banks fail");
        }
    }

    private static Network Banks(int institutions, int degree, bool hasSorts, bool hasAssets)
    {
        var builder = new NetworkBuilder { KeepsTerms = true };
        builder.Expect(institutions, institutions * degree);
        for (var bank = 0; bank < institutions; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { Cash = .15 * degree, Deposits = .3 * degree, Equity = .1 * degree });
        }

        for (var creditor = 0; creditor < institutions; creditor++)
        {
            for (var claim = 0; claim < degree; claim++)
            {
                var bits = Philox.Draw(7, 0, 0, (uint)creditor, (uint)claim);
                var debtor = (int)(bits % (uint)(institutions - 1));
                // Of five claims three are loans for good, one falls due and one may be called.
                var (type, maturity) = !hasSorts ? (ExposureType.Loan, null) : (claim % 5) switch { 3 => (ExposureType.Loan, (int?)(claim % 3)), 4 => (ExposureType.Demand, null), _ => (ExposureType.Loan, null) };
                builder.Add(new Exposure(creditor, debtor >= creditor ? debtor + 1 : debtor, 0.5 + Philox.Uniform(bits), type), new ExposureTerms { Maturity = maturity });
            }
        }

        foreach (var asset in hasAssets ? new[] { builder.AddAsset("bonds"), builder.AddAsset("shares") } : [])
        {
            for (var bank = 0; bank < institutions; bank++)
            {
                builder.Add(new AssetHolding(bank, asset, .2 * degree));
            }
        }

        return builder.Build();
    }

    /// <summary>Every fiftieth bank loses three times its equity.</summary>
    private static Stress<EightLanes> Shock(Network network)
    {
        var stress = new Stress<EightLanes>(network);
        var shock = new Shock { Kind = ShockKind.EquityLoss, Fraction = new ShockSize.Fixed(3) };
        for (var bank = 0; bank < network.Count; bank += 50)
        {
            stress.Add(new StressEvent(shock, bank, bank / 50 % EightLanes.Count, 3));
        }

        return stress;
    }

    /// <summary>The best of either, tried in turn: what disturbs one disturbs the other.</summary>
    private static (double One, double Other) Best(Func<double> one, Func<double> other)
    {
        var (best, bestOther, begin) = (double.PositiveInfinity, double.PositiveInfinity, Stopwatch.GetTimestamp());
        for (var attempt = 0; attempt < Attempts || Stopwatch.GetElapsedTime(begin) < TimeAtLeast; attempt++)
        {
            (best, bestOther) = (Math.Min(best, one()), Math.Min(bestOther, other()));
        }

        return (best, bestOther);
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
