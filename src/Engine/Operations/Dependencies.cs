using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>Who depends on whose services, in both directions, and the service levels of calm times. Shared by all blocks.</summary>
/// <remarks><c>models.md</c> 5.1: every need must be met, and its best alternative meets it.</remarks>
internal sealed class Dependencies
{
    private readonly Services _services;
    private readonly CompressedRows _dependents;
    private readonly double[] _level;

    /// <param name="services">The services that each institution needs.</param>
    /// <param name="roundsMax">Rounds after which the search for <see cref="Level"/> is given up.</param>
    public Dependencies(Services services, int roundsMax)
    {
        _services = services;
        _dependents = services.Rows.Transpose(services.Rows.Rows);
        _level = new double[services.Rows.Rows];
        Array.Fill(_level, 1);
        IsSettled = TryDescend(roundsMax);
    }

    /// <summary>Number of institutions.</summary>
    public int Count => _level.Length;

    /// <summary>The service level of each institution while all are available, in [0, 1].</summary>
    public ReadOnlySpan<double> Level => _level;

    /// <summary>Whether <see cref="Level"/> was found within the rounds allowed.</summary>
    public bool IsSettled { get; }

    /// <summary>Those who use the services of a provider, some of them more than once.</summary>
    public ReadOnlySpan<int> DependentsOf(int provider) => _dependents.Column[_dependents.Start[provider].._dependents.Start[provider + 1]];

    /// <summary>The level at which an institution's needs are met: min over needs of max over alternatives of efficiency × level of the provider;
    /// 1 where it needs nothing.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="level">The service level of each institution; one lane a replication.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Met<TLanes>(int institution, ReadOnlySpan<TLanes> level)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var provider = _services.Rows.Column;
        var efficiency = _services.Rows.Amount;
        var need = _services.Need;
        var end = _services.Rows.Start[institution + 1];
        var (met, best) = (TLanes.One, TLanes.Zero);
        for (var entry = _services.Rows.Start[institution]; entry < end; entry++)
        {
            best = TLanes.Max(best, TLanes.Of(efficiency[entry]) * level[provider[entry]]);
            if (entry + 1 == end || need[entry + 1] != need[entry])
            {
                (met, best) = (TLanes.Min(met, best), TLanes.Zero);
            }
        }

        return met;
    }

    private bool TryDescend(int roundsMax)
    {
        var available = new LaneArray<OneLane>(Count);
        available.Span.Fill(OneLane.One);
        var levels = new ServiceLevels<OneLane>(this);
        var open = levels.Solve(available, [.. Enumerable.Range(0, Count)], roundsMax);
        for (var institution = 0; institution < Count; institution++)
        {
            _level[institution] = levels[institution][0];
        }

        return OneLane.IsNone(open);
    }
}
