namespace Contagion.Engine;

/// <summary>What a world notes of its institutions as it goes: how each stands, and its past.</summary>
internal sealed class WorldNotes
{
    private readonly Network _network;
    private readonly Dynamics _dynamics;
    private readonly double[] _worth;
    private readonly double[] _shocked;
    private readonly double[]? _distress;
    private readonly long[] _defaultedAt;
    private readonly long[] _last;
    private readonly ChangeLog _log = new();

    public WorldNotes(Network network, Dynamics dynamics, bool hasDistress)
    {
        (_network, _dynamics) = (network, dynamics);
        (_worth, _shocked) = ([.. dynamics.InitialEquity], [.. dynamics.InitialEquity]);
        _distress = hasDistress ? new double[network.Count] : null;
        (_defaultedAt, _last) = (new long[network.Count], new long[network.Count]);
        Array.Fill(_defaultedAt, -1);
        Array.Fill(_last, ChangeLog.None);
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
    public WorldView View(WorldTotals totals) => new(totals, new WorldView.Standing
    {
        Network = _network,
        Initial = _dynamics.InitialEquity,
        Worth = [.. _worth],
        Shocked = [.. _shocked],
        Distress = _distress?.ToArray(),
        DefaultedAt = [.. _defaultedAt],
        Last = [.. _last],
        Log = _log.Now(),
    });

    private void Take(Cascade<OneLane> cascade, int institution, long command, long steps)
    {
        var worth = cascade.NetWorth(institution)[0];
        double? distress = _distress is null ? null : cascade.Distress(institution)[0];
        var hasDefaulted = cascade.DefaultRound(institution)[0] >= 0 && _defaultedAt[institution] < 0;
        _shocked[institution] = cascade.ShockedWorth(institution)[0];
        if (worth == _worth[institution] && (_distress is null || distress == _distress[institution]) && !hasDefaulted)
        {
            return;
        }

        _worth[institution] = worth;
        if (_distress is not null)
        {
            _distress[institution] = distress!.Value;
        }

        _defaultedAt[institution] = hasDefaulted ? steps : _defaultedAt[institution];
        _last[institution] = _log.Add(_last[institution], new InstitutionChange(command, steps, worth, distress, _defaultedAt[institution] >= 0));
    }
}
