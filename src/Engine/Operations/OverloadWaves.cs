namespace Contagion.Engine;

/// <summary>The waves of one replication in which institutions go dark of overload.</summary>
/// <remarks>Loads change only in components that somebody left, so others keep theirs; to the bit, since they would be summed as before.</remarks>
internal sealed class OverloadWaves
{
    private const int Stays = -1;

    private readonly LoadLimits _limits;
    private readonly Betweenness _paths;
    private readonly int[] _waveOf;
    private readonly double[] _load;
    private readonly int[] _members;
    private readonly int[] _darkening;
    private readonly bool[] _isMarked;

    /// <param name="limits">What each institution can carry.</param>
    public OverloadWaves(LoadLimits limits)
    {
        var count = limits.Graph.Count;
        (_limits, _paths) = (limits, new Betweenness(limits.Graph));
        (_waveOf, _load, _members, _darkening, _isMarked) = (new int[count], new double[count], new int[count], new int[count], new bool[count]);
    }

    /// <summary>Asked now and then: a large graph takes long.</summary>
    public CancellationToken Cancellation
    {
        get => _paths.Cancellation;
        set => _paths.Cancellation = value;
    }

    /// <summary>The wave in which each institution went dark: 0 for seeds, −1 where it stays.</summary>
    public ReadOnlySpan<int> WaveOf => _waveOf;

    /// <summary>The number of waves, that of the seeds included.</summary>
    public int Waves { get; private set; }

    /// <summary>Institutions in the largest component of what is left.</summary>
    public int LargestComponent { get; private set; }

    /// <summary>Has seeds go dark, and then all who cannot carry what that leaves to them.</summary>
    public void Spread(ReadOnlySpan<int> seeds)
    {
        _paths.Restore();
        _waveOf.AsSpan().Fill(Stays);
        _limits.Load.CopyTo(_load);
        seeds.CopyTo(_darkening);
        Waves = 0;
        for (var count = seeds.Length; count > 0; Waves++)
        {
            var darkening = _darkening.AsSpan(0, count);
            Darken(darkening);
            var members = Left(darkening);
            _paths.Compute(members, _load);
            count = Overloaded(members);
        }

        LargestComponent = Largest();
    }

    private void Darken(ReadOnlySpan<int> institutions)
    {
        foreach (var institution in institutions)
        {
            _waveOf[institution] = Waves;
            _paths.Remove(institution);
        }
    }

    /// <summary>Those whose component somebody left, ascending.</summary>
    private ReadOnlySpan<int> Left(ReadOnlySpan<int> gone)
    {
        Array.Clear(_isMarked);
        foreach (var institution in gone)
        {
            foreach (var neighbour in _limits.Graph.NeighboursOf(institution))
            {
                if (_paths.IsThere(neighbour) && !_isMarked[neighbour])
                {
                    Mark(neighbour);
                }
            }
        }

        var count = 0;
        for (var institution = 0; institution < _isMarked.Length; institution++)
        {
            if (_isMarked[institution])
            {
                _members[count++] = institution;
            }
        }

        return _members.AsSpan(0, count);
    }

    private int Overloaded(ReadOnlySpan<int> members)
    {
        var count = 0;
        foreach (var institution in members)
        {
            if (_limits.IsExceeded(institution, _load[institution]))
            {
                _darkening[count++] = institution;
            }
        }

        return count;
    }

    private int Largest()
    {
        Array.Clear(_isMarked);
        var largest = 0;
        for (var institution = 0; institution < _isMarked.Length; institution++)
        {
            if (_paths.IsThere(institution) && !_isMarked[institution])
            {
                largest = Math.Max(largest, Mark(institution));
            }
        }

        return largest;
    }

    /// <summary>Marks all that an institution is connected to; returns how many they are.</summary>
    private int Mark(int institution)
    {
        var component = _paths.ComponentOf(institution);
        foreach (var member in component)
        {
            _isMarked[member] = true;
        }

        return component.Length;
    }
}
