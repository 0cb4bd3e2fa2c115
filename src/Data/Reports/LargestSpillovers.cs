namespace Contagion.Data;

/// <summary>The largest of who hurts whom, picked out while all of it goes by.</summary>
internal sealed class LargestSpillovers
{
    private const int Max = 15;

    private readonly List<SpilloverRow> _rows = new(Max + 1);

    /// <summary>The largest, largest first; of equal ones the first.</summary>
    public IReadOnlyList<SpilloverRow> Rows => _rows;

    /// <summary>How many rows there were in all.</summary>
    public long Count { get; private set; }

    /// <summary>Looks at a row.</summary>
    public void Take(string from, string to, double loss, double relative)
    {
        Count++;
        if (_rows.Count == Max && loss <= _rows[^1].Loss)
        {
            return;
        }

        var place = _rows.Count;
        while (place > 0 && _rows[place - 1].Loss < loss)
        {
            place--;
        }

        _rows.Insert(place, new SpilloverRow(from, to, loss, relative));
        if (_rows.Count > Max)
        {
            _rows.RemoveAt(Max);
        }
    }
}

/// <summary>What one institution, or group, cost another.</summary>
/// <param name="From">The one that cost.</param>
/// <param name="To">The one that lost.</param>
/// <param name="Loss">How much, in the scenario's currency unit.</param>
/// <param name="RelativeLoss">That as a share of its equity; NaN where it had none.</param>
internal sealed record SpilloverRow(string From, string To, double Loss, double RelativeLoss);
