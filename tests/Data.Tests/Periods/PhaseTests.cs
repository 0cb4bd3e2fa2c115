using System.Globalization;
using Contagion.Tests;

namespace Contagion.Data.Tests;

/// <summary>Phases over several periods, worked by hand or from the vectors of models.md 3 to 5.</summary>
public sealed class PhaseTests
{
    private const string Pool =
        "id,kind,role,mode,cash,external_liabilities; R,borrower,,,,; P,platform,p2p,pooled,12,; H,lender,,,,";

    // Source: models.md TV-LADDER: cash 12, ladder (6,6,6,6,6,20), claims 60, discount .25, rates (.1,.3,.5,.8); period t there is t − 1 here.
    [Fact]
    public void A_pool_that_sells_loans_runs_dry_in_its_third_period()
    {
        var result = Ladder("").Run();

        Assert.True(result.IsDefaulted("P"));
        // Sold at t2: face 14.8, at t3: face 13.975 in full, at a discount of a quarter; the shortfall of 1.41375 makes the default.
        Near.Equal([.25 * 14.8], [result["discounts"]], Near.Printed, "TV-LADDER, discounts before the default");
    }

    [Fact]
    public void A_gate_keeps_the_pool_alive()
    {
        var result = Ladder("policies: { gate: { share: 0.15 } }").Run();

        Assert.False(result.IsDefaulted("P"));
        Near.Equal([6 + 8.1 + 6.885 + 5.85225, 0, 2], [result["withdrawn"], result["discounts"], result.Equity("P")], Near.Printed, "TV-LADDER, gate");
    }

    // Source: models.md TV-MMF: assets 100 (cash 10), 100 shares, redemption 30, discount 5 %: NAV after 0.9849624060.
    [Theory]
    [InlineData(0, 0.9849624060)]
    [InlineData(2, 0.9563909774)]
    public void First_movers_leave_the_loss_to_the_rest(double shock, double value)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,cash,deposits; F,platform,fund,10,100; R,borrower,,,")
            .With("exposures.csv", FormattableString.Invariant($"creditor,debtor,amount,maturity; F,R,{90 - shock},9"))
            .Is($$"""
                shocks: [ { kind: withdrawal, target: { id: F }, amount: 30 } ]
                channels: { solvency: { mechanism: joint, insolvency: false, undated: standing }, liquidity: { discount: 0.05 } }
                run: { periods: 2 }
                """).Run();

        // Assets less shares, with 70 shares left.
        Near.Equal([70 * (value - 1)], [result.Result.Totals.NetWorth[0]], 1e-7, "TV-MMF");
    }

    // Source: models.md TV-DEP.
    [Fact]
    public void Services_fail_with_those_they_need()
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,cash,deposits; CloudA,provider,,; CloudB,provider,,; Pay,platform,,; P2P,platform,,; Portal,platform,,; Fund,platform,10,5")
            .With("exposures.csv", "creditor,debtor,amount,type,need; Pay,CloudA,1,service,cloud; P2P,Pay,1,service,; Fund,Pay,1,service,; Fund,Portal,1,service,; Portal,P2P,1,service,")
            .Is("""
                shocks:
                  - { kind: outage, target: { id: CloudA } }
                  - { kind: withdrawal, target: { id: Fund }, amount: 5 }
                channels: { solvency: { mechanism: joint } }
                """).Run();

        // Everybody but CloudB is dark for the one period, and the fund pays nothing out.
        Assert.Equal(5, result["dark"]);
        Assert.Equal(5, result["refused"]);
        Assert.Equal(0, result["withdrawn"]);
    }

    // A debtor that is dark pays a period late: its creditor, who counts on it, cannot pay.
    [Theory]
    [InlineData("", true)]
    [InlineData("policies: { failover: { recoveryTime: 0 } }", false)]
    [InlineData("policies: { settlementSuspension: { periods: 1 } }", false)]
    public void An_outage_makes_others_illiquid(string policies, bool isFailing)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,cash,external_assets,deposits; A,bank,10,5,; B,bank,,5,10")
            .With("exposures.csv", "creditor,debtor,amount,maturity; B,A,10,0")
            .Is($$"""
                shocks:
                  - { kind: outage, target: { id: A } }
                  - { kind: withdrawal, target: { id: B }, amount: 8 }
                channels: { solvency: { mechanism: joint } }
                run: { periods: 2 }
                {{policies}}
                """).Run();

        Assert.Equal(isFailing, result.IsDefaulted("B"));
        Assert.Equal(0, result["outside_loss"] * (isFailing ? 0 : 1));
    }

    // Source: models.md TV-PANIC: S = [0 .6 .2; .6 0 .4; .2 .4 0], δ = .5, η = .8; here all look alike by mode with weight .6: π = .48 for both others.
    [Fact]
    public void Fear_of_one_platform_becomes_fear_of_others()
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,mode,cash,deposits; A,platform,p2p,pooled,100,100; B,platform,p2p,pooled,100,100; C,platform,p2p,pooled,100,100")
            .With("exposures.csv", "creditor,debtor,amount")
            .Is("""
                shocks: [ { kind: fraud, target: { id: A }, fraction: 1 } ]
                channels:
                  solvency: { mechanism: joint }
                  liquidity: { baseRate: 0, maxRate: 1, panic: { decay: 0.5, contagion: 0.8, sameMode: 0.6 } }
                run: { periods: 3 }
                """).Run();

        // π = .48 in period 1 and .24 in period 2: 48 and 24 % of 52 are withdrawn from each.
        Near.Equal([2 * (48 + (.24 * 52))], [result["withdrawn"]], Near.Printed, "TV-PANIC");
        Assert.Equal(100, result["outside_loss"]);
    }

    // Source: models.md TV-RTGS: normally only payment 5 is left; with D down nothing settles but what gridlock resolution finds: 1, 2, 3, 6.
    [Theory]
    [InlineData("", false, new[] { 3.0, 1, 2, 2 }, 2)]
    [InlineData("", true, new[] { 3.0, 1, 2, 2 }, 2)]
    [InlineData("{ kind: outage, target: { id: D } }", false, new[] { 2.0, 1, 1, 4 }, 14)]
    [InlineData("{ kind: outage, target: { id: D } }", true, new[] { 1.0, 1, 2, 4 }, 4)]
    public void Payments_settle_first_in_first_out(string shock, bool isGridlockResolved, double[] cash, double unsettled)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,cash; A,bank,2; B,bank,1; C,bank,1; D,bank,4")
            .With("exposures.csv", "creditor,debtor,amount")
            .With("payments.csv", "id,payer,payee,amount; 1,A,B,3; 2,B,C,3; 3,C,A,3; 4,D,A,2; 5,B,D,2; 6,A,C,1")
            .Is($$"""
                shocks: [ {{shock}} ]
                channels: { solvency: { mechanism: joint }, operations: { gridlock: {{(isGridlockResolved ? "true" : "false")}} } }
                """).Run();

        Near.Equal(cash, [result.Equity("A"), result.Equity("B"), result.Equity("C"), result.Equity("D")], Near.Exact, "TV-RTGS, balances");
        Near.Equal([unsettled], [result["unsettled"]], Near.Exact, "TV-RTGS, unsettled");
    }

    // Source: models.md TV-CAP: 2,300 arrive; 100 are dropped at t = 2; with an outage and a backup of a half from the third sub-period on, more is.
    [Fact]
    public void What_cannot_wait_is_dropped()
    {
        var shares = new double[] { 100, 800, 600, 300, 200, 100, 100, 100 }.Select(load => (load / 2300).ToString("R", CultureInfo.InvariantCulture));
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,load,capacity,queue_max; P,platform,payment,2300,300,700")
            .With("exposures.csv", "creditor,debtor,amount")
            .Is($$"""
                channels: { solvency: { mechanism: joint }, operations: { shape: [ {{string.Join(", ", shares)}} ] } }
                """).Run();

        Near.Equal([100], [result["dropped"]], 1e-7, "TV-CAP");
    }

    // Source: models.md TV-GHK, λ = 1: waves {B}, {A, C}; D survives.
    [Fact]
    public void Hoarding_comes_in_waves()
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,cash,external_assets,deposits; A,bank,1,20,; B,bank,2,20,4.5; C,bank,1.5,20,; D,bank,3,20,")
            .With("holdings.csv", "institution,asset,amount; A,bonds,2; B,bonds,2; C,bonds,3; D,bonds,2")
            .With("exposures.csv", "creditor,debtor,amount,type; B,A,4,demand; D,A,2,demand; A,B,3,demand; C,B,2,demand; B,C,5,demand; D,C,1,demand; A,D,1,demand; C,D,3,demand")
            .Is("""
                shocks: [ { kind: withdrawal, target: { id: B }, amount: 4.5 } ]
                channels:
                  solvency: { mechanism: joint, insolvency: false }
                  market: { assets: [ { name: bonds } ] }
                  liquidity: { baseRate: 0, hoarding: { among: all, haircut: 0.1, share: 1 } }
                run: { periods: 2 }
                """).Run();

        // B calls 9, A 4, C 5 back. B has 2 + 9 in, 4.5 + 5 out; A 1 + 4 in, 4 out (the 2 of D stay); C 1.5 + 5 in, 5 out; D 3 in, 4 out.
        Assert.Equal(0, result["refused"]);
        Assert.False(result.IsDefaulted("D"));
    }

    // Half of the fund's 10 are withdrawn by a wallet. It has 1 in cash, so that it calls its 8 at the bank back, and pays.
    [Theory]
    [InlineData("", true)]
    [InlineData(", hoarding: { among: all }", false)]
    public void What_creditors_in_the_network_withdraw_makes_a_fund_call_its_deposits_back(string hoarding, bool isFailing)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,cash,external_assets; W,platform,payment,,; F,platform,fund,1,2; B,bank,,9,")
            .With("exposures.csv", "creditor,debtor,amount,type; W,F,10,demand; F,B,8,demand")
            .Is($$"""
                shocks: [ { kind: withdrawal, target: { id: F }, fraction: 0.5 } ]
                channels: { solvency: { mechanism: joint }, liquidity: { baseRate: 0{{hoarding}} } }
                run: { periods: 2 }
                """).Run();

        Assert.Equal(isFailing, result.IsDefaulted("F"));
        Assert.Equal(isFailing ? 0 : 5 + 8, result["withdrawn"]);
    }

    // Source: models.md TV-CAP: loads of 100, 800, 600, 300, 200, 100, 100, 100 in eight sub-periods; the longest queue of 700 waits for 7/3 of one.
    // With half of the capacity gone: served 100, 150 six times and the last; queues 0, 650, 700, 700, 700, 650, 600, 550.
    [Theory]
    [InlineData("", 100, 700 / 300.0)]
    [InlineData("fraction: 0.5, ", 400 + 150 + 50, 700 / 150.0)]
    [InlineData("fraction: 1, ", 2300 - 700, double.NaN)]
    public void A_peak_waits_and_what_finds_no_room_is_dropped(string fraction, double dropped, double latency)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,cash,load,capacity,queue_max; W,platform,payment,1,1150,300,700")
            .With("exposures.csv", "creditor,debtor,amount")
            .Is($$"""
                shocks:
                  - { kind: load, target: all, fraction: 1 }
                  {{(fraction.Length > 0 ? $"- {{ kind: outage, {fraction}target: all }}" : "")}}
                channels:
                  solvency: { mechanism: joint }
                  operations: { shape: [{{string.Join(", ", new[] { 100, 800, 600, 300, 200, 100, 100, 100 }.Select(load => FormattableString.Invariant($"{load / 2300.0:R}")))}}] }
                """).Run();

        Near.Equal([2300, dropped, latency], [result["load"], result["dropped"], result["latency"]], 1e-9, "TV-CAP");
    }

    // Lender H1 registered first; with the register only its loan is made, and the second keeps its cash.
    [Theory]
    [InlineData("", 3, 0)]
    [InlineData("policies: { informationSharing: {} }", 3, 3)]
    public void A_register_refuses_what_is_pledged_already(string policies, double first, double second)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind; R,borrower; H1,lender; H2,lender")
            .With("exposures.csv", "creditor,debtor,amount,collateral,pledge; H1,R,3,3,house; H2,R,3,3,house")
            .Is($$"""
                shocks: [ { kind: default, target: { id: R }, recovery: 0 } ]
                channels: { solvency: { mechanism: joint }, credit: { pledges: first } }
                {{policies}}
                """).Run();

        Near.Equal([first, second], [result.Equity("H1"), result.Equity("H2")], Near.Exact, "two loans on one house");
    }

    // A cap on debts of 10 lets the borrower have the first loan of 8 but not the second. At half of a platform's volume a borrower, 8 of 10 on P and
    // 10 of 10 on Q are cut to 5 each. At a quarter of the creditor's equity of 10, both are cut to 2.5.
    [Theory]
    [InlineData("informationSharing: { debtCap: 10 }", 8)]
    [InlineData("exposureLimit: { perBorrower: 0.5 }", 10)]
    [InlineData("exposureLimit: { perCounterparty: 0.25 }", 5)]
    public void Limits_keep_loans_from_being_made(string policy, double lost)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,mode; R,borrower,,; S,borrower,,; H1,lender,,; H2,lender,,; P,platform,p2p,unsecured; Q,platform,p2p,unsecured")
            .With("exposures.csv", "creditor,debtor,amount,platform; H1,R,8,P; H2,R,10,Q; H1,S,2,P")
            .Is($$"""
                shocks: [ { kind: default, target: { id: R }, recovery: 0 } ]
                channels: { solvency: { mechanism: joint } }
                policies: { {{policy}} }
                """).Run();

        Near.Equal([lost], [result["credit_loss"]], Near.Exact, policy);
    }

    // Pools are prohibited from period 1: in order, the lender gets the loan; abruptly, everybody is to be paid at once, and the pool fails.
    [Theory]
    [InlineData("pooledFunds: { from: 1 }", false, 2)]
    [InlineData("pooledFunds: { from: 1, abrupt: true }", true, 0)]
    public void Prohibited_pools_are_closed_in_order_or_fail(string policy, bool isFailing, double equity)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,mode,cash; R,borrower,,,; H,lender,,,; P,platform,p2p,pooled,2")
            .With("exposures.csv", "creditor,debtor,amount,type,maturity; P,R,10,loan,3; H,P,10,demand,")
            .Is($$"""
                channels: { solvency: { mechanism: joint, beta: 0.5 }, liquidity: { discount: 0.5 } }
                policies: { {{policy}} }
                run: { periods: 6 }
                """).Run();

        Assert.Equal(isFailing, result.IsDefaulted("P"));
        Near.Equal([equity], [result.Equity("P")], Near.Exact, "the pool");
        // Sold at half price, the loan brings 5: with the cash 7 of the 10.
        Near.Equal([0, isFailing ? 3 : 0], [result["withdrawn"], result["lender_loss"]], Near.Exact, "what the lender got");
    }

    // A platform without a licence is closed in order: nobody can run on it.
    [Fact]
    public void A_platform_that_is_not_admitted_cannot_be_run_upon()
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,role,cash,external_assets,deposits,licence; P,platform,payment,2,9,10,0; Q,platform,payment,2,9,10,1")
            .With("exposures.csv", "creditor,debtor,amount")
            .Is("""
                shocks: [ { kind: withdrawal, target: all, fraction: 0.5 } ]
                channels: { solvency: { mechanism: joint } }
                policies: { admission: { licence: true } }
                """).Run();

        Assert.False(result.IsDefaulted("P"));
        Assert.True(result.IsDefaulted("Q"));
    }

    // Source: models.md TV-CS, depth 4000: one sale of 8.55 by A brings it to 24.3 times its equity, and that is the end, whenever it is sold.
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void Who_sells_against_leverage_pays_debts_back_and_is_done(string inPeriod)
    {
        var result = new PeriodScenario()
            .With("institutions.csv", "id,kind,external_assets,external_liabilities; A,bank,60,95; B,bank,50,94")
            .With("exposures.csv", "creditor,debtor,amount")
            .With("holdings.csv", "institution,asset,amount; A,securities,40; B,securities,50")
            .Is($$"""
                shocks: [ { kind: asset-loss, target: all, fraction: 0.02 } ]
                channels:
                  solvency: { mechanism: joint }
                  market: { assets: [ { name: securities, depth: 4000 } ], deleveraging: { maxLeverage: 25, inPeriod: {{inPeriod}} } }
                run: { periods: 6 }
                """).Run();

        Near.Equal([3.7145, 4.893125], [result.Equity("A"), result.Equity("B")], Near.Printed, "TV-CS");
    }

    [Fact]
    public void Every_metric_has_a_name_of_its_own() => Assert.Distinct(Contagion.Analysis.Metric.Known.Select(metric => metric.Name));

    private static PeriodScenario Ladder(string policies) => new PeriodScenario()
        .With("institutions.csv", Pool)
        .With("exposures.csv", "creditor,debtor,amount,type,maturity; P,R,6,,0; P,R,6,,1; P,R,6,,2; P,R,6,,3; P,R,6,,4; P,R,20,,5; H,P,60,demand,")
        .Is($$"""
            shocks:
              - { at: 0, kind: withdrawal, target: { id: P }, fraction: 0.1 }
              - { at: 1, kind: withdrawal, target: { id: P }, fraction: 0.3 }
              - { at: 2, kind: withdrawal, target: { id: P }, fraction: 0.5 }
              - { at: 3, kind: withdrawal, target: { id: P }, fraction: 0.8 }
            channels:
              solvency: { mechanism: joint, insolvency: false }
              liquidity: { discount: 0.25 }
            run: { periods: 4 }
            {{policies}}
            """);
}
