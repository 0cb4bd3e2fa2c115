using System.Numerics;

namespace Contagion.Networks;

/// <summary>Which number stands in which cell of a large, nearly empty matrix: found, set and removed with one look at memory in most cases.</summary>
/// <remarks>Linear probing without gravestones: Knuth (1998), The Art of Computer Programming 3, §6.4, algorithms L and R.</remarks>
internal sealed class CellIndex
{
    /// <summary>Marks an empty place: no cell is its own row and column, and this would be one.</summary>
    private const ulong Empty = ulong.MaxValue;

    private (ulong Cell, int Number)[] _places;
    private int _count;
    private int _shift;

    /// <param name="expected">About how many cells there will be.</param>
    public CellIndex(int expected) => _places = Room(BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 2L * expected)));

    /// <summary>The number in a cell; −1 when there is none.</summary>
    public int Find(int row, int column)
    {
        var cell = Cell(row, column);
        for (var at = Home(cell); ; at = Next(at))
        {
            var (there, number) = _places[at];
            if (there == cell)
            {
                return number;
            }

            if (there == Empty)
            {
                return -1;
            }
        }
    }

    /// <summary>Puts a number into a cell, whatever was there.</summary>
    public void Set(int row, int column, int number)
    {
        if (2 * (_count + 1) > _places.Length)
        {
            var before = _places;
            _places = Room(2 * (uint)before.Length);
            foreach (var (there, kept) in before)
            {
                if (there != Empty)
                {
                    _places[PlaceOf(there)] = (there, kept);
                }
            }
        }

        var cell = Cell(row, column);
        var at = PlaceOf(cell);
        _count += _places[at].Cell == Empty ? 1 : 0;
        _places[at] = (cell, number);
    }

    /// <summary>Empties a cell that has a number.</summary>
    public void Remove(int row, int column)
    {
        var gap = PlaceOf(Cell(row, column));
        _count--;
        for (var at = Next(gap); _places[at].Cell != Empty; at = Next(at))
        {
            // What could not be found past the gap moves into it.
            if (((at - Home(_places[at].Cell)) & (_places.Length - 1)) >= ((at - gap) & (_places.Length - 1)))
            {
                (_places[gap], gap) = (_places[at], at);
            }
        }

        _places[gap] = (Empty, 0);
    }

    private static ulong Cell(int row, int column) => ((ulong)(uint)row << 32) | (uint)column;

    private (ulong, int)[] Room(uint places)
    {
        _shift = 64 - BitOperations.Log2(places);
        var room = new (ulong, int)[places];
        Array.Fill(room, (Empty, 0));
        return room;
    }

    private int PlaceOf(ulong cell)
    {
        var at = Home(cell);
        while (_places[at].Cell != cell && _places[at].Cell != Empty)
        {
            at = Next(at);
        }

        return at;
    }

    /// <summary>Where a cell is looked for first: the golden ratio spreads neighbours apart.</summary>
    private int Home(ulong cell) => (int)((cell * 0x9E3779B97F4A7C15) >> _shift);

    private int Next(int at) => (at + 1) & (_places.Length - 1);
}
