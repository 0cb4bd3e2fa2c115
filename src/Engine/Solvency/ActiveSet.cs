using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Who has to be looked at: those who changed, and those who may notice it.</summary>
/// <remarks>Everything here takes time in proportion to those listed, never to the network; memory is taken once.</remarks>
internal sealed class ActiveSet
{
    /// <summary>With more than this share of all institutions to look at, going over everybody in order is quicker than over a list.</summary>
    private const int FullShare = 4;

    private readonly Dynamics _dynamics;
    private readonly int[] _activeStamp;
    private readonly int[] _touchedStamp;
    private readonly int[] _active;
    private readonly int[] _touched;
    private int[] _changed;
    private int[] _changedBefore;
    private int _activeRound;
    private int _block;
    private int _touchedCount;
    private bool _isTouchedSorted;

    public ActiveSet(Dynamics dynamics)
    {
        var count = dynamics.Network.Count;
        _dynamics = dynamics;
        (_activeStamp, _touchedStamp, _active, _touched) = (new int[count], new int[count], new int[count], new int[count]);
        (_changed, _changedBefore) = (new int[count], new int[count]);
    }

    /// <summary>Whether every sweep is to go over everybody.</summary>
    public bool IsFull { get; set; }

    /// <summary>How many <see cref="Active"/> lists.</summary>
    public int ActiveCount { get; private set; }

    /// <summary>How many changed last.</summary>
    public int ChangedCount { get; private set; }

    /// <summary>How many had changed before that.</summary>
    public int ChangedBeforeCount { get; private set; }

    /// <summary>Whether anybody may have changed since the start.</summary>
    public bool IsEverybodyTouched { get; private set; }

    /// <summary>Those who may notice what changed last.</summary>
    public int[] Active => _active;

    /// <summary>Those who changed last.</summary>
    public int[] Changed => _changed;

    /// <summary>Those who had changed before; room for who changes next.</summary>
    public int[] ChangedBefore => _changedBefore;

    /// <summary>How many may have changed since the start.</summary>
    public int TouchedCount => IsEverybodyTouched ? _touchedStamp.Length : _touchedCount;

    /// <summary>One of those who may have changed since the start; they come in the order of institutions.</summary>
    public int TouchedAt(int item)
    {
        if (IsEverybodyTouched)
        {
            return item;
        }

        if (!_isTouchedSorted)
        {
            Array.Sort(_touched, 0, _touchedCount);
            _isTouchedSorted = true;
        }

        return _touched[item];
    }

    /// <summary>Starts anew with those who are hit and those who are unwell from the start.</summary>
    public void Start(ReadOnlySpan<int> hit)
    {
        (_block, _touchedCount, ChangedCount, ChangedBeforeCount, _isTouchedSorted) = (_block + 1, 0, 0, 0, false);
        IsEverybodyTouched = IsFull || _dynamics.IsRestless;
        if (!IsEverybodyTouched)
        {
            Touch(hit);
            Touch(_dynamics.Unwell);
        }
    }

    /// <summary>Whether so many have changed that nobody asks who, since everybody is gone over next.</summary>
    public bool IsTooManyToList(int changed) => changed > ListedMax;

    /// <summary>The most of whom anybody asks who has changed.</summary>
    public int ListedMax => _activeStamp.Length / FullShare;

    /// <summary>Notes that anybody may have changed.</summary>
    public void TouchEverybody() => IsEverybodyTouched = true;

    /// <summary>Notes that an institution changed before the first round.</summary>
    public void Change(int institution) => _changed[ChangedCount++] = institution;

    /// <summary>Puts other institutions in the place of those who changed last.</summary>
    public void Change(ReadOnlySpan<int> institutions)
    {
        institutions.CopyTo(_changed);
        ChangedCount = institutions.Length;
    }

    /// <summary>Notes that institutions changed after a sweep, besides those who changed in it.</summary>
    public void Join(ReadOnlySpan<int> institutions)
    {
        if (!IsEverybodyTouched)
        {
            Touch(institutions);
        }

        // So many are not listed: everybody is gone over next.
        if (IsTooManyToList(ChangedCount))
        {
            return;
        }

        _activeRound++;
        foreach (var changed in _changed.AsSpan(0, ChangedCount))
        {
            _activeStamp[changed] = _activeRound;
        }

        foreach (var institution in institutions)
        {
            if (_activeStamp[institution] != _activeRound)
            {
                _activeStamp[institution] = _activeRound;
                Change(institution);
            }
        }
    }

    /// <summary>Takes who changed in a sweep from <see cref="ChangedBefore"/>.</summary>
    public void Turn(int count)
    {
        (_changed, _changedBefore) = (_changedBefore, _changed);
        (ChangedCount, ChangedBeforeCount) = (count, ChangedCount);
    }

    /// <summary>Lists those who may notice what changed last; false, with nothing listed, when everybody is to be gone over.</summary>
    /// <param name="themselves">Whether those who changed are to be listed as well.</param>
    public bool TryGather(bool themselves)
    {
        var count = _activeStamp.Length;
        ActiveCount = 0;
        if (IsFull || _dynamics.Followers is not { } followers || IsTooManyToList(ChangedCount))
        {
            IsEverybodyTouched = true;
            return false;
        }

        _activeRound++;
        var start = followers.Start;
        var column = followers.Column;
        foreach (var changed in _changed.AsSpan(0, ChangedCount))
        {
            if (themselves)
            {
                Activate(changed);
            }

            foreach (var follower in column[start[changed]..start[changed + 1]])
            {
                Activate(follower);
            }

            if (ActiveCount > count / FullShare)
            {
                IsEverybodyTouched = true;
                return false;
            }
        }

        if (!IsEverybodyTouched)
        {
            Touch(_active.AsSpan(0, ActiveCount));
        }

        return true;
    }

    private void Activate(int institution)
    {
        if (_activeStamp[institution] != _activeRound)
        {
            _activeStamp[institution] = _activeRound;
            _active[ActiveCount++] = institution;
        }
    }

    private void Touch(ReadOnlySpan<int> institutions)
    {
        foreach (var institution in institutions)
        {
            if (_touchedStamp[institution] != _block)
            {
                _touchedStamp[institution] = _block;
                _touched[_touchedCount++] = institution;
                _isTouchedSorted = false;
            }
        }
    }
}
