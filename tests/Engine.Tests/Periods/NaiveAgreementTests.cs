using System.Globalization;
using System.Text;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Periods;

/// <summary>The engine against plain objects: docs/periods.md read twice.</summary>
public sealed class NaiveAgreementTests
{
    private const int ShrunkMax = 3;

    /// <summary>The same economies on every run; <c>./test all</c> looks at more.</summary>
    private static readonly int Economies = LongProofs.AreAsked ? 5000 : 100;

    [Fact]
    public void The_engine_agrees_with_plain_objects() => Compare(Economies, seed => RandomEconomy.Of(seed));

    /// <summary>Random scenarios seldom have hoarders who have lent much on demand, and cohorts among them that are struck in part.</summary>
    [Fact]
    public void The_engine_agrees_where_everybody_may_hoard() => Compare(Economies / 5, seed => WithHoarders(RandomEconomy.Of(seed)));

    private static void Compare(int economies, Func<int, RandomEconomy> make)
    {
        var text = new StringBuilder();
        var (disagreements, shrunk) = (0, 0);
        for (var seed = 0; seed < economies; seed++)
        {
            var economy = make(seed);
            if (NaiveAgreement.Differences(economy).Count == 0)
            {
                continue;
            }

            disagreements++;
            if (shrunk++ < ShrunkMax)
            {
                var smallest = Shrinking.Smallest(economy, one => NaiveAgreement.Differences(one).Count > 0);
                text.AppendLine(CultureInfo.InvariantCulture, $"{Shrinking.Text(smallest)}  {string.Join("\n  ", NaiveAgreement.Differences(smallest))}");
            }
        }

        Assert.True(disagreements == 0, $"{disagreements} of {economies} economies differ, among them\n{text}");
    }

    private static RandomEconomy WithHoarders(RandomEconomy economy)
    {
        var liquidity = economy.Scenario.Channels.Liquidity ?? new LiquidityChannel { BaseRate = .2 };
        var hoarding = new Hoarding { Among = new Target.All(), Haircut = .1, Share = economy.Seed % 3 == 0 ? 1 : .6, SecondReaction = economy.Seed % 2 == 0 };
        // Rows that agree in everything add up to one claim, which a cap on debts grants or refuses whole: here no two do.
        var taken = economy.Exposures.Where(row => row.Exposure.Type == ExposureType.Demand).Select(row => (row.Exposure.Creditor, row.Exposure.Debtor)).ToHashSet();
        return economy with
        {
            Exposures = [.. economy.Exposures.Select((row, index) => index % 2 == 0 && row.Exposure.Type == ExposureType.Loan && taken.Add((row.Exposure.Creditor, row.Exposure.Debtor))
                ? (row.Exposure with { Type = ExposureType.Demand }, row.Terms with { Maturity = null, Guarantor = null, Coverage = null, Collateral = null, Pledge = null })
                : row)],
            Scenario = economy.Scenario with { Channels = economy.Scenario.Channels with { Liquidity = liquidity with { Hoarding = hoarding } } },
        };
    }
}
