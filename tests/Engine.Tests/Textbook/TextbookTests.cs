using System.Globalization;
using Xunit;

namespace Contagion.Engine.Tests.Textbook;

/// <summary>Holds the textbook against the test vectors of models.md section 2, so that it can be trusted as the oracle.</summary>
public sealed class TextbookTests
{
    // models.md prints ten decimals and asks for 1e-8 absolute; fractions and short decimals are exact.
    private const double Printed = 1e-8;
    private const double Exact = 1e-12;

    private static readonly double[] None4 = new double[4];

    // TV-N4 (models.md 0.4): nodes A, B, C, D.
    private static readonly double[,] Debt4 = { { 0, 0, 1, 5 }, { 6, 0, 2, 0 }, { 0, 0, 0, 4 }, { 2, 0, 4, 0 } };
    private static readonly double[] Outside4 = [4, 6, 0, 8];
    private static readonly double[] Before4 = [4, 16, 4, 8];
    private static readonly double[] Shock4 = [2, 15, 0, 3];
    private static readonly double[] After4 = [2, 1, 4, 5];
    private static readonly double[] Worth4 = [2, 2, 7, 3];

    // TV-EN-ext: example data of the R package systemicrisk.
    private static readonly double[,] Debt3 = { { 0, .5, .5 }, { .5, 0, .5 }, { .5, .5, 0 } };
    private static readonly double[] Assets3 = [.5, .625, .75];
    private static readonly double[] Outside3 = [1.5, .5, .5];

    // TV-DR-public: example of the R package NetworkRiskMeasures, nodes a, b, c.
    private static readonly double[,] DebtAbc = { { 0, 10, 3 }, { 1, 0, 2 }, { 0, 3, 0 } };
    private static readonly double[] WorthAbc = [2, 5, 2];
    private static readonly double[] WeightAbc = [10 / 140.0, 100 / 140.0, 30 / 140.0];

    // TV-LDR-cycle: each owes the next ½, equity 1.
    private static readonly double[,] Cycle = { { 0, .5, 0 }, { 0, 0, .5 }, { .5, 0, 0 } };
    private static readonly double[] Ones3 = [1, 1, 1];

    // TV-NEVA-GBM: A owes C, C owes B, B owes A.
    private static readonly double[,] DebtGbm = { { 0, 0, .5 }, { .5, 0, 0 }, { 0, .5, 0 } };
    private static readonly double[] AssetsGbm = [10, 5, 3];
    private static readonly double[] OutsideGbm = [9, 4, 2];
    private static readonly double[] VolatilityGbm = [.05, .10, .15];
    private static readonly double[] ObligationGbm = [.5, .5, .5];

    // Source: models.md TV-N4.
    [Fact]
    public void The_four_node_network_has_the_printed_balance_sheets()
    {
        double[] liabilities = [10, 14, 4, 14];
        Close(liabilities, BalanceSheet.TotalLiabilities(Debt4, Outside4), Exact);
        Close([8, 0, 7, 9], BalanceSheet.NetworkAssets(Debt4), Exact);
        Close(Worth4, BalanceSheet.NetWorth(Debt4, Before4, Outside4), Exact);
        Close([0, -13, 7, 0], BalanceSheet.NetWorth(Debt4, After4, Outside4), Exact);
        Close(After4, [.. Before4.Select((assets, i) => assets - Shock4[i])], Exact);
        var connectivity = BalanceSheet.NetworkLiabilities(Debt4).Select((owed, i) => owed / liabilities[i]).ToArray();
        Close([.6, 4 / 7.0, 1, 3 / 7.0], connectivity, Exact);
    }

    // Source: models.md TV-FUR; Furfine 2003.
    [Theory]
    [InlineData(.5, false, new[] { 1, 0, -1, -1 }, new[] { -1, 2, 5.5, .5 })]
    [InlineData(1.0, false, new[] { 1, 0, -1, 2 }, new[] { -6.0, 2, 0, -2 })]
    [InlineData(1.0, true, new[] { 1, 0, 3, 2 }, new[] { -6.0, 2, 0, -6 })]
    public void A_default_of_B_spreads_in_the_printed_rounds(
        double lossGivenDefault, bool zeroEquityIsDefault, int[] defaultRound, double[] netWorth)
    {
        var result = FurfineCascade.Run(
            Debt4, Worth4, BalanceSheet.TotalAssets(Debt4, Before4), None4, [false, true, false, false],
            lossGivenDefault, zeroEquityIsDefault);

        Assert.Equal(defaultRound, result.DefaultRound);
        Assert.Equal(defaultRound.Select(round => round >= 0), result.Defaulted);
        Close(netWorth, result.NetWorth, Exact);
    }

    // Worked by hand from TV-N4 with LGD 1: only B (2 − 15) fails on the shock; A then has 0 − 6, which costs C 1 more
    // and D 5, so D has 0 − 5; C loses 2 + 1 + 4 = 7 and ends at exactly 0. A gets −6 − 2 = −8 once D has failed.
    [Fact]
    public void A_shock_alone_can_start_the_cascade_and_its_victims_fail_in_round_0()
    {
        var result = FurfineCascade.Run(
            Debt4, Worth4, BalanceSheet.TotalAssets(Debt4, Before4), Shock4, new bool[4], [1.0, 1, 1, 1]);

        Assert.Equal([1, 0, -1, 2], result.DefaultRound);
        Close([-8, -13, 0, -5], result.NetWorth, Exact);
    }

    // Source: models.md TV-EN; Eisenberg and Noe 2001.
    [Fact]
    public void Fictitious_default_finds_the_printed_clearing_vector_in_three_waves()
    {
        var result = EisenbergNoe.FictitiousDefault(Debt4, After4, Outside4);

        Close([4, 1, 4, 11], result.Payment, Exact);
        Close([0, 0, 129 / 35.0, 0], result.Equity, Exact);
        Close([8 / 5.0, 3 / 7.0, 0, 44 / 7.0], result.ExternalPayment, Exact);
        Close([12], [result.Equity.Sum() + result.ExternalPayment.Sum()], Exact);
        Assert.Equal([[1], [0, 1], [0, 1, 3]], result.Waves);
        Assert.Equal([true, true, false, true], result.Defaulted);
    }

    // Source: models.md TV-EN, the same vector.
    [Fact]
    public void Picard_from_above_finds_the_same_clearing_vector()
    {
        var result = EisenbergNoe.Picard(Debt4, After4, Outside4);

        Close([4, 1, 4, 11], result.Payment, Exact);
        Close([0, 0, 129 / 35.0, 0], result.Equity, Exact);
        Assert.Equal([true, true, false, true], result.Defaulted);
    }

    // Source: models.md TV-EN, "first Picard iterates".
    [Fact]
    public void The_first_Picard_iterates_are_the_printed_ones()
    {
        var first = EisenbergNoe.Map(Debt4, After4, Outside4, [10, 14, 4, 14]);
        var second = EisenbergNoe.Map(Debt4, After4, Outside4, first);
        var third = EisenbergNoe.Map(Debt4, After4, Outside4, second);

        Close([10, 1, 4, 14], first, Exact);
        Close([4.4285714286, 1, 4, 14], second, Printed);
        Close([4.4285714286, 1, 4, 11.2142857143], third, Printed);
    }

    // Source: models.md TV-EN-unique.
    [Fact]
    public void Two_nodes_that_owe_each_other_one_both_pay_although_nobody_paying_clears_too()
    {
        double[,] debt = { { 0, 1 }, { 1, 0 } };
        double[] zero = [0, 0];

        Close([1, 1], EisenbergNoe.Picard(debt, zero, zero).Payment, Exact);
        Close([0, 0], EisenbergNoe.Picard(debt, zero, zero, start: zero).Payment, Exact);
        var greatest = EisenbergNoe.FictitiousDefault(debt, zero, zero);
        Close([1, 1], greatest.Payment, Exact);
        Assert.Empty(greatest.Waves);
        Assert.Equal([false, false], greatest.Defaulted);
    }

    // Source: models.md TV-EN-ext; example of the R package systemicrisk.
    [Fact]
    public void The_example_of_systemicrisk_clears_as_printed()
    {
        double[] expected = [1.4732142857, 1.4196428571, 1.5];

        Close(expected, EisenbergNoe.Picard(Debt3, Assets3, Outside3).Payment, Printed);
        var finite = EisenbergNoe.FictitiousDefault(Debt3, Assets3, Outside3);
        Close(expected, finite.Payment, Printed);
        Assert.Equal([[0], [0, 1]], finite.Waves);
    }

    // Source: models.md TV-RV, whole table; Rogers and Veraart 2013.
    [Theory]
    [InlineData(1, 1, 4, 1, 11)]
    [InlineData(.8, .6, 2.4164222874, .8, 7.1249266862)]
    [InlineData(.5, .5, 1.4545454545, .5, 4.8636363636)]
    [InlineData(0, 0, 0, 0, 0)]
    public void Default_costs_give_the_printed_payments(double alpha, double beta, double a, double b, double d)
    {
        var finite = RogersVeraart.FictitiousDefault(Debt4, After4, Outside4, alpha, beta);

        Close([a, b, 4, d], finite.Payment, Printed);
        Assert.Equal([[1], [0, 1], [0, 1, 3]], finite.Waves);
        Close([a, b, 4, d], RogersVeraart.Picard(Debt4, After4, Outside4, alpha, beta).Payment, Printed);
    }

    // Source: models.md TV-RV, the fractions 16/11 and 107/22.
    [Fact]
    public void Half_recovery_gives_the_exact_fractions() =>
        Close([16 / 11.0, .5, 4, 107 / 22.0], RogersVeraart.FictitiousDefault(Debt4, After4, Outside4, .5, .5).Payment, Exact);

    // Source: models.md TV-RV-multi.
    [Fact]
    public void With_default_costs_a_self_fulfilling_default_is_the_least_solution_only()
    {
        double[,] debt = { { 0, 1 }, { 1, 0 } };
        double[] half = [.5, .5];

        var greatest = RogersVeraart.FictitiousDefault(debt, half, half, .5, .5);
        Close([1.5, 1.5], greatest.Payment, Exact);
        Assert.Equal([false, false], greatest.Defaulted);
        Close([1.5, 1.5], RogersVeraart.Picard(debt, half, half, .5, .5).Payment, Exact);
        Close([.375, .375], RogersVeraart.Picard(debt, half, half, .5, .5, start: [0, 0]).Payment, Exact);
    }

    // Source: models.md TV-RV-ext; example of the R package systemicrisk.
    [Fact]
    public void The_example_of_systemicrisk_clears_as_printed_with_default_costs()
    {
        double[] expected = [.502019962, .5147049378, .5653806135];

        var finite = RogersVeraart.FictitiousDefault(Debt3, Assets3, Outside3, .5, .7);
        Close(expected, finite.Payment, Printed);
        Assert.Equal([[0], [0, 1, 2]], finite.Waves);
        Close(expected, RogersVeraart.Picard(Debt3, Assets3, Outside3, .5, .7).Payment, Printed);
    }

    // Identity: an external creditor paid first is a class 1 creditor (models.md 2.2, last sentence).
    // B has an estate of 1 against 6 owed outside, so it pays its network nothing.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(.8, .6)]
    [InlineData(.5, .9)]
    public void Senior_external_creditors_are_a_class_of_their_own(double alpha, double beta)
    {
        var classes = PriorityClasses.Picard(
            [new double[4, 4], Debt4], After4, [Outside4, None4], null, alpha, beta);
        var picard = RogersVeraart.Picard(Debt4, After4, Outside4, alpha, beta, externalCreditorsSenior: true);
        var finite = RogersVeraart.FictitiousDefault(Debt4, After4, Outside4, alpha, beta, externalCreditorsSenior: true);

        Close(classes.Payment[0], picard.ExternalPayment, Exact);
        Close(classes.Payment[1], picard.NetworkPayment, Exact);
        Close(classes.Payment[0], finite.ExternalPayment, Exact);
        Close(classes.Payment[1], finite.NetworkPayment, Exact);
        Assert.Equal(classes.Defaulted, finite.Defaulted);
        Assert.Equal(0, finite.NetworkPayment[1]);
    }

    // Source: models.md TV-SEN, first two sentences.
    [Fact]
    public void An_estate_of_60_pays_50_10_0_by_class_and_pro_rata_when_pooled()
    {
        double[,] none = { { 0 } };

        var classes = PriorityClasses.Picard([none, none, none], [60], [[50], [30], [10]]);
        Close([50, 10, 0], [.. classes.Payment.Select(payment => payment[0])], Exact);

        var pooled = PriorityClasses.Picard([none], [60], [[90]]).Payment[0][0];
        Close([33.3333, 20, 6.6667], [pooled * 50 / 90, pooled * 30 / 90, pooled * 10 / 90], 5e-5);
        Close([100 / 3.0, 20, 20 / 3.0], [pooled * 50 / 90, pooled * 30 / 90, pooled * 10 / 90], Exact);
    }

    // Source: models.md TV-SEN, third sentence: a trust of 50 with 20 misappropriated, estate 10, other unsecured 30.
    [Theory]
    [InlineData(0, 34, 6)]
    [InlineData(null, 40, 0)]
    public void Clients_get_the_trust_and_then_their_rank_on_the_deficiency(int? deficiencyClass, double clients, double others)
    {
        var result = ClientMoney.Clear([new double[1, 1]], [10], [[30]], [50], [30], deficiencyClass);

        Close([clients, others], [result.FromTrust[0] + result.FromEstate[0], result.Others[0][0]], Exact);
    }

    // Source: models.md TV-SEN-net; Elsinger 2009.
    [Fact]
    public void Two_classes_in_a_network_clear_as_printed_and_pari_passu_they_differ()
    {
        double[,] senior = { { 0, 4, 0 }, { 0, 0, 2 }, { 0, 0, 0 } };
        double[,] junior = { { 0, 0, 6 }, { 5, 0, 0 }, { 3, 3, 0 } };
        double[] assets = [3, 2, 5];

        var result = PriorityClasses.Picard([senior, junior], assets, [[2, 3, 1], [1, 0, 4]]);
        Close([6, 5, 1], result.Payment[0], Exact);
        Close([3.2941176471, 3.6470588235, 8.8235294118], result.Payment[1], Printed);

        double[,] all = { { 0, 4, 6 }, { 5, 0, 2 }, { 3, 3, 0 } };
        double[] expected = [10.0454545455, 8.0909090909, 11];
        Close(expected, PriorityClasses.Picard([all], assets, [[3, 3, 5]]).Payment[0], Printed);
        Close(expected, EisenbergNoe.FictitiousDefault(all, assets, [3, 3, 5]).Payment, Printed);
        Assert.Equal([true, true, true], result.Defaulted);
        Assert.Equal([true, true, false], EisenbergNoe.FictitiousDefault(all, assets, [3, 3, 5]).Defaulted);
    }

    // Source: models.md TV-DR-public; README of the R package NetworkRiskMeasures.
    [Theory]
    [InlineData(new[] { 1.0, 0, 0 }, new[] { 1.0, 1, 1 }, .9285714286)]
    [InlineData(new[] { 0, 1.0, 0 }, new[] { .5, 1, 1 }, .25)]
    [InlineData(new[] { 0, 0, 1.0 }, new[] { .3, .9, 1 }, .6642857143)]
    [InlineData(new[] { .1, .1, .1 }, new[] { .15, .26, .30 }, .1607142857)]
    public void Original_DebtRank_gives_the_published_example(double[] shock, double[] distress, double debtRank)
    {
        var rounds = OriginalDebtRank.Run(DebtAbc, WorthAbc, shock);

        Close(distress, rounds[^1], Exact);
        Close([debtRank], [OriginalDebtRank.DebtRank(rounds, WeightAbc)], Printed);
    }

    // Source: models.md TV-DR-N4, the matrix W.
    [Fact]
    public void The_impact_matrix_of_the_four_node_network_is_the_printed_one()
    {
        var impact = OriginalDebtRank.Impact(Debt4, Worth4);
        double[][] expected = [[0, 0, 1 / 7.0, 1], [1, 0, 2 / 7.0, 0], [0, 0, 0, 1], [1, 0, 4 / 7.0, 0]];
        for (var i = 0; i < 4; i++)
        {
            Close(expected[i], [impact[i, 0], impact[i, 1], impact[i, 2], impact[i, 3]], Exact);
        }
    }

    // Source: models.md TV-DR-N4; 5/7 written as 0.7142857142857143.
    [Theory]
    [InlineData(new[] { 1.0, 0, 0, 0 }, new[] { 1, 0, 0.7142857142857143, 1 })]
    [InlineData(new[] { 0, 1.0, 0, 0 }, new[] { 1.0, 1, 1, 1 })]
    [InlineData(new[] { 0, 0, 1.0, 0 }, new[] { 1.0, 0, 1, 1 })]
    [InlineData(new[] { 0, 0, 0, 1.0 }, new[] { 1, 0, 0.7142857142857143, 1 })]
    [InlineData(new[] { .1, .1, .1, .1 }, new[] { .3, .1, .2, .3 })]
    public void Original_DebtRank_of_the_four_node_network_is_the_printed_one(double[] shock, double[] distress) =>
        Close(distress, OriginalDebtRank.Run(Debt4, Worth4, shock)[^1], Exact);

    // Source: models.md TV-LDR-cycle, shock of 0.4 at the first node.
    [Fact]
    public void A_partial_shock_goes_round_the_cycle_as_printed()
    {
        double[] shock = [.4, 0, 0];

        Close([.45, .2, .1], OriginalDebtRank.Run(Cycle, Ones3, shock)[^1], Exact);
        Close([16 / 35.0, 8 / 35.0, 4 / 35.0], LinearDebtRank.Run(Cycle, Ones3, shock)[^1], 1e-11);
        Close([16 / 35.0, 8 / 35.0, 4 / 35.0], NonLinearDebtRank.Run(Cycle, Ones3, shock, 0)[^1], 1e-11);
        Close([.4043119639, .1114249813, .0229112797], NonLinearDebtRank.Run(Cycle, Ones3, shock, 1)[^1], Printed);
        Close([.4003145215, .060324143, .0046054183], NonLinearDebtRank.Run(Cycle, Ones3, shock, 2)[^1], Printed);
    }

    // Source: models.md TV-LDR-cycle, default of the first node.
    [Fact]
    public void A_default_goes_round_the_cycle_as_printed()
    {
        double[] shock = [1, 0, 0];

        Close([1, .5, .25], LinearDebtRank.Run(Cycle, Ones3, shock)[^1], Exact);
        Close([1, .5, .0919698603], NonLinearDebtRank.Run(Cycle, Ones3, shock, 2)[^1], Printed);
        Close([1, .5, 0], NonLinearDebtRank.Run(Cycle, Ones3, shock, 1000)[^1], Exact);
    }

    // Source: models.md 2.6: with no default and R = 0, h(∞) = (I − Λ)⁻¹ h(1).
    [Fact]
    public void Without_defaults_linear_DebtRank_is_the_solution_of_a_linear_system()
    {
        double[] shock = [.1, .2, .05];
        var inverse = DenseAlgebra.Inverse(DenseAlgebra.IdentityMinus(LinearDebtRank.Leverage(Cycle, Ones3)));

        Close(DenseAlgebra.Multiply(inverse, shock), LinearDebtRank.Run(Cycle, Ones3, shock)[^1], 1e-11);
    }

    // Source: models.md TV-LDR-N4.
    [Fact]
    public void Linear_DebtRank_of_the_four_node_network_has_the_printed_rounds()
    {
        var rounds = LinearDebtRank.Run(Debt4, Worth4, [.1, .1, .1, .1]);

        Close([1.5962146974], [DenseAlgebra.SpectralRadius(LinearDebtRank.Leverage(Debt4, Worth4))], Printed);
        Close([.5, .1, .2, .4], rounds[1], Exact);
        Close([.8, .1, .4285714286, 1], rounds[2], Printed);
        Close([1, .1, .8142857143, 1], rounds[3], Printed);
        Close([1, .1, .8428571429, 1], rounds[^1], Printed);
    }

    // Source: models.md TV-LDR-N4, last sentence, on the network of TV-DR-public.
    [Theory]
    [InlineData(new[] { 0, 0, 1.0 }, new[] { .5, 1, 1 })]
    [InlineData(new[] { .1, .1, .1 }, new[] { .6, 1, 1 })]
    public void Linear_DebtRank_passes_on_repeatedly_in_the_published_example(double[] shock, double[] distress) =>
        Close(distress, LinearDebtRank.Run(DebtAbc, WorthAbc, shock)[^1], 1e-11);

    // Source: models.md TV-LDR-amp. Stopping at a change of 1e-12 leaves at most 1e-12 · ℓ/(1−ℓ).
    [Theory]
    [InlineData(.5, .1, .2)]
    [InlineData(.8, .1, .5)]
    [InlineData(.9, .02, .2)]
    [InlineData(1.2, .01, 1)]
    public void A_ring_amplifies_a_uniform_shock_by_its_leverage(double leverage, double shock, double distress)
    {
        var ring = new double[5, 5];
        for (var i = 0; i < 5; i++)
        {
            ring[i, (i + 1) % 5] = leverage;
        }

        var final = LinearDebtRank.Run(ring, [1, 1, 1, 1, 1], [shock, shock, shock, shock, shock])[^1];
        Close([distress, distress, distress, distress, distress], final, 1e-11);
    }

    // Source: models.md TV-NEVA-EN, pari passu, with TV-EN and TV-RV for the payments p̄·𝕍.
    [Fact]
    public void Valuing_the_four_node_network_gives_the_printed_equities()
    {
        var obligation = NevaValuations.Obligations(Debt4, Outside4, externalCreditorsSenior: false);
        var tolerance = DefaultRule.Tolerances(BalanceSheet.TotalAssets(Debt4, After4));

        var plain = Neva.Solve(Debt4, After4, Outside4, NevaValuations.EisenbergNoe(obligation));
        Close([-6, -13, 129 / 35.0, -3], plain.Equity, 1e-11);
        Close([4, 1, 4, 11], [.. obligation.Select((owed, j) => owed * plain.Value[j])], 1e-11);

        var costly = Neva.Solve(
            Debt4, After4, Outside4, NevaValuations.RogersVeraart(obligation, After4, .8, .6, tolerance));
        Close([-6.6392961877, -13, 2.3916212838, -3.7917888563], costly.Equity, Printed);
        Close([2.4164222874, .8, 4, 7.1249266862], [.. obligation.Select((owed, j) => owed * costly.Value[j])], Printed);

        Close([-8, -13, 0, -5], Neva.Solve(Debt4, After4, Outside4, NevaValuations.Furfine(0, tolerance)).Equity, Exact);
        Close([-4, -13, 3.5, -2.5], Neva.Solve(Debt4, After4, Outside4, NevaValuations.Furfine(.5, tolerance)).Equity, Exact);
    }

    // Source: models.md TV-NEVA-GBM, at E = (1,1,1).
    [Fact]
    public void At_book_equity_the_default_probabilities_and_values_are_the_printed_ones()
    {
        var merton = NevaValuations.Merton(ObligationGbm, AssetsGbm, VolatilityGbm, 1);
        var indices = Enumerable.Range(0, 3);

        Close(
            [.0186616318, .0145756097, .0042931544],
            [.. indices.Select(j => ExAnteDefault.Merton(1, AssetsGbm[j], VolatilityGbm[j]))], Printed);
        Close(
            [.0369891657, .02865229, .0083939794],
            [.. indices.Select(j => ExAnteDefault.BlackCox(1, AssetsGbm[j], VolatilityGbm[j]))], Printed);
        Close([.9941277168, .9960459674, .9992309244], [.. indices.Select(j => merton(j, 1))], Printed);
    }

    // Source: models.md TV-NEVA-GBM, fixed points.
    [Theory]
    [InlineData(0, .9926025655, .9976407568, .990287646)]
    [InlineData(.5, .9953266512, .9986525504, .9937040756)]
    [InlineData(1, .9980172699, .9996025236, .9970279148)]
    public void The_Merton_cycle_settles_at_the_printed_equities(double recovery, double a, double b, double c)
    {
        var value = NevaValuations.Merton(ObligationGbm, AssetsGbm, VolatilityGbm, recovery);

        Close([a, b, c], Neva.Solve(DebtGbm, AssetsGbm, OutsideGbm, value).Equity, Printed);
    }

    // Source: models.md TV-NEVA-GBM, Black-Cox ρ = .5.
    [Fact]
    public void The_Black_Cox_cycle_settles_at_the_printed_equities()
    {
        var value = NevaValuations.BlackCox(AssetsGbm, VolatilityGbm, .5);

        Close(
            [.9927319277, .9976961365, .9903817244], Neva.Solve(DebtGbm, AssetsGbm, OutsideGbm, value).Equity, Printed);
    }

    // Identity: equity 1 − h of linear DebtRank (models.md 2.6) is the NEVA solution with 𝕍 = clip(E/w⁰, 0, 1).
    [Fact]
    public void Linear_DebtRank_is_a_valuation_function()
    {
        double[] shock = [.4, 0, 0];
        double[] liabilities = [1, 1, 1];
        double[] after = [1.6, 2, 2];

        var equity = Neva.Solve(Cycle, after, liabilities, NevaValuations.LinearDebtRank(Ones3)).Equity;
        var distress = LinearDebtRank.Run(Cycle, Ones3, shock)[^1];
        Close([.. distress.Select(h => 1 - h)], equity, 1e-11);
    }

    // Source: mpmath 1.3.0 at 60 digits, ncdf. 2e-15 relative covers the rounding of Math.Exp and of the density.
    [Theory]
    [InlineData(-37.5, 4.6053530095819548438e-308)]
    [InlineData(-20, 2.7536241186062336951e-89)]
    [InlineData(-5, 2.8665157187919391168e-7)]
    [InlineData(-1, 0.15865525393145705142)]
    [InlineData(-0.5, 0.30853753872598689636)]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.84134474606854294859)]
    [InlineData(8, 0.99999999999999937790)]
    public void The_normal_distribution_is_good_to_its_last_digits(double x, double probability) =>
        Close([1], [NormalDistribution.Cdf(x) / probability], 2e-15);

    // Source: models.md TV-EGJ; Elliott, Golub and Jackson 2014. Its organisations 1 and 2 are indices 0 and 1.
    [Fact]
    public void Two_organisations_fail_one_after_the_other()
    {
        double[,] holding = { { 0, .5 }, { .5, 0 } };

        var dependency = ElliottGolubJackson.Dependency(holding);
        Close(
            [2 / 3.0, 1 / 3.0, 1 / 3.0, 2 / 3.0],
            [dependency[0, 0], dependency[0, 1], dependency[1, 0], dependency[1, 1]], Exact);

        var result = ElliottGolubJackson.Solve(holding, [4, 10], [7, 7.5], [3, 3]);
        Assert.Equal([[0], [1]], result.Waves);
        Close([6, 8], result.Rounds[0], Exact);
        Close([4, 7], result.Rounds[1], Exact);
        Close([3, 5], result.Value, Exact);
    }

    // Source: models.md TV-EGJ-3.
    [Fact]
    public void Three_organisations_fail_in_the_printed_waves()
    {
        double[,] holding = { { 0, .2, .3 }, { .3, 0, .2 }, { .1, .3, 0 } };

        var before = ElliottGolubJackson.Solve(holding, [10, 10, 10], [0, 0, 0], [0, 0, 0]).Value;
        Close([11.5018315018, 9.6459096459, 8.8522588523], before, Printed);

        var result = ElliottGolubJackson.Solve(
            holding, [4, 10, 10], [.. before.Select(v => .9 * v)], [.. before.Select(v => .45 * v)]);
        Assert.Equal([[0, 1], [2]], result.Waves);
        Close([1.8912369682, 4.1868601484, 4.4219028834], result.Value, Printed);
    }

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        var error = expected.Length == actual.Length ? PicardIteration.Distance(expected, actual) : double.NaN;
        Assert.True(
            error <= tolerance,
            string.Create(
                CultureInfo.InvariantCulture,
                $"expected ({string.Join(", ", expected)}), got ({string.Join(", ", actual)}), error {error}, allowed {tolerance}"));
    }
}
