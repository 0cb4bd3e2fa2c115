using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Prices after sales, and what sales can raise: test vectors and identities of models.md 3.1.</summary>
public sealed class PriceImpactTests
{
    // Source: models.md TV-IMPACT.
    [Fact]
    public void Raising_seven_takes_more_than_eight_units()
    {
        var impact = PriceImpact.Exponential(.02);

        var units = impact.UnitsToRaise(7)!.Value;

        Near.Equal([8.2568894633, .8477768815], [units, impact.Left(new OneLane(units))[0]], Near.Printed, "TV-IMPACT");
        Near.Equal([18.3939720586], [impact.GreatestRevenue], Near.Printed, "TV-IMPACT, greatest revenue");
    }

    // Source: models.md TV-IMPACT, "reject larger needs"; linear: s(1 − s/Δ) is at most Δ/4, at s = Δ/2.
    [Fact]
    public void Nobody_can_raise_more_than_the_greatest_revenue()
    {
        foreach (var impact in new[] { PriceImpact.Exponential(.02), PriceImpact.Linear(64), PriceImpact.Linear(.3) })
        {
            Assert.Null(impact.UnitsToRaise(impact.GreatestRevenue * (1 + 1e-12)));
            Assert.NotNull(impact.UnitsToRaise(impact.GreatestRevenue * (1 - 1e-12)));
        }

        Near.Equal([32], [PriceImpact.Linear(64).UnitsToRaise(16)!.Value], Near.Exact, "linear, depth 64");
        Assert.Equal(5, PriceImpact.Exponential(0).UnitsToRaise(5));
        Assert.Equal(double.PositiveInfinity, PriceImpact.Exponential(0).GreatestRevenue);
    }

    // Identity: units sold at the price after the sale bring what was asked, and fewer units would not.
    [Fact]
    public void Units_raise_what_is_needed_and_no_fewer_would() => ForAllSeeds.Check((seed, size) =>
    {
        var random = new Random(seed);
        var impact = size % 2 == 0 ? PriceImpact.Exponential(Math.Pow(10, (8 * random.NextDouble()) - 7)) : PriceImpact.Linear(Math.Pow(10, 8 * random.NextDouble()));
        var needed = impact.GreatestRevenue * random.NextDouble();

        var units = impact.UnitsToRaise(needed)!.Value;

        Near.EqualRelative([needed], [Raised(units)], 1e-12, $"{impact}");
        Assert.True(Raised(units * .999) < needed, $"{impact}: {units * .999:R} units raise {Raised(units * .999):R}, {needed:R} were needed");

        double Raised(double sold) => sold * impact.Left(new OneLane(sold))[0];
    });

    // Source: models.md 3.1, calibration: selling 10 % moves the price by 10 %.
    [Fact]
    public void An_impact_is_calibrated_by_one_sale()
    {
        var impact = PriceImpact.Calibrated(.1, .1, 50);

        Near.Equal([1.0536051566 / 50, .9], [impact.Slope, impact.Left(new OneLane(5))[0]], Near.Printed, "10 % of 50 units");

        // Δ = c · ADV · √T/σ = 0.4 · 30 · 3/0.02 = 1800.
        Assert.Equal(PriceImpact.Linear(1800), PriceImpact.Traded(30, .02, 9, .4));
    }

    // Source: models.md 3.1, the two formulas.
    [Fact]
    public void Prices_follow_the_formula_in_every_lane()
    {
        double[] sold = [0, 1, 10, 99, 100, 101, -5, .25];
        foreach (var (impact, left) in new (PriceImpact, Func<double, double>)[]
        {
            (PriceImpact.Exponential(.03), units => Math.Exp(-.03 * units)), (PriceImpact.Linear(100), units => Math.Max(0, 1 - (units / 100))), (default, _ => 1),
        })
        {
            var lanes = InLanes.Run(new Sales(impact, sold), $"{impact}");
            Near.Equal([.. sold.Select(left)], [.. lanes.Select(lane => lane[0])], Near.Exact, $"{impact}");
            Assert.Equal(1, lanes[0][0]);
        }
    }

    // Source: models.md 3.1; the asset of a scenario.
    [Fact]
    public void A_depth_makes_the_impact_of_an_asset_linear()
    {
        Assert.Equal(PriceImpact.Exponential(.02), PriceImpact.Of(new MarketAsset { Name = "bonds", Impact = .02 }));
        Assert.Equal(PriceImpact.Linear(40), PriceImpact.Of(new MarketAsset { Name = "bonds", Impact = .02, Depth = 40 }));
        Assert.Equal(1.0 / 40, PriceImpact.Linear(40).Slope);
    }

    private sealed class Sales(PriceImpact impact, double[] sold) : IEightCases
    {
        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var units = new LaneArray<TLanes>(1);
            InLanes.Fill(units, first, (index, _) => sold[index]);
            var left = impact.Left(units[0]);
            return InLanes.Rows<TLanes>(lane => [left[lane]]);
        }
    }
}
