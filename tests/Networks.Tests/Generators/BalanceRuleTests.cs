using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests.Generators;

/// <summary>Balance sheets that are made to fit links: by hand on three banks, and what must hold on any network.</summary>
public sealed class BalanceRuleTests
{
    // The first lends to both others, the second to the third, the third to nobody.
    private static readonly Links Three = new([0, 2, 3, 3], [1, 2, 2]);

    // A sheet sums up to a hundred amounts, each rounded at 2⁻⁵³ of the total.
    private const double Rounding = 1e-13;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    // Worked by hand: a fifth of 100 is lent, 10 to each of two debtors or 20 to one; capital 4; what is left of 96 after debts is deposits.
    [Fact]
    public void Banks_of_one_size_lend_a_fifth_evenly_and_keep_their_capital()
    {
        var network = new GaiKapadia().Complete(Three);

        Assert.Equal([10, 10, 20], network.Claims.Amount.ToArray());
        AssertSheets(network, claims: [20, 20, 0], external: [80, 80, 100], debts: [0, 10, 30], deposits: [96, 86, 66], equity: [4, 4, 4]);
    }

    // Worked by hand: nine tenths of 100 are lent, 45 to each of two or 90 to one. The third owes 135 of 96: no deposits, and 4 + 135 = 139 outside.
    [Fact]
    public void A_bank_that_owes_more_than_its_liabilities_gets_external_assets_and_keeps_its_capital()
    {
        var network = new GaiKapadia { InterbankShare = 0.9 }.Complete(Three);

        AssertSheets(network, claims: [90, 90, 0], external: [10, 10, 139], debts: [0, 45, 135], deposits: [96, 51, 0], equity: [4, 4, 4]);
    }

    // Worked by hand: A = 90 / (1 − ½) = 180, three loans of 30. The third has a deficit of 60; the other 30 of E are spread, 10 each.
    // Total assets 70, 40, 70; net worth a tenth of them; deposits are the rest after debts.
    [Fact]
    public void Loans_of_one_size_leave_deficits_that_external_assets_close_first()
    {
        var network = new Nier { ExternalAssets = 90, InterbankShare = 0.5, NetWorthRatio = 0.1 }.Complete(Three);

        Assert.Equal([30, 30, 30], network.Claims.Amount.ToArray());
        AssertSheets(network, claims: [60, 30, 0], external: [10, 10, 70], debts: [0, 30, 60], deposits: [63, 6, 3], equity: [7, 4, 7]);
    }

    // Worked by hand: A = 90 / (1 − 0.8) = 450, three loans of 120. The deficit of the third, 240, is more than E: nothing is left to spread. Total assets
    // 240, 120, 240; net worth a tenth. The second and third owe all they have, so 12 and 24 of external assets are added for it.
    [Fact]
    public void Where_deficits_and_net_worth_ask_for_more_than_there_is_external_assets_are_raised()
    {
        var network = new Nier { ExternalAssets = 90, InterbankShare = 0.8, NetWorthRatio = 0.1 }.Complete(Three);

        AssertSheets(network, claims: [240, 120, 0], external: [0, 12, 264], debts: [0, 120, 240], deposits: [216, 0, 0], equity: [24, 12, 24]);
    }

    // Worked by hand: nobody lends, so all of 100, and a third of 90, stands outside.
    [Fact]
    public void Without_links_all_assets_are_external()
    {
        var none = new Links([0, 0, 0, 0], []);

        AssertSheets(new GaiKapadia().Complete(none), claims: [0, 0, 0], external: [100, 100, 100], debts: [0, 0, 0], deposits: [96, 96, 96], equity: [4, 4, 4]);
        AssertSheets(new Nier { ExternalAssets = 90, NetWorthRatio = 0.1 }.Complete(none), claims: [0, 0, 0], external: [30, 30, 30], debts: [0, 0, 0], deposits: [27, 27, 27], equity: [3, 3, 3]);
    }

    [Fact]
    public void Where_nothing_is_lent_there_are_no_exposures_of_zero()
    {
        Assert.Equal(0, new GaiKapadia { InterbankShare = 0 }.Complete(Three).Claims.Count);
        Assert.Equal(0, new Nier { InterbankShare = 0 }.Complete(Three).Claims.Count);
    }

    // Identities of the rule's definition.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_bank_has_the_assets_and_the_capital_asked_for(int seed)
    {
        var rule = new GaiKapadia { Assets = 250, InterbankShare = 0.1 + (seed * 0.02), CapitalRatio = 0.01 * (seed % 7) };
        var network = Draw(rule, seed);

        AssertBalanced(network);
        for (var bank = 0; bank < network.Count; bank++)
        {
            var sheet = network.Sheets[bank];
            var lends = network.Claims.Start[bank + 1] > network.Claims.Start[bank];
            Near.EqualRelative([lends ? rule.InterbankShare * rule.Assets : 0], [sheet.NetworkAssets], Rounding, $"claims of bank {bank}, seed {seed}", 1);
            Assert.Equal(rule.CapitalRatio * rule.Assets, sheet.Equity);
            Near.EqualRelative([Math.Max(rule.Assets, sheet.NetworkLiabilities + sheet.Equity)], [sheet.TotalAssets], Rounding, $"assets of bank {bank}, seed {seed}");
        }
    }

    // Identities of the rule's definition.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_system_has_the_external_assets_and_the_interbank_share_asked_for(int seed)
    {
        var rule = new Nier { ExternalAssets = 5000, InterbankShare = 0.02 * (1 + (seed % 10)), NetWorthRatio = 0.01 * (seed % 4) };
        var network = Draw(rule, seed);
        var sheets = network.Sheets.ToArray();

        AssertBalanced(network);
        Assert.Single(network.Claims.Amount.ToArray().Distinct());
        var (all, lent) = (sheets.Sum(sheet => sheet.TotalAssets), sheets.Sum(sheet => sheet.NetworkAssets));
        Near.EqualRelative([rule.ExternalAssets, rule.ExternalAssets / (1 - rule.InterbankShare), rule.InterbankShare * all], [sheets.Sum(sheet => sheet.ExternalAssets), all, lent], Rounding, $"totals, seed {seed}");
        foreach (var sheet in sheets)
        {
            Near.EqualRelative([rule.NetWorthRatio * sheet.TotalAssets], [sheet.Equity], Rounding, $"net worth, seed {seed}", 1);
            Assert.True(sheet.ExternalAssets >= sheet.NetworkLiabilities - sheet.NetworkAssets, $"a deficit is not closed, seed {seed}: {sheet}");
        }
    }

    // The rows that a model hands over whole are those that exposures added one by one give.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_generated_network_is_the_one_built_exposure_by_exposure(int seed)
    {
        var drawn = Draw(seed % 2 == 0 ? new GaiKapadia() : new Nier(), seed);
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < drawn.Count; bank++)
        {
            var sheet = drawn.Sheets[bank];
            builder.Add(new Institution(drawn.Ids[bank], drawn.KindOf(bank)) { Equity = sheet.Equity, Deposits = sheet.Deposits, ExternalLiabilities = 0 });
        }

        for (var creditor = 0; creditor < drawn.Count; creditor++)
        {
            for (var claim = drawn.Claims.Start[creditor]; claim < drawn.Claims.Start[creditor + 1]; claim++)
            {
                builder.Add(new Exposure(creditor, drawn.Claims.Column[claim], drawn.Claims.Amount[claim]));
            }
        }

        var built = builder.Build();

        foreach (var (one, other) in new[] { (drawn.Claims, built.Claims), (drawn.Debts, built.Debts) })
        {
            Assert.Equal(one.Start.ToArray(), other.Start.ToArray());
            Assert.Equal(one.Column.ToArray(), other.Column.ToArray());
            Assert.Equal(one.Amount.ToArray(), other.Amount.ToArray());
        }

        Assert.Equal(built.ClaimOfDebt.ToArray(), drawn.ClaimOfDebt.ToArray());
        Assert.Equal(built.Sheets.ToArray(), drawn.Sheets.ToArray());
    }

    [Theory]
    [InlineData(9, "B1", "B9")]
    [InlineData(10, "B01", "B10")]
    [InlineData(1000, "B0001", "B1000")]
    public void Ids_are_as_long_as_the_last_one_needs(int institutions, string first, string last)
    {
        var network = new GaiKapadia().Complete(new Links(new int[institutions + 1], []));

        Assert.Equal((first, last, institutions), (network.Ids[0], network.Ids[^1], network.Count));
        Assert.True(network.TryFind(last, out var index));
        Assert.Equal((institutions - 1, InstitutionKind.Bank), (index, network.KindOf(index)));
    }

    private static Network Draw(BalanceRule rule, int seed) => new ErdosRenyi { Institutions = 60, MeanDegree = 1 + (seed % 9), Balance = rule }.Draw((ulong)seed, 0);

    // models.md 0.5, identity 1.
    private static void AssertBalanced(Network network)
    {
        for (var bank = 0; bank < network.Count; bank++)
        {
            var sheet = network.Sheets[bank];
            Near.EqualRelative([sheet.NetworkAssets + sheet.ExternalAssets], [sheet.NetworkLiabilities + sheet.Deposits + sheet.Equity], Rounding, $"sheet of bank {bank}: {sheet}");
            Assert.True(sheet.ExternalAssets >= 0 && sheet.Deposits >= 0 && sheet.ExternalLiabilities == 0, $"sheet of bank {bank}: {sheet}");
        }
    }

    private static void AssertSheets(Network network, double[] claims, double[] external, double[] debts, double[] deposits, double[] equity)
    {
        var sheets = network.Sheets.ToArray();
        Near.EqualRelative(claims, [.. sheets.Select(sheet => sheet.NetworkAssets)], Rounding, "claims", 100);
        Near.EqualRelative(external, [.. sheets.Select(sheet => sheet.ExternalAssets)], Rounding, "external assets", 100);
        Near.EqualRelative(debts, [.. sheets.Select(sheet => sheet.NetworkLiabilities)], Rounding, "debts", 100);
        Near.EqualRelative(deposits, [.. sheets.Select(sheet => sheet.Deposits)], Rounding, "deposits", 100);
        Near.EqualRelative(equity, [.. sheets.Select(sheet => sheet.Equity)], Rounding, "equity", 100);
        AssertBalanced(network);
    }
}
