namespace Contagion.Model;

/// <summary>A balance sheet that balances: assets less liabilities are equity (<c>models.md</c> 0.5, identity 1).</summary>
public readonly record struct BalanceSheet
{
    /// <summary>How far a sheet that gives every item may be out of balance, as a share of total assets.</summary>
    public const double BalanceTolerance = 1e-6;

    private const double Rounding = 1e-14;

    private readonly OptionalNumber _equity;

    /// <summary>Cash and central-bank money.</summary>
    public double Cash { get; init; }

    /// <summary>Reserve fund.</summary>
    public double Reserve { get; init; }

    /// <summary>Assets outside the network other than cash, reserve and marketable assets.</summary>
    public double ExternalAssets { get; init; }

    /// <summary>Marketable assets at the price of 1 that they have before anything is sold.</summary>
    public double MarketableAssets { get; init; }

    /// <summary>Trust assets kept for clients.</summary>
    public double TrustAssets { get; init; }

    /// <summary>Claims on institutions of the network, Σ_j L[j,i].</summary>
    public double NetworkAssets { get; init; }

    /// <summary>Book value of shares in other institutions of the network.</summary>
    public double HoldingsValue { get; init; }

    /// <summary>Deposits by creditors outside the network.</summary>
    public double Deposits { get; init; }

    /// <summary>Other debts to creditors outside the network.</summary>
    public double ExternalLiabilities { get; init; }

    /// <summary>Money owed to clients.</summary>
    public double ClientMoney { get; init; }

    /// <summary>Debts to institutions of the network, Σ_j L[i,j].</summary>
    public double NetworkLiabilities { get; init; }

    /// <summary>Everything owned.</summary>
    public double TotalAssets => Cash + Reserve + ExternalAssets + TrustAssets + NetworkAssets + HoldingsValue + MarketableAssets;

    /// <summary>Everything owed.</summary>
    public double TotalLiabilities => Deposits + ExternalLiabilities + ClientMoney + NetworkLiabilities;

    /// <summary>Book equity, w of <c>models.md</c> 0.1; negative when more is owed than owned.</summary>
    /// <remarks>The equity that was given, where an item was balanced by it; else assets less liabilities, zero where only rounding
    /// keeps them apart: mechanisms ask whether there is any equity at all.</remarks>
    public double Equity => _equity.Value is { } given ? given
        : Math.Abs(TotalAssets - TotalLiabilities) <= Rounding * TotalAssets ? 0 : TotalAssets - TotalLiabilities;

    /// <summary>e of <c>models.md</c> 0.1: what is owned outside the network and can be used for any creditor.</summary>
    public double OutsideAssets => Cash + Reserve + ExternalAssets + MarketableAssets;

    /// <summary>b of <c>models.md</c> 0.1: what is owed outside the network, client money left aside.</summary>
    public double OutsideLiabilities => Deposits + ExternalLiabilities;

    /// <summary>Completes the items an institution gives to a sheet that balances.</summary>
    /// <param name="given">The institution; items not given are zero unless <see cref="Institution.Equity"/> is given,
    /// in which case the missing one of external assets and external liabilities balances the sheet (when both are missing, the
    /// one that comes out positive does).</param>
    /// <param name="networkAssets">Sum of its claims on the network.</param>
    /// <param name="networkLiabilities">Sum of its debts to the network.</param>
    /// <param name="holdingsValue">Book value of its shares in other institutions.</param>
    /// <param name="marketableAssets">Value of its marketable assets at a price of 1.</param>
    /// <param name="sheet">The sheet, when there is one.</param>
    /// <returns>Null, or what is wrong: no sheet can have these items.</returns>
    public static string? TryBalance(
        Institution given, double networkAssets, double networkLiabilities, double holdingsValue, double marketableAssets, out BalanceSheet sheet)
    {
        sheet = new BalanceSheet
        {
            Cash = given.Cash ?? 0,
            Reserve = given.Reserve ?? 0,
            ExternalAssets = given.ExternalAssets ?? 0,
            TrustAssets = given.TrustAssets ?? 0,
            NetworkAssets = networkAssets,
            HoldingsValue = holdingsValue,
            MarketableAssets = marketableAssets,
            Deposits = given.Deposits ?? 0,
            ExternalLiabilities = given.ExternalLiabilities ?? 0,
            ClientMoney = given.ClientMoney ?? 0,
            NetworkLiabilities = networkLiabilities,
        };
        if (!double.IsFinite(sheet.TotalAssets) || !double.IsFinite(sheet.TotalLiabilities))
        {
            return $"'{given.Id}' has a balance sheet too large to add up; expected totals below 1.8e308";
        }

        if (given.Equity is not { } equity)
        {
            return null;
        }

        // What external assets would have to rise by, or external liabilities fall by, for the sheet to show that equity.
        var missing = equity - sheet.Equity;
        var tolerance = BalanceTolerance * Math.Max(sheet.TotalAssets, double.Epsilon);
        switch (given.ExternalAssets, given.ExternalLiabilities)
        {
            case (null, null):
                sheet = (missing >= 0 ? sheet with { ExternalAssets = missing } : sheet with { ExternalLiabilities = -missing }).Showing(equity);
                return null;
            case (null, _) when missing >= -tolerance:
                sheet = (sheet with { ExternalAssets = Math.Max(0, missing) }).Showing(equity);
                return null;
            case (_, null) when missing <= tolerance:
                sheet = (sheet with { ExternalLiabilities = Math.Max(0, -missing) }).Showing(equity);
                return null;
            case (null, _):
                return Imbalance(given, sheet, equity, $"external_assets would have to be {missing:R}");
            case (_, null):
                return Imbalance(given, sheet, equity, $"external_liabilities would have to be {-missing:R}");
            default:
                return Math.Abs(missing) <= tolerance
                    ? null
                    : Imbalance(given, sheet, equity, $"expected equity {sheet.Equity:R}, or leave one of the three items out");
        }
    }

    /// <summary>As <see cref="TryBalance"/>, but where items given cannot balance, external assets or external liabilities are raised until they do: for networks
    /// whose claims and debts are right on average only.</summary>
    /// <inheritdoc cref="TryBalance"/>
    public static string? TryBalanceRaised(
        Institution given, double networkAssets, double networkLiabilities, double holdingsValue, double marketableAssets, out BalanceSheet sheet)
    {
        var fault = TryBalance(given, networkAssets, networkLiabilities, holdingsValue, marketableAssets, out sheet);
        if (fault is null || given.Equity is not { } equity)
        {
            return fault;
        }

        fault = TryBalance(given with { Equity = null }, networkAssets, networkLiabilities, holdingsValue, marketableAssets, out sheet);
        var missing = equity - sheet.Equity;
        sheet = (missing >= 0 ? sheet with { ExternalAssets = sheet.ExternalAssets + missing } : sheet with { ExternalLiabilities = sheet.ExternalLiabilities - missing }).Showing(equity);
        return fault;
    }

    private BalanceSheet(BalanceSheet sheet, double equity)
    {
        this = sheet;
        _equity = new OptionalNumber(equity);
    }

    /// <summary>The same sheet with an equity that its items come to but for rounding.</summary>
    public BalanceSheet Showing(double equity) => new(this, equity);

    private static string Imbalance(Institution given, BalanceSheet sheet, double equity, string expected) =>
        $"the balance sheet of '{given.Id}' does not balance: assets {sheet.TotalAssets:R} (of which claims on the network {sheet.NetworkAssets:R}) " +
        $"less liabilities {sheet.TotalLiabilities:R} (of which debts to the network {sheet.NetworkLiabilities:R}) are not its equity {equity:R}; {expected}";
}
