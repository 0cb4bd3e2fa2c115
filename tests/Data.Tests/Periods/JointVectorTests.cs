using Contagion.Tests;

namespace Contagion.Data.Tests;

/// <summary>The vectors of models.md 2.4, 2.8, 6.4 and 7 through scenario files.</summary>
public sealed class JointVectorTests
{
    private const string Market = "market: { assets: [ { name: securities, impact: 0.004 } ] }";
    private const string Lender = "policies: { lenderOfLastResort: { haircut: 0.2, among: all } }";

    // Source: models.md TV-JOINT.
    [Theory]
    [InlineData(0, 1, 1, false, new[] { 24.0, 36, 28 }, null, false)]
    [InlineData(5, 1, 1, false, new[] { 22.4794288363, 36, 28 }, new[] { 0, 8.7687862772, 6.3119574718 }, true)]
    [InlineData(5, 1, 1, true, new[] { 22.6078943915, 36, 28 }, null, true)]
    [InlineData(5, .8, .9, false, new[] { 18.2664416201, 36, 28 }, null, true)]
    [InlineData(5, .8, .9, true, new[] { 18.3863155132, 36, 28 }, null, true)]
    public void Joint_clearing(double shock, double alpha, double beta, bool isLending, double[] payments, double[]? equity, bool isFailing)
    {
        var result = Joint(shock, alpha, beta, isLending).Run();

        Near.Equal(payments, [result.Payment("A"), result.Payment("B"), result.Payment("C")], Near.Printed, "TV-JOINT, payments");
        Assert.Equal(isFailing, result.IsDefaulted("A"));
        Assert.False(result.IsDefaulted("B") || result.IsDefaulted("C"));
        if (equity is not null)
        {
            Near.Equal(equity, [result.Equity("A"), result.Equity("B"), result.Equity("C")], Near.Printed, "TV-JOINT, net");
        }

        // Σ a (1 − q) = 42 (1 − q).
        var price = (shock, alpha, isLending) switch
        {
            (0, _, _) => 0.9797944795,
            (_, 1, false) => 0.9479428836,
            (_, _, false) => 0.9458052025,
            _ => 0.9607894392,
        };
        Near.Equal([42 * (1 - price)], [result["price_loss"]], 1e-7, "TV-JOINT, price");
        Assert.Equal(isLending, result["bridged"] > 0);
    }

    // Source: models.md TV-INT-1.
    [Fact]
    public void The_integrated_example_without_a_lender_of_last_resort()
    {
        var result = Integrated("").Run();

        Near.Equal([45 / 7.0, 4, 6, 2, 6], [result.Loss("H1"), result.Loss("H2"), result.Loss("G"), result.Loss("P"), result.Loss("B")], Near.Printed, "TV-INT-1, losses");
        Near.Equal([4.1650276507, 19.8349723493, 8, 28.5935990791], [result["outside_loss"], result.Payment("B"), result["first_round_loss"], result["total_loss"] + result["outside_loss"]], Near.Printed, "TV-INT-1");
        Near.Equal([22, 3, 10, 9, 20 * (1 - 0.6703200460)], [result["credit_loss"], result["reserve_paid"], result["guarantor_called"], result["platform_called"], result["price_loss"]], Near.Printed, "TV-INT-1, layers");
    }

    // Source: models.md TV-INT-1.
    [Fact]
    public void The_integrated_example_with_a_lender_of_last_resort()
    {
        var result = Integrated("policies: { lenderOfLastResort: { haircut: 0.2 } }").Run();

        Near.Equal([45 / 7.0, 4, 6, 2, 25 / 7.0], [result.Loss("H1"), result.Loss("H2"), result.Loss("G"), result.Loss("P"), result.Loss("B")], Near.Printed, "TV-INT-1, losses");
        Near.Equal([0, 17 / 7.0, 22, 22 / 8.0, 53 / 7.0], [result["outside_loss"], result.Equity("B"), result["total_loss"], result["multiplier"], result["bridged"]], Near.Printed, "TV-INT-1");
    }

    // Source: models.md TV-TRANSFER: the fund moved 0.63 from the bank to the lender.
    [Fact]
    public void A_reserve_fund_moves_money_from_bank_to_lender()
    {
        var result = Integrated("", platform: "P,platform,p2p,platform-guaranteed,7,,,").Run();

        Near.Equal([20 - 12.9411764706, 5 - 2.0588235294], [result.Loss("H1"), result.Loss("P") + 5 - 2 - 2.0588235294], Near.Printed, "TV-TRANSFER");
    }

    // Source: models.md TV-GUAR: cash 15, calls 10 and 20.
    [Fact]
    public void A_guarantor_that_cannot_pay_pays_everybody_the_same_share()
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,mode,cash; R1,borrower,,,; R2,borrower,,,; H1,lender,,,; H2,lender,,,; P,platform,p2p,third-party-guaranteed,; G,guarantor,,,15")
            .With("exposures.csv", "creditor,debtor,amount,platform,guarantor; H1,R1,10,P,G; H2,R2,20,P,G")
            .Is("shocks: [ { kind: default, target: { kind: borrower }, recovery: 0 } ]\nchannels: { solvency: { mechanism: joint } }").Run();

        Near.Equal([5, 10, 15], [result.Equity("H1"), result.Equity("H2"), result.Payment("G")], Near.Exact, "TV-GUAR");
    }

    // Source: models.md TV-POOL: F = 12, needs (10, 5, 9).
    [Fact]
    public void An_industry_fund_that_is_short_pays_everybody_the_same_share()
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,mode; R1,borrower,,; R2,borrower,,; R3,borrower,,; H1,lender,,; H2,lender,,; H3,lender,,; P,platform,p2p,unsecured")
            .With("exposures.csv", "creditor,debtor,amount,platform; H1,R1,10,P; H2,R2,5,P; H3,R3,9,P")
            .Is("shocks: [ { kind: default, target: { kind: borrower }, recovery: 0 } ]\nchannels: { solvency: { mechanism: joint } }\npolicies: { guaranteeFund: { size: 12 } }").Run();

        Near.Equal([5, 2.5, 4.5, 12], [result.Equity("H1"), result.Equity("H2"), result.Equity("H3"), result["fund_paid"]], Near.Exact, "TV-POOL");
    }

    // Source: models.md TV-PLEDGE: V = 3, C = (3, 3, 2).
    [Theory]
    [InlineData("pro-rata", new[] { 1.125, 1.125, .75 })]
    [InlineData("registered", new[] { 3.0, 0, 0 })]
    [InlineData("first", new[] { 3.0, 0, 0 })]
    public void One_thing_pledged_three_times(string rule, double[] recovered)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind; R,borrower; H1,lender; H2,lender; H3,lender")
            .With("exposures.csv", "creditor,debtor,amount,collateral,pledge; H1,R,3,3,house; H2,R,3,3,house; H3,R,2,3,house")
            .Is($"shocks: [ {{ kind: default, target: {{ id: R }}, recovery: 0 }} ]\nchannels: {{ solvency: {{ mechanism: joint }}, credit: {{ pledges: {rule} }} }}").Run();

        Near.Equal(recovered, [result.Equity("H1"), result.Equity("H2"), result.Equity("H3")], Near.Exact, "TV-PLEDGE");
    }

    // Source: models.md TV-SEN: trust of 50 with 20 stolen, estate 10, other unsecured 30.
    [Theory]
    [InlineData("pari-passu", 16 + 24)]
    [InlineData("senior", 10 + 30)]
    public void Clients_whose_trust_was_robbed(string rank, double lost)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,external_assets,external_liabilities,client_money,trust_assets; P,platform,10,30,50,50")
            .With("exposures.csv", "creditor,debtor,amount")
            .Is($"shocks: [ {{ kind: theft, target: {{ id: P }}, amount: 20 }} ]\nchannels: {{ solvency: {{ mechanism: joint, clientDeficiency: {rank} }} }}").Run();

        // Clients get 34 and others 6, or clients 40 and others nothing: both times 40 of the 80 owed.
        Near.Equal([lost, 40], [result["outside_loss"], result.Payment("P")], Near.Exact, "TV-SEN");
    }

    // Source: models.md TV-RES: 500·2 % = 10, 300·5 % = 15, 120·10 % = 12, the largest counts.
    [Theory]
    [InlineData("false", 15)]
    [InlineData("true", 37)]
    public void A_reserve_fund_is_filled_to_its_target(string isSum, double target)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,mode,cash,external_liabilities,daily_transactions; R,borrower,,,,,; H,lender,,,,,; P,platform,p2p,platform-guaranteed,100,300,120")
            .With("exposures.csv", "creditor,debtor,amount,platform; H,R,500,P")
            .Is($"shocks: [ {{ kind: default, target: {{ id: R }}, recovery: 0 }} ]\nchannels: {{ solvency: {{ mechanism: joint }} }}\n"
                + $"policies: {{ reserveFund: {{ sum: {isSum}, ratios: {{ loans-outstanding: 0.02, debts: 0.05, daily-transactions: 0.1 }} }} }}").Run();

        Near.Equal([target, 500 - target], [result["reserve_paid"], result["platform_called"]], Near.Exact, "TV-RES");
    }

    private static PeriodScenario Joint(double shock, double alpha, double beta, bool isLending) => new PeriodScenario()
        .With("institutions.csv", "id,kind,cash,external_assets,deposits; A,bank,3,12,20; B,bank,4,17,30; C,bank,6,12,25")
        .With("exposures.csv", "creditor,debtor,amount; B,A,3; C,A,1; A,B,2; C,B,4; A,C,1; B,C,2")
        .With("holdings.csv", "institution,asset,amount; A,securities,10; B,securities,20; C,securities,12")
        .Is(FormattableString.Invariant($$"""
            shocks:
              - { kind: asset-loss, target: { id: A }, amount: {{shock}} }
              - { kind: withdrawal, target: { id: A }, amount: 4 }
              - { kind: withdrawal, target: { id: B }, amount: 6 }
              - { kind: withdrawal, target: { id: C }, amount: 2 }
            channels: { solvency: { mechanism: joint, alpha: {{alpha}}, beta: {{beta}} }, {{Market}} }
            {{(isLending ? Lender : "")}}
            """));

    private static PeriodScenario Integrated(string policies, string platform = "P,platform,p2p,platform-guaranteed,4,3,,") =>
        PeriodScenario.Integrated(text => $"{text}\n{policies}", platform);
}
