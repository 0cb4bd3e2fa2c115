using Contagion.Model;

namespace Contagion.Networks;

/// <summary>What the numbers of an institution may be.</summary>
public static class InstitutionRules
{
    /// <summary>The largest amount of anything: squares and sums of amounts stay finite.</summary>
    public const double AmountMax = 1e150;

    /// <summary>The largest volatility: beyond it every price is possible and formulas lose all digits.</summary>
    public const double VolatilityMax = 100;

    /// <summary>The most members of a cohort: counts of them stay 32-bit.</summary>
    public const double MembersMax = 1e9;

    private static readonly InstitutionItem[] Items = Enum.GetValues<InstitutionItem>();

    /// <summary>The column that an item has in files.</summary>
    public static string ColumnOf(InstitutionItem item) => Words.Of(item).Replace('-', '_');

    /// <summary>The least and the most that an item may be.</summary>
    public static (double Min, double Max) RangeOf(InstitutionItem item) => item switch
    {
        InstitutionItem.Equity or InstitutionItem.FailureThreshold => (-AmountMax, AmountMax),
        InstitutionItem.Volatility => (0, VolatilityMax),
        InstitutionItem.DefaultProbability or InstitutionItem.Quality or InstitutionItem.Recovery or InstitutionItem.Score or InstitutionItem.Licence => (0, 1),
        InstitutionItem.Members => (1, MembersMax),
        _ => (0, AmountMax),
    };

    /// <summary>Whether an item is a whole number.</summary>
    public static bool IsWhole(InstitutionItem item) => item is InstitutionItem.Members or InstitutionItem.Licence;

    /// <summary>Null, or what is wrong with the institution's numbers.</summary>
    public static string? Fault(Institution given)
    {
        var items = given.Items;
        foreach (var item in Items)
        {
            if (items[item] is { } number && Fault(item, number) is { } expected)
            {
                return $"{ColumnOf(item)} of '{given.Id}' is {number}; expected {expected}";
            }
        }

        return (given.TrustAssets ?? 0) > (given.ClientMoney ?? 0)
            ? $"trust_assets of '{given.Id}' are {given.TrustAssets:R}; expected at most its client_money, {given.ClientMoney ?? 0:R}"
            : null;
    }

    private static string? Fault(InstitutionItem item, double number)
    {
        var (min, max) = RangeOf(item);
        return !(number >= min && number <= max) ? $"a finite number from {min} to {max}"
            : IsWhole(item) && number != Math.Floor(number) ? "a whole number"
            : null;
    }
}
