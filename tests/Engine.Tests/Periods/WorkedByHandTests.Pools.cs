using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Periods;

/// <content>Pools that are prohibited in order.</content>
public sealed partial class WorkedByHandTests
{
    // P has 5, lent X 60 and Y 40, and owes A 60 and B 20 on demand: 80 of 100 change hands. A has 0.6 of each loan, B 0.2, P keeps 0.2. Y repays nothing.
    [Fact]
    public void Lenders_of_a_prohibited_pool_bear_its_loans()
    {
        var economy = Pool(3, 5, 0, (60, 1), (40, 2)).With(new Shock { At = 1, Kind = ShockKind.Default, Recovery = 0, Target = new Target.Ids(["Y"]) });

        Near.Equal([25 - 8, 60 - 24, 20 - 8], economy.Engine().Totals.FinalEquity[..3], 1e-9, "equity of P, A and B");
    }

    // P lent X 50 and owes A 60, B 20 and depositors 20: 50·80/100 = 40 change hands. P, which has 10 for the 60 that it still owes, is closed in period 1:
    // A loses 5/6 of 30, B of 10 and depositors of 20, and nothing of what X pays A and B later.
    [Fact]
    public void What_becomes_of_a_prohibited_pool_does_not_touch_the_loans_of_its_lenders()
    {
        var economy = Pool(4, 0, 20, (50, 3)).With(new Shock { At = 1, Kind = ShockKind.Fraud, Fraction = 1, Target = new Target.Ids(["P"]) });

        Near.Equal([60 - 25, 20 - (50.0 / 6)], economy.Engine().Totals.FinalEquity[1..3], 1e-9, "equity of A and B");
        Assert.Equal(100.0 / 6, Metric(economy, "outside_loss"), 1e-9);
    }

    // X owes P 80, for which G stands with 100, and fails in the clearing of period 1; what G promised to P it pays to A and B in period 2.
    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    public void Promises_go_with_the_loans_of_a_prohibited_pool(double? recovery)
    {
        var economy = Pool(4, 5, 0, (80, 3)).With(new Shock { At = 1, Kind = ShockKind.Default, Recovery = recovery, Target = new Target.Ids(["X"]) });
        economy = economy with
        {
            Institutions = [.. economy.Institutions, new Institution("G", InstitutionKind.Guarantor) { Cash = 100 }],
            Exposures = [.. economy.Exposures.Select(row => row.Exposure.Debtor == 3 ? (row.Exposure, row.Terms with { Guarantor = 4 }) : row)],
        };

        Near.Equal([5, 60, 20, 0, 20], economy.Engine().Totals.FinalEquity, 1e-9, "equity of P, A, B, X and G");
    }

    // A is 5 short of what its depositors withdraw and calls half of its 10 back from P, which has 5. Then lenders of P get its loan of 6: A, with 5 of 15,
    // 2 of it, and B 4. X repays nothing.
    [Fact]
    public void What_was_called_back_is_no_part_of_a_pool()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { Hoarding = new Hoarding { Among = new Target.Ids(["P", "A"]), Share = .5 } } },
            [
                new Institution("P", InstitutionKind.Platform) { Cash = 5, ExternalAssets = 20, Mode = PlatformMode.Pooled },
                new Institution("A", InstitutionKind.Bank) { Cash = 5, ExternalAssets = 50, Deposits = 50 }, new Institution("B", InstitutionKind.Lender), new Institution("X", InstitutionKind.Borrower),
            ],
            (new Exposure(1, 0, 10, ExposureType.Demand), new ExposureTerms()), (new Exposure(2, 0, 10, ExposureType.Demand), new ExposureTerms()), (new Exposure(0, 3, 6), new ExposureTerms { Maturity = 1 }))
            .With(new PolicySet { PooledFunds = new PooledFunds { From = 1 } })
            .With(new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["A"]), Fraction = .2 }, new Shock { At = 1, Kind = ShockKind.Default, Recovery = 0, Target = new Target.Ids(["X"]) });

        Near.Equal([11, 15 - 2, 10 - 4], economy.Engine().Totals.FinalEquity[..3], 1e-9, "equity of P, A and B");
    }

    /// <summary>P lends to X and Y, and A 60 and B 20 to P; prohibited from the start.</summary>
    private static RandomEconomy Pool(int periods, double cash, double deposits, params (double Amount, int Maturity)[] loans) => Economy(
        periods, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel() },
        [
            new Institution("P", InstitutionKind.Platform) { Cash = cash, Deposits = deposits, Mode = PlatformMode.Pooled }, new Institution("A", InstitutionKind.Lender), new Institution("B", InstitutionKind.Lender),
            .. loans.Select((_, index) => new Institution(index == 0 ? "X" : "Y", InstitutionKind.Borrower)),
        ],
        [
            (new Exposure(1, 0, 60, ExposureType.Demand), new ExposureTerms()), (new Exposure(2, 0, 20, ExposureType.Demand), new ExposureTerms()),
            .. loans.Select((loan, index) => (new Exposure(0, 3 + index, loan.Amount), new ExposureTerms { Maturity = loan.Maturity })),
        ]).With(new PolicySet { PooledFunds = new PooledFunds() });
}
