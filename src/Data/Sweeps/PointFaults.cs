using Contagion.Model;

namespace Contagion.Data;

/// <summary>Collects what is wrong with the points of a sweep: what many points share is told once, with the first of them.</summary>
internal sealed class PointFaults
{
    private readonly Dictionary<Fault, int> _places = [];
    private readonly List<(Fault Fault, int First, int Times)> _found = [];
    private int _points;

    /// <summary>Whether so many faults are known that further points would add nothing to the list.</summary>
    public bool IsFull => _found.Count >= Faults.ListedMax;

    /// <summary>Notes what is wrong with a point.</summary>
    public void Add(int point, Faults faults)
    {
        _points++;
        foreach (var fault in faults.Listed.Distinct())
        {
            if (!_places.TryGetValue(fault, out var place))
            {
                _places.Add(fault, place = _found.Count);
                _found.Add((fault, point, 0));
            }

            _found[place] = _found[place] with { Times = _found[place].Times + 1 };
        }
    }

    /// <summary>Throws what was found.</summary>
    /// <param name="say">What sets a point apart, such as <c>run.seed=7</c>.</param>
    /// <exception cref="InputException">There is at least one fault.</exception>
    public void ThrowIfAny(Func<int, string> say)
    {
        var faults = new Faults();
        foreach (var (fault, first, times) in _found)
        {
            // What is wrong at every point is wrong with the scenario itself.
            faults.Add(fault.File, fault.Line, fault.Column, times == _points ? fault.Message : $"{fault.Message} (point {first}: {say(first)})");
        }

        faults.ThrowIfAny();
    }
}
