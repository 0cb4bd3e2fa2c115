using System.Runtime.InteropServices;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Institutions column by column: a million of them without a million objects. NaN marks a number that was not given;
/// a column that nobody gives takes no memory.</summary>
internal sealed class InstitutionColumns
{
    private static readonly int ItemCount = Enum.GetValues<InstitutionItem>().Length;

    private readonly List<double>?[] _items = new List<double>?[ItemCount];

    public List<string> Ids { get; } = [];

    public List<InstitutionKind> Kinds { get; } = [];

    public List<string?>? Names { get; private set; }

    public List<string?>? Groups { get; private set; }

    public List<InstitutionRole>? Roles { get; private set; }

    public List<PlatformMode>? Modes { get; private set; }

    public ReadOnlySpan<double> Of(InstitutionItem item) => CollectionsMarshal.AsSpan(_items[(int)item]);

    public void EnsureCapacity(int institutions)
    {
        Ids.EnsureCapacity(Ids.Count + institutions);
        Kinds.EnsureCapacity(Kinds.Count + institutions);
    }

    public void Add(Institution given)
    {
        var before = Ids.Count;
        Ids.Add(given.Id);
        Kinds.Add(given.Kind);
        Names = Append(Names, before, given.Name, given.Name is null);
        Groups = Append(Groups, before, given.Group, given.Group is null);
        Roles = Append(Roles, before, given.Role, given.Role == InstitutionRole.None);
        Modes = Append(Modes, before, given.Mode, given.Mode == PlatformMode.None);
        for (var item = 0; item < ItemCount; item++)
        {
            var number = Read(given, (InstitutionItem)item);
            _items[item] = Append(_items[item], before, number ?? double.NaN, number is null, double.NaN);
        }
    }

    public Institution At(int institution) => new(Ids[institution], Kinds[institution])
    {
        Cash = Number(InstitutionItem.Cash, institution),
        Reserve = Number(InstitutionItem.Reserve, institution),
        ExternalAssets = Number(InstitutionItem.ExternalAssets, institution),
        Deposits = Number(InstitutionItem.Deposits, institution),
        ExternalLiabilities = Number(InstitutionItem.ExternalLiabilities, institution),
        Equity = Number(InstitutionItem.Equity, institution),
        ClientMoney = Number(InstitutionItem.ClientMoney, institution),
        TrustAssets = Number(InstitutionItem.TrustAssets, institution),
    };

    private double? Number(InstitutionItem item, int institution) =>
        _items[(int)item] is { } column && !double.IsNaN(column[institution]) ? column[institution] : null;

    private static double? Read(Institution given, InstitutionItem item) => item switch
    {
        InstitutionItem.Cash => given.Cash,
        InstitutionItem.Reserve => given.Reserve,
        InstitutionItem.ExternalAssets => given.ExternalAssets,
        InstitutionItem.Deposits => given.Deposits,
        InstitutionItem.ExternalLiabilities => given.ExternalLiabilities,
        InstitutionItem.Equity => given.Equity,
        InstitutionItem.RiskWeightedAssets => given.RiskWeightedAssets,
        InstitutionItem.ClientMoney => given.ClientMoney,
        InstitutionItem.TrustAssets => given.TrustAssets,
        InstitutionItem.Volatility => given.Volatility,
        InstitutionItem.Weight => given.Weight,
        InstitutionItem.FailureThreshold => given.FailureThreshold,
        InstitutionItem.FailureCost => given.FailureCost,
        InstitutionItem.DefaultProbability => given.DefaultProbability,
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "Not an item of an institution."),
    };

    /// <summary>Adds to a column that exists only once somebody gives it.</summary>
    private static List<T>? Append<T>(List<T>? column, int before, T cell, bool isMissing, T missing = default!)
    {
        if (column is null)
        {
            if (isMissing)
            {
                return null;
            }

            column = [.. Enumerable.Repeat(missing, before)];
        }

        column.Add(cell);
        return column;
    }
}
