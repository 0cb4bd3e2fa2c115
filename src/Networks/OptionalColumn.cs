using System.Runtime.InteropServices;

namespace Contagion.Networks;

/// <summary>A column that takes memory only once a cell of it is given.</summary>
/// <param name="missing">What a cell says that is not given.</param>
internal sealed class OptionalColumn<T>(T missing)
{
    private List<T>? _cells;

    /// <summary>Whether any cell is given.</summary>
    public bool IsGiven => _cells is not null;

    /// <summary>All cells; empty when none is given.</summary>
    public ReadOnlySpan<T> Cells => CollectionsMarshal.AsSpan(_cells);

    /// <summary>The cell of an item.</summary>
    public T this[int item] => _cells is null ? missing : _cells[item];

    /// <summary>Adds the cell of the next item.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="before">How many items came before it.</param>
    /// <param name="capacity">How many items there is room for elsewhere.</param>
    public void Add(T cell, int before, int capacity)
    {
        // Short, so that it costs nothing where nothing is given, which is asked of every exposure.
        if (_cells is not null || !EqualityComparer<T>.Default.Equals(cell, missing))
        {
            AddGiven(cell, before, capacity);
        }
    }

    /// <summary>The cells of some items; empty when none is given of any.</summary>
    public T[] Of(ReadOnlySpan<int> items)
    {
        if (_cells is null)
        {
            return [];
        }

        var cells = new T[items.Length];
        for (var turn = 0; turn < cells.Length; turn++)
        {
            cells[turn] = _cells[items[turn]];
        }

        return cells;
    }

    /// <summary>Takes all cells back.</summary>
    public void Clear() => _cells = null;

    private void AddGiven(T cell, int before, int capacity)
    {
        if (_cells is null)
        {
            // As much room as other columns have: growing step by step would take up to twice of it for a while.
            _cells = new List<T>(capacity);
            _cells.AddRange(Enumerable.Repeat(missing, before));
        }

        _cells.Add(cell);
    }
}
