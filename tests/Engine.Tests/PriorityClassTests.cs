using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors of priority classes and client money (models.md 2.4).</summary>
public sealed class PriorityClassTests
{
    // Source: models.md TV-SEN: 50, 30 and 10 owed in classes 1, 2, 3 out of an estate of 60 pay 50 / 10 / 0. Creditors own nothing else,
    // so their equity is what they get.
    [Fact]
    public void An_estate_of_60_pays_50_10_0_by_class()
    {
        var result = TestRun.Single(Owing(60, 0, 0, (50, 1), (30, 2), (10, 3)), new EisenbergNoe());

        Near.Equal([0, 50, 10, 0], result.Totals.FinalEquity, Near.Exact, "TV-SEN by class");
        Near.Equal([60, 0, 0, 0], result.Totals.Payment, Near.Exact, "TV-SEN by class, payments");
    }

    // Source: models.md TV-SEN, pooled: 33.3333 / 20 / 6.6667, that is 60/90 of each claim.
    [Fact]
    public void The_same_estate_pooled_pays_everybody_the_same_share()
    {
        var result = TestRun.Single(Owing(60, 0, 0, (50, 1), (30, 1), (10, 1)), new EisenbergNoe());

        Near.Equal([0, 100 / 3.0, 20, 20 / 3.0], result.Totals.FinalEquity, Near.Exact, "TV-SEN pari passu");
    }

    // Source: models.md TV-SEN: a trust of 50 with 20 misappropriated, estate 10, other unsecured 30. Pari passu: clients 30 + 4, others 6;
    // senior: clients 40, others 0.
    [Theory]
    [InlineData(ExternalCreditors.PariPassu, 34, 6)]
    [InlineData(ExternalCreditors.Senior, 40, 0)]
    public void Clients_get_the_trust_and_then_their_rank_on_the_deficiency(ExternalCreditors deficiency, double clients, double others)
    {
        var result = TestRun.Single(Owing(10, 50, 30, (30, 1)), new EisenbergNoe { ClientDeficiency = deficiency });

        Near.Equal([clients + others, 0], result.Totals.Payment, Near.Exact, $"TV-SEN, trust, deficiency {deficiency}");
        Near.Equal([0, others], result.Totals.FinalEquity, Near.Exact, $"TV-SEN, trust, deficiency {deficiency}, others");
        Near.Equal([50 - clients], [result.Replications[0].ExternalCreditorLoss], Near.Exact, $"TV-SEN, trust, deficiency {deficiency}, clients' loss");
    }

    // Worked by hand: a full trust is out of the estate's reach, so default costs do not touch it: clients 50, others .5 · 10 = 5.
    [Fact]
    public void Default_costs_do_not_touch_the_trust()
    {
        var result = TestRun.Single(Owing(10, 50, 50, (30, 1)), new RogersVeraart { Alpha = .5, Beta = .5 });

        Near.Equal([55, 0], result.Totals.Payment, Near.Exact, "trust of 50, estate of 10, half recovered");
        Near.Equal([0, 5], result.Totals.FinalEquity, Near.Exact, "trust of 50, estate of 10, half recovered, others");
    }

    // Source: models.md TV-SEN-net. Its outside creditors stand in both classes; here a fourth institution that owes nothing takes their place.
    [Fact]
    public void Two_classes_in_a_network_clear_as_printed()
    {
        double[,] senior = { { 0, 4, 0, 2 }, { 0, 0, 2, 3 }, { 0, 0, 0, 1 }, { 0, 0, 0, 0 } };
        double[,] junior = { { 0, 0, 6, 1 }, { 5, 0, 0, 0 }, { 3, 3, 0, 4 }, { 0, 0, 0, 0 } };
        var network = TestNetwork.OfClasses([senior, junior], [3, 2, 5, 0], [0, 0, 0, 0]);

        var result = TestRun.Single(network, new EisenbergNoe());

        double[] dueSenior = [6, 5, 1, 0];
        double[] dueJunior = [7, 5, 10, 0];
        Near.Equal([6, 5, 1, 0], Paid(result, dueSenior, 0), Near.Printed, "TV-SEN-net, class 1");
        Near.Equal([3.2941176471, 3.6470588235, 8.8235294118, 0], Paid(result, dueJunior, 1), Near.Printed, "TV-SEN-net, class 2");
        Near.Equal([6 + 3.2941176471, 5 + 3.6470588235, 1 + 8.8235294118, 0], result.Totals.Payment, Near.Printed, "TV-SEN-net, payments");
        Assert.Equal(3, result.Replications[0].Defaults);
    }

    // Source: models.md TV-SEN-net, "same contracts pari passu ... the third node is solvent only without priority".
    [Fact]
    public void The_same_contracts_pari_passu_leave_the_third_node_solvent()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 4, 6 }, { 5, 0, 2 }, { 3, 3, 0 } }, [3, 2, 5], [3, 3, 5]);

        var result = TestRun.Single(network, new EisenbergNoe());

        Near.Equal([10.0454545455, 8.0909090909, 11], result.Totals.Payment, Near.Printed, "TV-SEN-net pari passu");
        Assert.Equal(-1, result.DefaultRound![2]);
    }

    // Identity: outside creditors paid first are a class of their own (models.md 2.2, last sentence).
    [Theory]
    [InlineData(1, 1)]
    [InlineData(.8, .6)]
    public void Senior_outside_creditors_are_a_class_of_their_own(double alpha, double beta)
    {
        // The last institution stands for everybody outside.
        var outside = new double[5, 5];
        var inside = new double[5, 5];
        for (var debtor = 0; debtor < 4; debtor++)
        {
            outside[debtor, 4] = FourNodes.Outside[debtor];
            for (var creditor = 0; creditor < 4; creditor++)
            {
                inside[debtor, creditor] = FourNodes.Debt[debtor, creditor];
            }
        }

        var classes = TestNetwork.OfClasses([outside, inside], [.. FourNodes.After, 0], [0, 0, 0, 0, 0]);
        var plain = TestNetwork.Of(FourNodes.Debt, FourNodes.After, FourNodes.Outside);
        var expected = TestRun.Single(classes, new RogersVeraart { Alpha = alpha, Beta = beta });

        var result = TestRun.Single(plain, new RogersVeraart { Alpha = alpha, Beta = beta, ExternalCreditors = ExternalCreditors.Senior });

        // The sweeps stop when no paid share moves by more than 1e-12.
        Near.Equal(expected.Totals.Payment[..4], result.Totals.Payment, 1e-10, $"N4, alpha {alpha}, beta {beta}, senior outside creditors");
        Near.Equal([18 - expected.Totals.FinalEquity[4]], [result.Replications[0].ExternalCreditorLoss], 1e-10, "what those outside lose");
    }

    private static double[] Paid(RunResult result, double[] due, int rank) =>
        [.. due.Select((amount, institution) => amount * (1 - result.Totals.WriteDown[(institution * 2) + rank]))];

    /// <summary>One debtor, and a creditor for each claim; the debtor owes client money, part of which lies in trust.</summary>
    private static Network Owing(double estate, double clientMoney, double trust, params (double Amount, byte Rank)[] claims)
    {
        var builder = new NetworkBuilder();
        builder.Add(new Institution("B0", InstitutionKind.Platform)
        {
            ExternalAssets = estate, ClientMoney = clientMoney, TrustAssets = trust,
        });
        foreach (var (amount, rank) in claims)
        {
            var creditor = builder.Add(new Institution($"B{builder.Count}", InstitutionKind.Lender) { ExternalAssets = 0 });
            builder.Add(new Exposure(creditor, 0, amount, Seniority: rank));
        }

        return builder.Build();
    }
}
