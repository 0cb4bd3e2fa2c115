using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Threshold cascades, the DebtRank family and ex-ante valuation of the engine against the textbook on a thousand random systems.</summary>
public sealed class CascadeAgreementTests
{
    private const int Systems = 1000;

    // Both go through the same rounds; they differ by the rounding of sums of at most 30 exposures in each, and rounding can end one of
    // them a round earlier, at a change of less than 1e-12.
    private const double OnDistress = 1e-9;

    private const int RoundsOfTheTextbookMax = 5000;

    private static readonly RunSettings Long = new() { MaxRounds = 100_000 };

    [Fact]
    public void Threshold_cascades_agree_with_the_textbook()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomSystem.Of(seed);
            var (lossGiven, isZeroDefault) = ((seed % 5) / 4.0, seed % 3 == 0);
            var expected = Textbook.FurfineCascade.Run(
                system.Debt, system.Worth, system.TotalAssets, system.Loss, system.IsSeed, lossGiven, isZeroDefault);

            var result = TestRun.Single(
                system.Network, new Furfine { LossGivenDefault = lossGiven, ZeroEquityIsDefault = isZeroDefault }, [.. system.Losses, .. system.Defaults]);

            var inputs = $"{system}, LGD {lossGiven}, zeroEquityIsDefault {isZeroDefault}";

            // Who owes nothing cannot default (models.md 0.6), which the textbook leaves to its caller; it hurts nobody either way.
            var due = system.Due;
            int[] rounds = [.. expected.DefaultRound.Select((round, node) => due[node] > 0 || system.IsSeed[node] ? round : -1)];
            Assert.True(rounds.SequenceEqual(result.DefaultRound!), $"{inputs}: rounds {string.Join(",", rounds)}, got {string.Join(",", result.DefaultRound!)}");

            // Amounts are multiples of 1/64 and the LGD one of 1/4: sums are exact.
            Near.Equal(expected.NetWorth, result.Totals.NetWorth, 0, $"{inputs}, net worth");
        }
    }

    [Fact]
    public void Original_DebtRank_agrees_with_the_textbook() => Check(
        _ => new OriginalDebtRank(), (system, shock, _) => Textbook.OriginalDebtRank.Run(system.Debt, system.Worth, shock)[^1]);

    [Fact]
    public void Linear_DebtRank_agrees_with_the_textbook() => Check(
        seed => new LinearDebtRank { Recovery = (seed % 4) / 4.0 },
        (system, shock, recovery) => Textbook.LinearDebtRank.Run(system.Debt, system.Worth, shock, recovery)[^1]);

    [Fact]
    public void Nonlinear_DebtRank_agrees_with_the_textbook() => Check(
        seed => new NonlinearDebtRank { Recovery = (seed % 4) / 4.0, Exponent = Exponent(seed) },
        (system, shock, recovery) => Textbook.NonLinearDebtRank.Run(system.Debt, system.Worth, shock, Exponent(system.Seed), recovery)[^1]);

    [Fact]
    public void Merton_valuation_agrees_with_the_textbook() => CheckValuation(
        (recovery, rank) => new Merton { Recovery = recovery, ExternalCreditors = rank },
        (system, obligation, recovery) => Textbook.NevaValuations.Merton(obligation, system.After, system.Volatility, recovery));

    [Fact]
    public void Black_Cox_valuation_agrees_with_the_textbook() => CheckValuation(
        (recovery, rank) => new BlackCox { Recovery = recovery, ExternalCreditors = rank },
        (system, _, recovery) => Textbook.NevaValuations.BlackCox(system.After, system.Volatility, recovery));

    private static double Exponent(int seed) => new[] { 0, 0.5, 1, 2, 4, 16, 1000 }[seed % 7];

    private static void Check(Func<int, Mechanism> mechanism, Func<RandomSystem, double[], double[], double[]> textbook)
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomSystem.Of(seed);
            var worth = system.Worth;
            double[] shock = [.. worth.Select((equity, node) => system.IsSeed[node] ? 1 : equity > 0 ? Math.Min(1, system.Loss[node] / equity) : 1)];
            double[] recovery = [.. worth.Select(_ => (seed % 4) / 4.0)];
            var expected = textbook(system, shock, recovery);

            var result = TestRun.Of(system.Network, mechanism(seed), Long, 1, [.. system.Losses, .. system.Defaults]);

            var inputs = $"{system}, {mechanism(seed)}";
            Assert.True(result.Replications[0].Converged, $"{inputs}: not converged");
            double[] distress = [.. worth.Select((equity, node) => equity > 0 ? 1 - (result.Totals.FinalEquity[node] / equity) : 1)];
            Near.Equal(expected, distress, OnDistress, $"{inputs}, distress");
            double[] isFull = [.. expected.Select(h => h >= 1 - OnDistress ? 1.0 : 0)];
            Near.Equal(isFull, result.Totals.Defaults, 0, $"{inputs}, defaults");
        }
    }

    // The greatest solution, swept until equities move by less than 1e-12 of themselves. Values are steep where volatility is small (slope
    // 1/(0.02 · assets)), so rounding can be amplified by some 1e3 near a solution: 1e-9 of assets.
    private static void CheckValuation(Func<double, ExternalCreditors, Mechanism> mechanism, Func<RandomSystem, double[], double, Func<int, double, double>> value)
    {
        var slow = 0;
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomSystem.Of(seed);
            var (recovery, isSenior) = ((seed % 5) / 4.0, seed % 2 == 0);
            var obligation = Textbook.NevaValuations.Obligations(system.Debt, system.Outside, isSenior);
            var valuation = Remembering(value(system, obligation, recovery), system.Size);

            var result = TestRun.Of(
                system.Network, mechanism(recovery, isSenior ? ExternalCreditors.Senior : ExternalCreditors.PariPassu), Long, 1, system.Losses);

            var inputs = $"{system}, recovery {recovery}, senior outside creditors {isSenior}";
            Assert.True(result.Replications[0].Converged, $"{inputs}: not converged");

            // A group that is far under water and recovers all it has left loses its shortfall anew in each round. Such slow systems are
            // only asked to have come to a solution.
            var isSlow = result.Replications[0].Rounds > RoundsOfTheTextbookMax;
            slow += isSlow ? 1 : 0;
            var expected = isSlow
                ? Valued(system, valuation, result.Totals.NetWorth)
                : Textbook.Neva.Solve(system.Debt, system.After, system.Outside, valuation).Equity;
            Near.Equal(expected, result.Totals.NetWorth, 1e-9 * system.TotalAssets.Max(), $"{inputs}, equity");
        }

        Assert.True(slow < Systems / 100, $"{slow} of {Systems} systems are too slow for the textbook");
    }

    /// <summary>The textbook values a debt anew for each of its creditors; this spares it the repetition.</summary>
    private static Func<int, double, double> Remembering(Func<int, double, double> valuation, int size)
    {
        var last = new (double Equity, double Value)[size];
        Array.Fill(last, (double.NaN, double.NaN));
        return (debtor, equity) =>
        {
            if (last[debtor].Equity != equity)
            {
                last[debtor] = (equity, valuation(debtor, equity));
            }

            return last[debtor].Value;
        };
    }

    /// <summary>E_i = A^e_i − p̄_i + Σ_j L_ji 𝕍_j(E_j).</summary>
    private static double[] Valued(RandomSystem system, Func<int, double, double> valuation, double[] equity)
    {
        double[] value = [.. equity.Select((worth, node) => valuation(node, worth))];
        var due = system.Due;
        return [.. system.After.Select((assets, i) => assets - due[i] + value.Select((unit, j) => system.Debt[j, i] * unit).Sum())];
    }
}
