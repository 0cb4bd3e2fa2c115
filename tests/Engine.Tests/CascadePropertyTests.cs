using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>What always holds of cascades and across mechanisms: invariants 4, 6, 7 and 8 of models.md 11, and of 16 why it is never asserted.</summary>
public sealed class CascadePropertyTests
{
    // Sums of a few exposures, in rounds that stop at changes of 1e-12.
    private const double OnDistress = 1e-9;

    // Invariant 4: who defaults under a small shock and LGD defaults under larger ones.
    [Fact]
    public void Threshold_cascades_grow_with_shock_and_loss_given_default() => ForAll.Systems(system =>
    {
        double[] half = [.. system.Loss.Select(amount => amount / 2)];
        var small = TestRun.Single(system.Network, new Furfine { LossGivenDefault = .5 }, [.. TestRun.AssetLosses(half), .. system.Defaults]);
        var larger = TestRun.Single(system.Network, new Furfine { LossGivenDefault = .5 }, [.. system.Losses, .. system.Defaults]);
        var largest = TestRun.Single(system.Network, new Furfine(), [.. system.Losses, .. system.Defaults]);

        AssertContains(larger, small, "twice the shock");
        AssertContains(largest, larger, "twice the loss given default");
    });

    // Invariant 4: the same equities with larger exposures between them.
    [Fact]
    public void Threshold_cascades_grow_with_exposures_at_the_same_equity() => ForAll.Systems(system =>
    {
        var more = (double[,])system.Debt.Clone();
        var random = new Random(system.Seed);
        for (var i = 0; i < system.Size; i++)
        {
            for (var j = 0; j < system.Size; j++)
            {
                more[i, j] *= 1 + random.Next(3);
            }
        }

        // Twice the largest sums inside and outside leave room for the same equity on any sheet; everybody owes something outside.
        Network Sheets(double[,] debt) => TestNetwork.Of(debt, equity: system.Worth, complete: (_, given) => given with { Deposits = 1 });
        var small = TestRun.Single(Sheets(system.Debt), new Furfine(), system.Defaults);

        AssertContains(TestRun.Single(Sheets(more), new Furfine(), system.Defaults), small, "larger exposures");
    });

    // Invariant 16, worked by hand: four banks owe 12 each to the next ones in a ring, in equal parts, and are owed 12 as well; equities are 5, 13, 5, 5 whatever
    // the links. B0 is in default. Linked to one bank each, B1 loses 12, stands, and protects the others. Linked to two, B1 and B2 lose 6 each: B2 fails,
    // costs B3 and B0 6 each, B3 fails, and B1 has lost 12 and stands. Linked to three, all lose 4 and stand. Three banks are enough for the rise, two have no choice.
    [Theory]
    [InlineData(1, new[] { 0, -1, -1, -1 }, new double[] { 5, 1, 5, 5 })]
    [InlineData(2, new[] { 0, -1, 1, 2 }, new double[] { -7, 1, -1, -1 })]
    [InlineData(3, new[] { 0, -1, -1, -1 }, new double[] { 5, 9, 1, 1 })]
    public void Defaults_are_not_monotone_in_density(int links, int[] defaultRound, double[] netWorth)
    {
        double[] equity = [5, 13, 5, 5];
        var debt = new double[4, 4];
        for (var link = 0; link < 4 * links; link++)
        {
            var debtor = link % 4;
            debt[debtor, (debtor + 1 + (link / 4)) % 4] = 12.0 / links;
        }

        var result = TestRun.Single(TestNetwork.Of(debt, [20, 20, 20, 20], equity: equity), new Furfine(), TestRun.Default(0));
        var textbook = Textbook.FurfineCascade.Run(debt, equity, [32, 32, 32, 32], new double[4], [true, false, false, false], lossGivenDefault: 1);

        Assert.Equal(defaultRound, result.DefaultRound);
        Assert.Equal(defaultRound, textbook.DefaultRound);
        Assert.Equal(netWorth, result.Totals.NetWorth);
        Assert.Equal(netWorth, textbook.NetWorth);
    }

    // Invariant 6: Furfine(R = 0) ≤ Rogers-Veraart ≤ Eisenberg-Noe, in equity.
    [Fact]
    public void The_more_is_recovered_the_more_is_left() => ForAll.Systems(system =>
    {
        var slack = 1e-10 * system.TotalAssets.Max();
        var nothing = TestRun.Single(system.Network, new Furfine(), system.Losses).Totals.NetWorth;
        var some = TestRun.Single(system.Network, new RogersVeraart { Alpha = .6, Beta = .7 }, system.Losses).Totals.NetWorth;
        var all = TestRun.Single(system.Network, new EisenbergNoe(), system.Losses).Totals.NetWorth;
        for (var i = 0; i < system.Size; i++)
        {
            Assert.True(nothing[i] <= some[i] + slack && some[i] <= all[i] + slack, $"{i}: Furfine {nothing[i]}, Rogers-Veraart {some[i]}, Eisenberg-Noe {all[i]}");
        }
    });

    // Invariant 6: shock ≤ original ≤ linear, given the same W: where no claim exceeds the creditor's equity W is not cut. Decreasing in a.
    [Fact]
    public void The_members_of_the_DebtRank_family_are_ordered() => ForAll.Systems(system =>
    {
        var equity = new double[system.Size];
        for (var (i, owned) = (0, Textbook.BalanceSheet.NetworkAssets(system.Debt)); i < system.Size; i++)
        {
            equity[i] = owned[i] + 1;
        }

        var network = TestNetwork.Of(system.Debt, equity: equity);
        var shock = TestRun.EquityLoss(system.Seed % system.Size, equity[system.Seed % system.Size] * .5);
        var original = TestCascade.Distress(network, new OriginalDebtRank(), shock);
        var linear = TestCascade.Distress(network, new LinearDebtRank(), shock)[^1];

        AssertNotBelow(original[^1], original[0], "the shock");
        AssertNotBelow(linear, original[^1], "original DebtRank");
        var before = linear;
        foreach (var exponent in new[] { .5, 1, 3, 20, 500 })
        {
            var next = TestCascade.Distress(network, new NonlinearDebtRank { Exponent = exponent }, shock)[^1];
            AssertNotBelow(before, next, $"non-linear DebtRank with a {exponent}");
            before = next;
        }
    });

    // Invariant 7: h in [0, 1] and never falling; 0 ≤ R ≤ 1 − Σ ν h(1).
    [Fact]
    public void Distress_never_falls_and_DebtRank_is_a_share_of_what_can_be_lost() => ForAll.Systems(system =>
    {
        foreach (var mechanism in new Mechanism[] { new OriginalDebtRank(), new LinearDebtRank(), new NonlinearDebtRank { Exponent = 2 } })
        {
            var rounds = TestCascade.Distress(system.Network, mechanism, system.Losses);
            for (var round = 0; round < rounds.Count; round++)
            {
                Assert.All(rounds[round], h => Assert.InRange(h, 0, 1));
                Assert.True(round == 0 || rounds[round].Zip(rounds[round - 1]).All(pair => pair.First >= pair.Second), $"{mechanism.Name}: distress falls in round {round}");
            }

            var result = TestRun.Single(system.Network, mechanism, system.Losses);
            var weights = result.Dynamics.DebtRankWeights;
            if (weights is null)
            {
                Assert.Equal(double.NaN, result.Replications[0].DebtRank);
                continue;
            }

            var shocked = weights.Select((weight, i) => weight * rounds[0][i]).Sum();
            Assert.InRange(result.Replications[0].DebtRank, 0, 1 - shocked + 1e-12);
            Near.Equal([1], [weights.Sum()], 1e-12, "weights sum to one");
        }
    });

    // What debtors fail to pay is what creditors lose, to the last digits (style.md): Σ at risk × write-down is the loss beyond the shock.
    [Fact]
    public void What_debtors_fail_to_pay_is_what_creditors_lose() => ForAll.RegularSystems(system =>
    {
        foreach (var mechanism in new Mechanism[] { new Furfine { LossGivenDefault = .5 }, new EisenbergNoe(), new RogersVeraart { Alpha = .5, Beta = .5 }, new Merton(), new BlackCox() })
        {
            var result = TestRun.Single(system.Network, mechanism, system.Losses);
            var links = result.Dynamics.Links;
            for (var creditor = 0; creditor < system.Size; creditor++)
            {
                var lost = 0.0;
                for (var link = links.Start[creditor]; link < links.Start[creditor + 1]; link++)
                {
                    lost += result.Dynamics.AtRisk(creditor, link) * result.Totals.WriteDown[result.Dynamics.DebtOfLink[link]];
                }

                var contagion = system.Worth[creditor] - system.Loss[creditor] - result.Totals.NetWorth[creditor];
                Near.Equal([contagion], [lost], 1e-9 * system.TotalAssets.Max(), $"{system}, {mechanism.Name}, creditor {creditor}");
            }
        }
    });

    // Invariant 8: Σ shortfall ≤ Σ (x − w)⁺/(1 − β⁺), with β the network's share of liabilities; solvent systems, all owing outside.
    [Fact]
    public void Shortfalls_are_bounded_by_the_first_losses_and_connectivity() => ForAll.RegularSystems(system =>
    {
        var (due, worth) = (system.Due, system.Worth);
        if (worth.Any(equity => equity < 0))
        {
            return;
        }

        var connectivity = due.Select((amount, i) => 1 - (system.Outside[i] / amount)).Max();
        var payment = TestRun.Single(system.Network, new EisenbergNoe(), system.Losses).Totals.Payment;

        var shortfall = due.Select((amount, i) => amount - payment[i]).Sum();
        var bound = system.Loss.Select((loss, i) => Math.Max(0, loss - worth[i])).Sum() / (1 - connectivity);
        Assert.True(shortfall <= bound + (1e-10 * due.Sum()), $"shortfall {shortfall}, bound {bound}");
    });

    private static void AssertContains(RunResult larger, RunResult smaller, string because)
    {
        for (var i = 0; i < larger.Totals.Defaults.Length; i++)
        {
            Assert.True(larger.Totals.Defaults[i] >= smaller.Totals.Defaults[i], $"{i} defaults, but not with {because}");
        }
    }

    private static void AssertNotBelow(double[] distress, double[] other, string what)
    {
        for (var i = 0; i < distress.Length; i++)
        {
            Assert.True(distress[i] >= other[i] - OnDistress, $"{i}: distress {distress[i]} is below {other[i]} of {what}");
        }
    }
}
