using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Clearing, priority classes and cross-holdings of the engine against the textbook on random systems.</summary>
public sealed class ClearingAgreementTests
{
    private const int Systems = 1000;

    // Payments come out of linear systems or sweeps that stop at 1e-12 of what is owed; a system that keeps 9/10 or more inside a round
    // loses one or two digits of that. Relative to the largest debt, on which scale receipts are rounded.
    private const double Tolerance = 1e-10;

    [Fact]
    public void Eisenberg_Noe_agrees_with_the_textbook_on_a_thousand_systems() => CheckClearing(_ => (1, 1));

    [Fact]
    public void Rogers_Veraart_agrees_with_the_textbook_on_a_thousand_systems() =>
        CheckClearing(seed => ((seed * 7 % 11) / 10.0, (seed * 3 % 11) / 10.0));

    // More defaulters than fit the linear system, so that the sweeps of large cascades are held against the textbook as well.
    [Fact]
    public void Large_cascades_clear_as_in_the_textbook()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var system = RandomSystem.Of(seed, 100 + (10 * seed), alwaysOutside: true);
            var (alpha, beta) = seed % 2 == 0 ? (1, 1) : (0.7, 0.8);
            double[] loss = [.. system.Assets.Select(amount => amount - (1 / 64.0))];
            double[] after = [.. system.Assets.Select((amount, node) => amount - loss[node])];
            var expected = Textbook.RogersVeraart.Picard(system.Debt, after, system.Outside, alpha, beta);
            Assert.True(expected.Defaulted.Count(isDefault => isDefault) > 60, $"{system}: too few defaults to be a test of sweeps");

            var result = TestRun.Single(system.Network, new RogersVeraart { Alpha = alpha, Beta = beta }, TestRun.AssetLosses(loss));

            CheckPayments(expected.Payment, expected.Equity, expected.Defaulted, result, system.Due.Max(), $"{system}, large, alpha {alpha}, beta {beta}");
        }
    }

    // Classes and cross-held equity; α = β because the textbook counts shares with claims on the network, the engine with other assets
    // (Rogers and Veraart have no shares). A network of three classes is swept, so its error is that of sweeps.
    [Fact]
    public void Priority_classes_and_held_equity_agree_with_the_textbook_on_a_thousand_systems()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomSystem.Of(seed, 2 + (seed % 17), alwaysOutside: true);
            var classes = system.Classes(1 + (seed % 3));
            var holding = seed % 2 == 0 ? system.Holdings() : null;
            var recovery = seed % 5 == 0 ? 0.8 : 1;
            var isSenior = seed % 7 == 0;
            var none = new double[system.Size];
            var outside = Enumerable.Range(0, classes.Length + (isSenior ? 1 : 0)).Select(rank => rank == 0 ? system.Outside : none).ToArray();
            double[][,] ranked = isSenior ? [new double[system.Size, system.Size], .. classes] : classes;
            var expected = Textbook.PriorityClasses.Picard(ranked, system.After, outside, holding, recovery, recovery, seed % 3 == 0);

            var result = TestRun.Single(
                TestNetwork.OfClasses(classes, system.Assets, system.Outside, holding),
                new RogersVeraart
                {
                    Alpha = recovery, Beta = recovery, ZeroEquityIsDefault = seed % 3 == 0,
                    ExternalCreditors = isSenior ? ExternalCreditors.Senior : ExternalCreditors.PariPassu,
                },
                system.Losses);

            double[] payment = [.. Enumerable.Range(0, system.Size).Select(node => expected.Payment.Sum(rank => rank[node]))];
            var scale = Math.Max(system.Due.Max(), system.TotalAssets.Max());
            CheckPayments(payment, expected.Equity, expected.Defaulted, result, scale, $"{system}, {classes.Length} classes, held equity {holding is not null}, recovery {recovery}");
        }
    }

    // Values are swept until they move by less than 1e-12 of themselves; others hold at most 0.6, so the error is at most 2.5 times that.
    [Fact]
    public void Cross_holdings_agree_with_the_textbook_on_a_thousand_systems()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomSystem.Of(seed);
            var holding = system.Holdings();
            var (share, cost) = (0.7 + (0.3 * (seed % 10) / 10), (seed % 4) / 4.0);
            var before = Textbook.DenseAlgebra.Multiply(Textbook.ElliottGolubJackson.Dependency(holding), system.Assets);
            var expected = Textbook.ElliottGolubJackson.Solve(
                holding, system.After, [.. before.Select(v => share * v)], [.. before.Select(v => cost * share * v)]);

            var network = TestNetwork.OfClasses([new double[system.Size, system.Size]], system.Assets, holding: holding);
            var mechanism = new CrossHoldings { Threshold = share, FailureCost = cost };
            if (network.Holdings.Count == 0)
            {
                continue;
            }

            var result = TestRun.Single(network, mechanism, system.Losses);

            var inputs = $"{system}, threshold {share}, cost {cost}";
            Near.Equal(before, result.Dynamics.InitialEquity, 1e-11 * before.Max(), $"{inputs}, values before");
            Near.Equal(expected.Value, result.Totals.NetWorth, 1e-11 * before.Max(), $"{inputs}, values after");
            int[] waves = [.. Enumerable.Range(0, system.Size).Select(node => expected.Waves.ToList().FindIndex(wave => wave.Contains(node)))];
            Assert.True(waves.SequenceEqual(result.DefaultRound!), $"{inputs}: waves {string.Join(",", waves)}, got {string.Join(",", result.DefaultRound!)}");
        }
    }

    private static void CheckClearing(Func<int, (double Alpha, double Beta)> recoveries)
    {
        var contagious = 0;
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomSystem.Of(seed);
            var (alpha, beta) = recoveries(seed);
            var (isZeroDefault, isSenior) = (seed % 3 == 0, seed % 5 == 0);
            var expected = Textbook.RogersVeraart.FictitiousDefault(system.Debt, system.After, system.Outside, alpha, beta, isZeroDefault, isSenior);

            var result = TestRun.Single(
                system.Network,
                new RogersVeraart
                {
                    Alpha = alpha, Beta = beta, ZeroEquityIsDefault = isZeroDefault,
                    ExternalCreditors = isSenior ? ExternalCreditors.Senior : ExternalCreditors.PariPassu,
                },
                system.Losses);

            var inputs = $"{system}, alpha {alpha}, beta {beta}, zeroEquityIsDefault {isZeroDefault}, senior outside creditors {isSenior}";
            CheckPayments(expected.Payment, expected.Equity, expected.Defaulted, result, system.Due.Max(), inputs);
            int[] waves = [.. Enumerable.Range(0, system.Size).Select(node => expected.Waves.ToList().FindIndex(wave => wave.Contains(node)))];
            Assert.True(waves.SequenceEqual(result.DefaultRound!), $"{inputs}: waves {string.Join(",", waves)}, got {string.Join(",", result.DefaultRound!)}");
            contagious += result.Replications[0].ContagiousDefaults > 0 ? 1 : 0;
            Near.Equal(
                [expected.ExternalPayment.Sum()], [system.Outside.Sum() - result.Replications[0].ExternalCreditorLoss],
                Tolerance * system.Size * system.Due.Max(), $"{inputs}, paid outside");
        }

        Assert.True(contagious > Systems / 4, $"only {contagious} of {Systems} systems show contagion");
    }

    private static void CheckPayments(double[] payment, double[] equity, bool[] isDefaulted, RunResult result, double scale, string inputs)
    {
        Assert.True(result.Replications[0].Converged, $"{inputs}: not converged");
        Near.Equal([.. isDefaulted.Select(isDefault => isDefault ? 1.0 : 0)], result.Totals.Defaults, 0, $"{inputs}, defaults");
        Near.Equal(payment, result.Totals.Payment, Tolerance * scale, $"{inputs}, payments");
        Near.Equal(equity, result.Totals.FinalEquity, Tolerance * scale, $"{inputs}, equity");
    }
}
