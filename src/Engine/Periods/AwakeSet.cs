namespace Contagion.Engine;

/// <summary>Who has to be looked at in a period. Everybody else is as the period before left them, to the last bit.</summary>
/// <remarks>
/// Awake is whose books change, whose debtors' signals change or pay something, and whose assets have a price; in the period after once more, so that
/// what is worked out from the books is worked out from what became of them. Replications of a block are awake together: to be looked at in
/// vain changes nothing.
/// </remarks>
/// <param name="count">Number of institutions.</param>
internal sealed class AwakeSet(int count)
{
    private readonly InstitutionSet _awake = new(count);
    private readonly InstitutionSet _woken = new(count);
    private readonly InstitutionSet _taken = new(count);
    private readonly InstitutionSet _fresh = new(count);

    /// <summary>Those awake, ascending, and how many; no list where everybody is.</summary>
    public (int[]? List, int Count) Items => _awake.Items;

    /// <summary>Begins a block: nobody is awake.</summary>
    public void Clear()
    {
        _woken.Clear();
        Begin();
    }

    /// <summary>Begins a period with those whom the last one woke.</summary>
    public void Begin()
    {
        _awake.Become(_woken);
        _woken.Clear();
        _taken.Clear();
    }

    /// <summary>Wakes an institution in this period.</summary>
    public void Wake(int institution)
    {
        _awake.Add(institution);
        _woken.Add(institution);
    }

    /// <summary>Wakes some institutions.</summary>
    public void Wake(ReadOnlySpan<int> institutions)
    {
        foreach (var institution in institutions)
        {
            Wake(institution);
        }
    }

    /// <summary>Wakes everybody.</summary>
    public void WakeAll()
    {
        _awake.AddAll();
        _woken.AddAll();
    }

    /// <summary>Those who have woken up since this was last asked in the period.</summary>
    public (int[]? List, int Count) Take()
    {
        _fresh.Become(_awake, _taken);
        _taken.Become(_awake);
        return _fresh.Items;
    }
}
