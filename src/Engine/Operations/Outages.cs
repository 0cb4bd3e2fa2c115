using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Outages, and what share of its capacity they leave each institution.</summary>
/// <remarks>
/// Of an outage that takes the share f from period t₀ on for d periods, 1 − f is left in [t₀, t₀ + d); a backup leaves max(1 − f, capacity) from
/// t₀ + recovery time on. Where several are under way at once the worst counts. <c>models.md</c> 5.1. Time in proportion to the outages noted,
/// not to the network; takes memory only when there are more of them than ever before.
/// </remarks>
internal sealed class Outages<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int RoomMin = 16;

    private readonly LaneArray<TLanes> _available;
    private readonly int[] _latest;
    private int[] _institution = new int[RoomMin];
    private (int From, int Until)[] _periods = new (int, int)[RoomMin];
    private TLanes[] _share = new TLanes[RoomMin];
    private int _count;

    /// <param name="institutions">Number of institutions, all of them available.</param>
    public Outages(int institutions)
    {
        (_available, _latest) = (new LaneArray<TLanes>(institutions), new int[institutions]);
        _available.Span.Fill(TLanes.One);
    }

    /// <summary>The share of its capacity that each institution has of its own, in [0, 1].</summary>
    public LaneArray<TLanes> Available => _available;

    /// <summary>The institutions of the outages noted that are not over, some of them more than once.</summary>
    public ReadOnlySpan<int> Struck => _institution.AsSpan(0, _count);

    /// <summary>Ends all outages.</summary>
    public void Clear()
    {
        Restore();
        _count = 0;
    }

    /// <summary>Notes an outage of this period or a later one.</summary>
    /// <param name="institution">Whom it strikes.</param>
    /// <param name="share">The share of its capacity that is gone, in [0, 1]; 0 in lanes where it is not struck.</param>
    /// <param name="period">The first period of the outage.</param>
    /// <param name="duration">How many periods it lasts.</param>
    public void Strike(int institution, TLanes share, int period, int duration)
    {
        var periods = (period, period + duration);
        var latest = _latest[institution];
        if (latest < _count && _institution[latest] == institution && _periods[latest] == periods)
        {
            // Begins and ends with another one of the same institution, in another lane as a rule: one takes its place beside the other.
            _share[latest] = TLanes.Max(_share[latest], share);
            return;
        }

        if (_count == _institution.Length)
        {
            Array.Resize(ref _institution, 2 * _count);
            Array.Resize(ref _periods, 2 * _count);
            Array.Resize(ref _share, 2 * _count);
        }

        _latest[institution] = _count;
        (_institution[_count], _periods[_count], _share[_count]) = (institution, periods, share);
        _count++;
    }

    /// <summary>Works out what is <see cref="Available"/> in a period, and forgets outages that are over.</summary>
    /// <param name="period">The period; never an earlier one than before.</param>
    /// <param name="failover">The backup systems; null while there are none.</param>
    /// <param name="hasBackup">Masks of the lanes in which each institution has a backup; null where all have.</param>
    public void Begin(int period, Failover? failover, LaneArray<TLanes>? hasBackup)
    {
        Restore();
        Forget(period);
        for (var outage = 0; outage < _count; outage++)
        {
            if (period < _periods[outage].From)
            {
                continue;
            }

            var institution = _institution[outage];
            var left = TLanes.Max(TLanes.Zero, TLanes.One - _share[outage]);
            if (failover is not null && period - _periods[outage].From >= failover.RecoveryTime)
            {
                var backed = TLanes.Max(left, TLanes.Of(failover.Capacity));
                left = hasBackup is null ? backed : TLanes.Select(hasBackup[institution], backed, left);
            }

            _available[institution] = TLanes.Min(_available[institution], left);
        }
    }

    private void Restore()
    {
        foreach (var institution in Struck)
        {
            _available[institution] = TLanes.One;
        }
    }

    private void Forget(int period)
    {
        var kept = 0;
        for (var outage = 0; outage < _count; outage++)
        {
            if (period < _periods[outage].Until)
            {
                (_institution[kept], _periods[kept], _share[kept]) = (_institution[outage], _periods[outage], _share[outage]);
                kept++;
            }
        }

        _count = kept;
    }
}
