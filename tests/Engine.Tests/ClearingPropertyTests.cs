using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>What always holds of clearing: invariants 1 to 5 of models.md 11.</summary>
public sealed class ClearingPropertyTests
{
    // Linear systems of at most 12 and sweeps that stop at 1e-12 of what is owed; relative to the largest amount of the system.
    private const double Tolerance = 1e-10;

    // Invariant 1, one class: 0 ≤ p ≤ p̄, and E > 0 only if p = p̄.
    [Fact]
    public void Nobody_pays_more_than_it_owes_and_owners_are_paid_last() => ForAll.Systems(system =>
    {
        foreach (var (alpha, beta) in new[] { (1.0, 1.0), (.6, .9), (0, 0) })
        {
            var totals = Clear(system, alpha, beta).Totals;
            var (due, slack) = (system.Due, Slack(system));
            for (var i = 0; i < system.Size; i++)
            {
                Assert.True(totals.Payment[i] >= 0 && totals.Payment[i] <= due[i] + slack, $"{i} pays {totals.Payment[i]} of {due[i]}");
                Assert.True(
                    totals.FinalEquity[i] <= slack || totals.Payment[i] >= due[i] - slack,
                    $"{i} pays {totals.Payment[i]} of {due[i]} and keeps {totals.FinalEquity[i]}, alpha {alpha}, beta {beta}");
            }
        }
    });

    // Invariant 1 for institutions declared in default, whose outside assets are lost.
    [Fact]
    public void Owners_of_the_declared_in_default_are_paid_last_too() => ForAll.Systems(system =>
    {
        var totals = TestRun.Single(system.Network, new RogersVeraart { Alpha = .6, Beta = .7 }, system.Defaults).Totals;
        var (due, slack) = (system.Due, Slack(system));
        for (var i = 0; i < system.Size; i++)
        {
            Assert.True(
                totals.FinalEquity[i] <= slack || totals.Payment[i] >= due[i] - slack,
                $"{i} pays {totals.Payment[i]} of {due[i]} and keeps {totals.FinalEquity[i]}");
        }
    });

    // Invariant 1, classes: a class is paid only if all before it are paid in full.
    [Fact]
    public void A_junior_class_is_paid_only_after_the_senior_ones() => ForAll.RegularSystems(system =>
    {
        var debt = system.Classes(3);
        var network = TestNetwork.OfClasses(debt, system.Assets, system.Outside, system.Holdings());
        var classes = network.SeniorityMax;
        var result = TestRun.Single(network, new RogersVeraart { Alpha = .8, Beta = .8 }, system.Losses);
        for (var i = 0; i < system.Size; i++)
        {
            for (var rank = 1; rank < classes; rank++)
            {
                var (unpaid, paid) = (result.Totals.WriteDown[(i * classes) + rank - 1], 1 - result.Totals.WriteDown[(i * classes) + rank]);
                var owes = Enumerable.Range(0, system.Size).Sum(j => debt[rank][i, j]);
                Assert.True(owes == 0 || unpaid <= Tolerance || paid <= Tolerance, $"{i} leaves {unpaid} of class {rank} unpaid and pays {paid} of class {rank + 1}");
            }
        }
    });

    // Invariant 2: what owners and outside creditors have is what there is outside, less the deadweight Σ_D [(1 − α) e + (1 − β) receipts].
    [Fact]
    public void Nothing_is_lost_but_default_costs() => ForAll.Systems(system =>
    {
        foreach (var (alpha, beta) in new[] { (1.0, 1.0), (.75, .5) })
        {
            var result = Clear(system, alpha, beta);
            var totals = result.Totals;
            var receipts = Textbook.BalanceSheet.Receipts(Textbook.BalanceSheet.Shares(system.Debt, system.Due), totals.Payment);
            var deadweight = Enumerable.Range(0, system.Size).Where(i => totals.Defaults[i] > 0)
                .Sum(i => ((1 - alpha) * system.After[i]) + ((1 - beta) * receipts[i]));
            var outside = system.Outside.Sum() - result.Replications[0].ExternalCreditorLoss;

            Near.Equal(
                [system.After.Sum()], [totals.FinalEquity.Sum() + outside + deadweight], system.Size * Slack(system), $"{system}, alpha {alpha}, beta {beta}");
        }
    });

    // Invariant 3: a fixed point of the map, not below any other, nor below any feasible vector (p ≤ p̄ and p ≤ Φ(p)), which makes it
    // the solution of the linear programme max Σp too.
    [Fact]
    public void Payments_are_the_greatest_fixed_point() => ForAll.Systems(system =>
    {
        var payment = Clear(system, 1, 1).Totals.Payment;
        var slack = Slack(system);
        Near.Equal(payment, Textbook.EisenbergNoe.Map(system.Debt, system.After, system.Outside, payment), slack, $"{system}, fixed point");

        var random = new Random(system.Seed);
        for (var start = 0; start < 5; start++)
        {
            double[] feasible = [.. system.Due.Select(due => due * random.NextDouble())];
            for (var step = 0; step < 200; step++)
            {
                var mapped = Textbook.EisenbergNoe.Map(system.Debt, system.After, system.Outside, feasible);
                feasible = [.. feasible.Select((paid, i) => Math.Min(paid, mapped[i]))];
            }

            AssertNotBelow(payment, feasible, slack, "a feasible vector");
        }

        if (system.Outside.All(amount => amount > 0))
        {
            double[] anywhere = [.. system.Due.Select(due => due * random.NextDouble())];
            AssertNotBelow(payment, Textbook.EisenbergNoe.Picard(system.Debt, system.After, system.Outside, start: anywhere).Payment, slack, "a fixed point");
        }
    });

    // Invariant 3 with default costs, where solutions are many: started from nothing the sweeps find the least.
    [Fact]
    public void With_default_costs_payments_are_not_below_those_of_any_other_solution() => ForAll.RegularSystems(system =>
    {
        var payment = Clear(system, .5, .6).Totals.Payment;
        foreach (var share in new[] { 0, .3, .7 })
        {
            double[] start = [.. system.Due.Select(due => share * due)];
            Textbook.ClearingResult other;
            try
            {
                other = Textbook.RogersVeraart.Picard(system.Debt, system.After, system.Outside, .5, .6, start: start);
            }
            catch (InvalidOperationException)
            {
                continue; // From the middle the sweeps may go round in circles; only fixed points are claimed to be below.
            }

            AssertNotBelow(payment, other.Payment, Slack(system), $"the solution found from {share} of what is owed");
        }
    });

    // Invariant 4: payments do not fall when outside assets, α or β rise.
    [Fact]
    public void Payments_rise_with_assets_and_recoveries() => ForAll.Systems(system =>
    {
        var payment = Clear(system, .5, .5).Totals.Payment;
        AssertNotBelow(Clear(system, .8, .5).Totals.Payment, payment, Slack(system), "those with less of outside assets recovered");
        AssertNotBelow(Clear(system, .5, .8).Totals.Payment, payment, Slack(system), "those with less of claims recovered");
        double[] smaller = [.. system.Loss.Select(amount => amount / 2)];
        var milder = TestRun.Single(system.Network, new RogersVeraart { Alpha = .5, Beta = .5 }, TestRun.AssetLosses(smaller)).Totals.Payment;
        AssertNotBelow(milder, payment, Slack(system), "those after the full shock");
    });

    // Invariant 5: p*((e + e')/2) ≥ (p*(e) + p*(e'))/2.
    [Fact]
    public void Payments_are_concave_in_assets() => ForAll.Systems(system =>
    {
        double[] half = [.. system.Loss.Select(amount => amount / 2)];
        var (full, none) = (Clear(system, 1, 1).Totals.Payment, TestRun.Single(system.Network, new EisenbergNoe()).Totals.Payment);

        var middle = TestRun.Single(system.Network, new EisenbergNoe(), TestRun.AssetLosses(half)).Totals.Payment;

        AssertNotBelow(middle, [.. full.Select((paid, i) => (paid + none[i]) / 2)], Slack(system), "the mean of those before and after the shock");
    });

    private static RunResult Clear(RandomSystem system, double alpha, double beta) =>
        TestRun.Single(system.Network, new RogersVeraart { Alpha = alpha, Beta = beta }, system.Losses);

    private static double Slack(RandomSystem system) => Tolerance * Math.Max(system.Due.Max(), system.TotalAssets.Max());

    private static void AssertNotBelow(double[] payment, double[] other, double slack, string what)
    {
        for (var i = 0; i < payment.Length; i++)
        {
            Assert.True(payment[i] >= other[i] - slack, $"{i} pays {payment[i]}, less than {other[i]} of {what}; tolerance {slack}");
        }
    }
}
