namespace Contagion.Engine;

/// <summary>What a world notes of its institutions as it goes: how each stands, and its past.</summary>
/// <remarks>How they stand is noted page by page. What has been shown is left as it is: who changes something on such a page changes a copy, so that a
/// command costs what it changes and not the network.</remarks>
internal sealed class WorldNotes
{
    /// <summary>Institutions of a page: a power of 2.</summary>
    public const int PageSize = 512;

    private readonly Network _network;
    private readonly Dynamics _dynamics;
    private readonly bool _hasDistress;
    private readonly Standing[][] _pages;
    private readonly bool[] _isShown;
    private readonly ChangeLog _log = new();

    public WorldNotes(Network network, Dynamics dynamics, bool hasDistress)
    {
        (_network, _dynamics, _hasDistress) = (network, dynamics, hasDistress);
        _pages = [.. dynamics.InitialEquity.Select(equity => new Standing(equity, equity, 0, -1, ChangeLog.None)).Chunk(PageSize)];
        _isShown = new bool[_pages.Length];
    }

    /// <summary>Notes who has changed.</summary>
    /// <param name="cascade">The world.</param>
    /// <param name="reached">Who may have: a list and how many of it count, or no list for everybody.</param>
    /// <param name="command">Number of the command.</param>
    /// <param name="steps">Steps taken.</param>
    public void Take(Cascade<OneLane> cascade, (int[]? List, int Count) reached, long command, long steps)
    {
        for (var item = 0; item < reached.Count; item++)
        {
            Take(cascade, reached.List?[item] ?? item, command, steps);
        }
    }

    /// <summary>How everybody stands, to be looked at while the world goes on.</summary>
    public WorldView View(WorldTotals totals)
    {
        Array.Fill(_isShown, true);
        return new WorldView(totals, _network, _dynamics.InitialEquity, _hasDistress, [.. _pages], _log.Now());
    }

    private void Take(Cascade<OneLane> cascade, int institution, long command, long steps)
    {
        var before = _pages[institution / PageSize][institution % PageSize];
        var hasDefaulted = cascade.DefaultRound(institution)[0] >= 0 && before.DefaultedAt < 0;
        var now = before with
        {
            Worth = cascade.NetWorth(institution)[0],
            Shocked = cascade.ShockedWorth(institution)[0],
            Distress = _hasDistress ? cascade.Distress(institution)[0] : 0,
            DefaultedAt = hasDefaulted ? steps : before.DefaultedAt,
        };
        if (now == before)
        {
            return;
        }

        if (now with { Shocked = before.Shocked } != before)
        {
            var change = new InstitutionChange(command, steps, now.Worth, _hasDistress ? now.Distress : null, now.DefaultedAt >= 0);
            now = now with { Last = _log.Add(before.Last, change) };
        }

        Write(institution, now);
    }

    private void Write(int institution, Standing standing)
    {
        var page = institution / PageSize;
        if (_isShown[page])
        {
            (_pages[page], _isShown[page]) = ([.. _pages[page]], false);
        }

        _pages[page][institution % PageSize] = standing;
    }
}
