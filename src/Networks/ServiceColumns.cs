using System.Runtime.InteropServices;

namespace Contagion.Networks;

/// <summary>Services column by column as they come in.</summary>
internal sealed class ServiceColumns
{
    private const int Unnamed = -1;

    private readonly List<int> _dependent = [];
    private readonly List<int> _provider = [];
    private readonly List<double> _efficiency = [];
    private readonly List<int> _name = [];
    private readonly Dictionary<string, int> _nameOf = new(StringComparer.Ordinal);

    public int Count => _dependent.Count;

    /// <summary>Adds a service.</summary>
    /// <param name="dependent">Who depends on it.</param>
    /// <param name="provider">Who provides it.</param>
    /// <param name="efficiency">How far it meets the need, in (0, 1].</param>
    /// <param name="need">What the need is called; null for a need of its own.</param>
    public void Add(int dependent, int provider, double efficiency, string? need)
    {
        var name = Unnamed;
        if (need is not null && !_nameOf.TryGetValue(need, out name))
        {
            _nameOf.Add(need, name = _nameOf.Count);
        }

        _dependent.Add(dependent);
        _provider.Add(provider);
        _efficiency.Add(efficiency);
        _name.Add(name);
    }

    public void Clear()
    {
        _dependent.Clear();
        _provider.Clear();
        _efficiency.Clear();
        _name.Clear();
        _nameOf.Clear();
    }

    /// <summary>The services by dependent and need. Needs are numbered in the order in which their first service came.</summary>
    /// <param name="empty">As many rows as there are institutions, without entries.</param>
    public Services Build(CompressedRows empty)
    {
        if (Count == 0)
        {
            return new Services(empty, []);
        }

        var dependents = CollectionsMarshal.AsSpan(_dependent);
        var start = CountingSort.Starts(dependents, empty.Rows);
        var order = CountingSort.Order(dependents, start, []);
        var need = new int[Count];
        var numberOf = new Dictionary<int, int>();
        for (var row = 0; row < empty.Rows; row++)
        {
            var items = order.AsSpan(start[row]..start[row + 1]);
            var needs = need.AsSpan(start[row]..start[row + 1]);
            Number(items, needs, numberOf);
            needs.Sort(items);
            ByProvider(items, needs);
        }

        return new Services(new CompressedRows(start, [.. order.Select(item => _provider[item])], [.. order.Select(item => _efficiency[item])]), need);
    }

    /// <summary>Numbers the needs of one dependent.</summary>
    private void Number(ReadOnlySpan<int> items, Span<int> needs, Dictionary<int, int> numberOf)
    {
        numberOf.Clear();
        var count = 0;
        for (var turn = 0; turn < items.Length; turn++)
        {
            var name = _name[items[turn]];
            if (name == Unnamed || !numberOf.TryGetValue(name, out needs[turn]))
            {
                needs[turn] = count++;
                if (name != Unnamed)
                {
                    numberOf.Add(name, needs[turn]);
                }
            }
        }
    }

    /// <summary>Orders the services of each need by provider, and those of one provider as they came.</summary>
    private void ByProvider(Span<int> items, ReadOnlySpan<int> needs)
    {
        var end = 0;
        for (var first = 0; first < items.Length; first = end)
        {
            for (end = first + 1; end < items.Length && needs[end] == needs[first];)
            {
                end++;
            }

            if (end - first > 1)
            {
                items[first..end].Sort((one, other) => _provider[one].CompareTo(_provider[other]) is var sign and not 0 ? sign : one.CompareTo(other));
            }
        }
    }
}
