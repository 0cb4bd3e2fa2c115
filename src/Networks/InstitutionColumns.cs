using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Institutions column by column: a million of them without a million objects. NaN marks a number that was not given;
/// a column that nobody gives takes no memory.</summary>
internal sealed class InstitutionColumns
{
    private readonly OptionalColumn<double>[] _items = [.. Enumerable.Range(0, InstitutionItems.Count).Select(_ => new OptionalColumn<double>(double.NaN))];

    public List<string> Ids { get; } = [];

    public List<InstitutionKind> Kinds { get; } = [];

    public OptionalColumn<string?> Names { get; } = new(null);

    public OptionalColumn<string?> Groups { get; } = new(null);

    public OptionalColumn<InstitutionRole> Roles { get; } = new(InstitutionRole.None);

    public OptionalColumn<PlatformMode> Modes { get; } = new(PlatformMode.None);

    public ReadOnlySpan<double> Of(InstitutionItem item) => _items[(int)item].Cells;

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
        var capacity = Ids.Capacity;
        Names.Add(given.Name, before, capacity);
        Groups.Add(given.Group, before, capacity);
        Roles.Add(given.Role, before, capacity);
        Modes.Add(given.Mode, before, capacity);
        var items = given.Items;
        for (var item = 0; item < _items.Length; item++)
        {
            _items[item].Add(items[(InstitutionItem)item] ?? double.NaN, before, capacity);
        }
    }

    /// <summary>Fills a column that nobody gives.</summary>
    public void Add(InstitutionItem item, ReadOnlySpan<double> numbers)
    {
        for (var institution = 0; institution < numbers.Length; institution++)
        {
            _items[(int)item].Add(numbers[institution], institution, numbers.Length);
        }
    }

    /// <summary>What an institution gave, its numbers alone.</summary>
    public Institution At(int institution)
    {
        var items = default(InstitutionItems);
        for (var item = 0; item < _items.Length; item++)
        {
            var number = _items[item][institution];
            items = double.IsNaN(number) ? items : items.With((InstitutionItem)item, number);
        }

        return new Institution(Ids[institution], Kinds[institution]) { Items = items };
    }
}
