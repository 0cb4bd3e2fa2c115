namespace Contagion.Engine;

/// <summary>How well each institution works, given who of those it depends on works: the greatest solution, so that a circle of institutions
/// that only need each other works.</summary>
/// <remarks>
/// σ_i = min(own_i, min over needs of max over alternatives of efficiency × σ_provider). <c>models.md</c> 5.1. From the levels of calm times, which
/// lie above the solution, levels come down in synchronous rounds in which only those are looked at whose providers changed. The map is monotone,
/// rounding included, so any order of looking comes to the same bits. A level below <see cref="LevelMin"/> is none: around a circle that loses
/// something on each turn levels would fall for ever.
/// </remarks>
internal sealed class ServiceLevels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>The lowest service level other than none.</summary>
    public const double LevelMin = 1e-12;

    private readonly Dependencies _dependencies;
    private readonly LaneArray<TLanes> _level;
    private readonly LaneArray<TLanes> _next;
    private readonly int[] _listed;
    private readonly int[] _listedStamp;
    private readonly int[] _changed;
    private readonly int[] _touched;
    private readonly bool[] _isTouched;
    private int _listedCount;
    private int _changedCount;
    private int _touchedCount;
    private int _stamp;

    /// <param name="dependencies">Who depends on whom.</param>
    public ServiceLevels(Dependencies dependencies)
    {
        var count = dependencies.Count;
        (_dependencies, _level, _next) = (dependencies, new LaneArray<TLanes>(count), new LaneArray<TLanes>(count));
        (_listed, _listedStamp, _changed, _touched, _isTouched) = (new int[count], new int[count], new int[count], new int[count], new bool[count]);
        for (var institution = 0; institution < count; institution++)
        {
            _level[institution] = TLanes.Of(dependencies.Level[institution]);
        }
    }

    /// <summary>The service level σ of an institution, in [0, 1].</summary>
    public TLanes this[int institution] => _level[institution];

    /// <summary>The service level of every institution.</summary>
    public LaneArray<TLanes> Levels => _level;

    /// <summary>Those whose level may differ from that of calm times.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    /// <summary>Finds the levels anew.</summary>
    /// <param name="own">Each institution's own availability, in [0, 1]; 1 for those not struck.</param>
    /// <param name="struck">Those with less than 1, in any order; it does no harm to name more, or one twice.</param>
    /// <param name="roundsMax">Rounds after which the search is given up.</param>
    /// <returns>Mask of the lanes that were given up: levels still fell in the last round.</returns>
    public TLanes Solve(LaneArray<TLanes> own, ReadOnlySpan<int> struck, int roundsMax)
    {
        Rest();
        _stamp++;
        List(struck);
        for (var round = 1; _listedCount > 0; round++)
        {
            var moved = Descend(own);
            if (round >= roundsMax)
            {
                return moved;
            }

            ListDependents();
        }

        return TLanes.Zero;
    }

    private void Rest()
    {
        foreach (var institution in Touched)
        {
            _level[institution] = TLanes.Of(_dependencies.Level[institution]);
            _isTouched[institution] = false;
        }

        (_touchedCount, _listedCount) = (0, 0);
    }

    /// <summary>One synchronous round over those listed.</summary>
    /// <returns>Mask of the lanes in which a level fell.</returns>
    private TLanes Descend(LaneArray<TLanes> own)
    {
        ReadOnlySpan<TLanes> levels = _level.Span;
        for (var place = 0; place < _listedCount; place++)
        {
            var institution = _listed[place];
            var level = TLanes.Min(own[institution], _dependencies.Met(institution, levels));
            _next[place] = level & TLanes.IsAtMost(TLanes.Of(LevelMin), level);
        }

        var moved = TLanes.Zero;
        _changedCount = 0;
        for (var place = 0; place < _listedCount; place++)
        {
            var institution = _listed[place];
            var isFalling = ~TLanes.IsEqual(_level[institution], _next[place]);
            if (!TLanes.IsNone(isFalling))
            {
                moved |= isFalling;
                _level[institution] = _next[place];
                _changed[_changedCount++] = institution;
                Touch(institution);
            }
        }

        return moved;
    }

    private void ListDependents()
    {
        _stamp++;
        _listedCount = 0;
        for (var place = 0; place < _changedCount; place++)
        {
            List(_dependencies.DependentsOf(_changed[place]));
        }
    }

    private void List(ReadOnlySpan<int> institutions)
    {
        foreach (var institution in institutions)
        {
            if (_listedStamp[institution] != _stamp)
            {
                _listedStamp[institution] = _stamp;
                _listed[_listedCount++] = institution;
            }
        }
    }

    private void Touch(int institution)
    {
        if (!_isTouched[institution])
        {
            _isTouched[institution] = true;
            _touched[_touchedCount++] = institution;
        }
    }
}
