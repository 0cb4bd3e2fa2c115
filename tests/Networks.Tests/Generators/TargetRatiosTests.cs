using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests.Generators;

/// <summary>Sizes, amounts, capital and totals of the rule, on networks of every model.</summary>
public sealed class TargetRatiosTests
{
    // Sums of up to a few hundred amounts, each rounded at 2⁻⁵³ of the total.
    private const double Rounding = 1e-12;

    private static readonly ShockSize[] Sizes = [1, new Pareto { Exponent = 1.2 }, new LogNormal { Deviation = 1.5 }, new Uniform { Low = 1, High = 3, Common = true }];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    // The first lends to both others, the second to the third, the third to nobody. Worked by hand: sizes are alike, so each has 100; 20 is lent, 10 to each of two or 20 to one;
    // capital 4; what is left of 96 after debts is deposits.
    [Fact]
    public void With_sizes_alike_it_is_the_rule_of_gai_and_kapadia()
    {
        var links = new Links([0, 2, 3, 3], [1, 2, 2]);
        var (one, other) = (new TargetRatios().Complete(links), new GaiKapadia().Complete(links));

        Assert.Equal(other.Claims.Amount.ToArray(), one.Claims.Amount.ToArray());
        Assert.Equal(other.Sheets.ToArray(), one.Sheets.ToArray());
    }

    // Worked by hand: nine tenths of 100 are lent. The third owes 45 + 90 = 135 > 96: assets are raised to 135 / 0.96 = 140.625, of which 4 % are 5.625, and nothing is left for deposits.
    [Fact]
    public void A_bank_that_owes_too_much_gets_assets_until_its_ratio_is_met()
    {
        var sheet = new TargetRatios { InterbankShare = 0.9 }.Complete(new Links([0, 2, 3, 3], [1, 2, 2])).Sheets[2];

        Near.EqualRelative([140.625, 5.625, 0, 140.625], [sheet.TotalAssets, sheet.Equity, sheet.Deposits, sheet.ExternalAssets], Rounding, "the third bank", 100);
    }

    // Identities of the rule's definition.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Capital_ratios_and_interbank_shares_are_hit_and_sheets_balance(int seed)
    {
        var rule = new TargetRatios { Assets = 250, Size = Sizes[seed % Sizes.Length], InterbankShare = 0.05 + (0.08 * seed), CapitalRatio = 0.03 * seed, Weights = (LinkWeights)(seed % 3) };
        foreach (var network in Networks(rule, (ulong)seed))
        {
            var sizes = SizesOf(rule, network.Count, (ulong)seed);
            for (var bank = 0; bank < network.Count; bank++)
            {
                var sheet = network.Sheets[bank];
                var assets = rule.Assets * sizes[bank];
                Near.EqualRelative([rule.CapitalRatio * sheet.TotalAssets], [sheet.Equity], Rounding, $"capital of {sheet}", assets);
                Near.EqualRelative([network.Claims.LengthOf(bank) == 0 ? 0 : rule.InterbankShare * assets], [sheet.NetworkAssets], Rounding, $"claims of {sheet}", assets);
                Near.EqualRelative([Math.Max(assets, sheet.NetworkLiabilities / (1 - rule.CapitalRatio))], [sheet.TotalAssets], Rounding, $"assets of {sheet}", assets);
                Near.EqualRelative([sheet.TotalAssets], [sheet.TotalLiabilities + sheet.Equity], Rounding, $"sheet {sheet}");
                Assert.True(sheet.ExternalAssets >= 0 && sheet.Deposits >= 0 && sheet.ExternalLiabilities == 0, $"sheet {sheet}");
            }
        }
    }

    [Fact]
    public void Weights_split_what_a_bank_lends()
    {
        var rule = new TargetRatios { Size = new Pareto { Exponent = 1.5 } };
        var model = new ErdosRenyi { Institutions = 300, MeanDegree = 40, Balance = rule };
        var sizes = SizesOf(rule, 300, 4);
        Network Draw(LinkWeights weights) => (model with { Balance = rule with { Weights = weights, WeightDeviation = 0.7 } }).Draw(4, 0);

        // All amounts of a row are the same; or as the sizes of debtors; or their logarithms are normal with the deviation asked for.
        Assert.All(Rows(Draw(LinkWeights.Equal)), row => Assert.Single(row.Select(claim => claim.Amount).Distinct()));
        foreach (var row in Rows(Draw(LinkWeights.SizeProduct)).Where(row => row.Length > 0))
        {
            Near.EqualRelative([.. row.Select(_ => row[0].Amount / sizes[row[0].Debtor])], [.. row.Select(claim => claim.Amount / sizes[claim.Debtor])], Rounding, "amount over size");
        }

        var squares = Rows(Draw(LinkWeights.LogNormal)).Where(row => row.Length > 1).Select(row =>
        {
            var logs = row.Select(claim => Math.Log(claim.Amount)).ToArray();
            return (Sum: logs.Sum(log => Math.Pow(log - logs.Average(), 2)), Freedom: row.Length - 1);
        }).ToArray();
        var freedom = squares.Sum(one => one.Freedom);
        var variance = squares.Sum(one => one.Sum) / freedom;
        Assert.InRange(variance / 0.49, 1 - (Drawn.Deviations * Math.Sqrt(2.0 / freedom)), 1 + (Drawn.Deviations * Math.Sqrt(2.0 / freedom)));
    }

    // RAS against plain rounds over a dense matrix; and totals are what was asked for.
    [Theory]
    [InlineData(LinkWeights.Equal)]
    [InlineData(LinkWeights.LogNormal)]
    [InlineData(LinkWeights.SizeProduct)]
    public void Debts_are_scaled_to_sizes(LinkWeights weights)
    {
        const int banks = 60;
        var rule = new TargetRatios { Size = new LogNormal { Deviation = 0.4 }, Weights = weights, TotalsTolerance = 1e-11 };
        var model = new ErdosRenyi { Institutions = banks, MeanDegree = 30, Balance = rule };
        var (free, scaled) = (model.Draw(2, 0), (model with { Balance = rule with { Totals = DebtTotals.BySize } }).Draw(2, 0));
        var sizes = SizesOf(rule, banks, 2);

        var plain = new double[banks, banks];
        Rows(free).Select((row, creditor) => (row, creditor)).ToList().ForEach(one => Array.ForEach(one.row, claim => plain[one.creditor, claim.Debtor] = claim.Amount));
        for (var round = 0; round < 300; round++)
        {
            for (var bank = 0; bank < banks; bank++)
            {
                var column = Enumerable.Range(0, banks).Sum(other => plain[other, bank]);
                Enumerable.Range(0, banks).ToList().ForEach(other => plain[other, bank] *= 20 * sizes[bank] / column);
            }

            for (var bank = 0; bank < banks; bank++)
            {
                var row = Enumerable.Range(0, banks).Sum(other => plain[bank, other]);
                Enumerable.Range(0, banks).ToList().ForEach(other => plain[bank, other] *= 20 * sizes[bank] / row);
            }
        }

        Near.EqualRelative([.. sizes.Select(size => 20 * size)], scaled.Debts.RowSums(), 1e-10, "debts");
        Near.EqualRelative([.. sizes.Select(size => 20 * size)], scaled.Claims.RowSums(), Rounding, "claims");
        var claims = Rows(scaled).SelectMany((row, creditor) => row.Select(claim => (Plain: plain[creditor, claim.Debtor], claim.Amount))).ToArray();
        Near.EqualRelative([.. claims.Select(claim => claim.Plain)], [.. claims.Select(claim => claim.Amount)], 1e-8, "amounts");
    }

    // Worked by hand: each lends 20, the first two to the third alone and the third to the first. Of 60 the first and the third may owe 30 each, but whatever
    // the factors are the third owes 40 and the first 20: a third too much and a third too little.
    [Fact]
    public void Totals_that_no_amounts_have_are_a_fault_that_says_how_far_off_they_stay()
    {
        var links = new Links([0, 1, 2, 3], [2, 2, 0]);
        var rule = new TargetRatios { Totals = DebtTotals.BySize };

        var failure = Assert.Throws<DrawException>(() => rule.Complete(links));

        Assert.Contains("what bank", failure.Message, StringComparison.Ordinal);
        Assert.Contains("33.3 % off", failure.Message, StringComparison.Ordinal);
        Assert.Equal([20, 20, 20], (rule with { TotalsTolerance = 0.4 }).Complete(links).Claims.Amount.ToArray());
    }

    [Fact]
    public void Where_nothing_is_lent_there_are_no_exposures()
    {
        Assert.All(new[] { new TargetRatios { InterbankShare = 0 }, new TargetRatios { Assets = 0 } }, rule =>
            Assert.Equal(0, (rule with { Totals = DebtTotals.BySize }).Complete(new Links([0, 2, 3, 3], [1, 2, 2])).Claims.Count));
    }

    private static IEnumerable<Network> Networks(BalanceRule rule, ulong seed)
    {
        BankModel[] models =
        [
            new ErdosRenyi { Institutions = 80, MeanDegree = 3, Balance = rule },
            new CorePeriphery { Institutions = 80, Core = 8, CoreToPeriphery = 0.1, PeripheryToCore = 0.2, Balance = rule },
            new BarabasiAlbert { Institutions = 80, LinksPerArrival = 2, Balance = rule },
            new ScaleFree { Institutions = 80, Alpha = 0.3, Beta = 0.5, Gamma = 0.2, Balance = rule },
        ];
        return models.Select(model => model.Draw(seed, 0));
    }

    /// <summary>Sizes with a mean of 1, from their definition.</summary>
    private static double[] SizesOf(TargetRatios rule, int banks, ulong seed)
    {
        double[] drawn =
        [
            .. Enumerable.Range(0, banks).Select(bank => rule.Size switch
            {
                Distribution one => one.Quantile(Philox.Open(Philox.Draw(seed, 0, (uint)Purpose.InstitutionSize, one.Common ? uint.MaxValue : (uint)bank, 0))),
                _ => 1,
            }),
        ];
        return [.. drawn.Select(size => size / drawn.Average())];
    }

    private static (int Debtor, double Amount)[][] Rows(Network network) =>
    [
        .. Enumerable.Range(0, network.Count).Select(creditor => Enumerable.Range(network.Claims.Start[creditor], network.Claims.LengthOf(creditor))
            .Select(claim => (network.Claims.Column[claim], network.Claims.Amount[claim])).ToArray()),
    ];
}
