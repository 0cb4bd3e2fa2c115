namespace Contagion.Model.Tests;

/// <summary>A sheet is completed from whatever is given of it.</summary>
public sealed class BalanceSheetTests
{
    private const double NetworkAssets = 30;
    private const double NetworkLiabilities = 20;

    /// <summary>Every combination of items given or not.</summary>
    public static TheoryData<int> Combinations => [.. Enumerable.Range(0, 32)];

    // models.md 0.5, identity 1, and the rule of design.md section 6: with equity given, the missing external item balances the sheet.
    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_combination_of_items_gives_a_sheet_that_balances(int given)
    {
        var institution = Given(given, equity: 15);

        // All items given agree only by chance: 30 + 4 + 100 against 20 + 50 + 49 leaves 15.
        Assert.Null(BalanceSheet.TryBalance(institution, NetworkAssets, NetworkLiabilities, 0, 0, out var sheet));

        Assert.Equal(sheet.TotalAssets - sheet.TotalLiabilities, sheet.Equity, 1e-12);
        Assert.Equal(NetworkAssets, sheet.NetworkAssets);
        Assert.Equal(NetworkLiabilities, sheet.NetworkLiabilities);
        Assert.Equal(institution.Cash ?? 0, sheet.Cash);
        Assert.Equal(institution.Deposits ?? 0, sheet.Deposits);
        Assert.True(sheet.ExternalAssets >= 0 && sheet.ExternalLiabilities >= 0);
        Assert.True(institution.ExternalAssets is null || institution.ExternalAssets == sheet.ExternalAssets);
        Assert.True(institution.ExternalLiabilities is null || institution.ExternalLiabilities == sheet.ExternalLiabilities);
        if (institution.Equity is { } equity)
        {
            Assert.Equal(equity, sheet.Equity, 1e-9);
        }
        else
        {
            Assert.Equal(institution.ExternalAssets ?? 0, sheet.ExternalAssets);
            Assert.Equal(institution.ExternalLiabilities ?? 0, sheet.ExternalLiabilities);
        }
    }

    [Theory]
    [InlineData(null, 0.0, -50.0, "external_assets would have to be -60")]
    [InlineData(10.0, null, 50.0, "external_liabilities would have to be -30")]
    [InlineData(10.0, 5.0, 16.0, "expected equity 15")]
    public void Items_that_no_sheet_can_have_are_told_with_what_would_be_needed(double? assets, double? liabilities, double equity, string told)
    {
        var fault = BalanceSheet.TryBalance(
            new Institution("B1", InstitutionKind.Bank) { ExternalAssets = assets, ExternalLiabilities = liabilities, Equity = equity }, NetworkAssets, NetworkLiabilities, 0, 0, out _);

        Assert.Contains("'B1'", fault, StringComparison.Ordinal);
        Assert.Contains(told, fault, StringComparison.Ordinal);
    }

    // design.md section 6: an error when they disagree by more than 1e-6 of total assets, here 100.
    [Theory]
    [InlineData(0.99e-4, true)]
    [InlineData(-0.99e-4, true)]
    [InlineData(1.01e-4, false)]
    [InlineData(-1.01e-4, false)]
    public void A_disagreement_of_a_millionth_of_total_assets_is_rounding(double off, bool isRounding)
    {
        var given = new Institution("B1", InstitutionKind.Bank) { ExternalAssets = 70, ExternalLiabilities = 50, Equity = 30 + off };

        Assert.Equal(isRounding, BalanceSheet.TryBalance(given, NetworkAssets, NetworkLiabilities, 0, 0, out _) is null);
    }

    [Fact]
    public void Client_money_is_owed_and_trust_assets_and_shares_are_owned()
    {
        var given = new Institution("B1", InstitutionKind.Bank) { Cash = 1, Reserve = 2, ExternalAssets = 4, TrustAssets = 8, ClientMoney = 16, Deposits = 32, ExternalLiabilities = 64 };

        Assert.Null(BalanceSheet.TryBalance(given, 128, 256, 512, 1024, out var sheet));

        Assert.Equal((1679, 368, 1311), (sheet.TotalAssets, sheet.TotalLiabilities, sheet.Equity));
        Assert.Equal((1031, 96), (sheet.OutsideAssets, sheet.OutsideLiabilities));
    }

    // Worked by hand: assets 70 + 10 less debts 90 are −10, so equity 5 asks for 15 more outside; assets 70 + 90 less debts 50 + 10 are 100, 95 more than 5.
    [Theory]
    [InlineData(10, 90, null, 85, 0)]
    [InlineData(90, 10, 50.0, 70, 145)]
    [InlineData(40, 55, null, 70, 50)]
    public void Where_claims_are_right_on_average_only_an_outside_item_is_raised(double claims, double debts, double? owed, double externalAssets, double externalLiabilities)
    {
        var given = new Institution("B1", InstitutionKind.Bank) { ExternalAssets = 70, ExternalLiabilities = owed, Equity = 5 };

        Assert.Null(BalanceSheet.TryBalanceRaised(given, claims, debts, 0, 0, out var sheet));

        Assert.Equal((externalAssets, externalLiabilities, 5), (sheet.ExternalAssets, sheet.ExternalLiabilities, sheet.Equity));
        Assert.Equal(sheet.TotalAssets, sheet.TotalLiabilities + sheet.Equity);
    }

    [Fact]
    public void Amounts_beyond_the_largest_double_are_no_sheet() =>
        Assert.Contains("too large", BalanceSheet.TryBalance(new Institution("B1", InstitutionKind.Bank) { Cash = 1e308, ExternalAssets = 1e308 }, 0, 0, 0, 0, out _), StringComparison.Ordinal);

    private static Institution Given(int items, double equity) => new("B1", InstitutionKind.Bank)
    {
        Cash = (items & 1) != 0 ? 4 : null,
        Deposits = (items & 2) != 0 ? 50 : null,
        ExternalAssets = (items & 4) != 0 ? 100 : null,
        // Whatever else is given, the last item makes the sheet agree with the equity when everything is given.
        ExternalLiabilities = (items & 8) != 0 ? 10 + ((items & 1) != 0 ? 4 : 0) + ((items & 4) != 0 ? 100 : 0) - ((items & 2) != 0 ? 50 : 0) - equity is var rest && rest > 0 ? rest : 0 : null,
        Equity = (items & 16) != 0 ? equity : null,
    };
}
