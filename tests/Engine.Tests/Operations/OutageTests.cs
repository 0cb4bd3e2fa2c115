using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Outages and backups over periods (models.md 5.1).</summary>
public sealed class OutageTests
{
    private const int Institutions = 7;
    private const int Periods = 12;

    // Source: models.md 5.1: 0 on [t0, t0 + RTO), backup capacity on [t0 + RTO, t0 + MTTR), then 1. These are the levels of TV-CAP's outage.
    [Fact]
    public void A_backup_takes_over_after_the_recovery_time_until_the_outage_is_over()
    {
        var failover = new Failover { RecoveryTime = 2, Capacity = 0.5 };

        Assert.Equal([1, 0, 0, 0.5, 0.5, 1, 1, 1], Path(failover, (1, 1, 4)));
        Assert.Equal([1, 0, 0, 0, 0, 1, 1, 1], Path(null, (1, 1, 4)));
    }

    // Worked by hand: an outage of 0.3 leaves 0.7, which a backup of 0.5 does not improve on; one of 0.9 it does.
    [Fact]
    public void A_backup_makes_nothing_worse()
    {
        var failover = new Failover { RecoveryTime = 1, Capacity = 0.5 };

        Near.Equal([0.7, 0.7, 1], Path(failover, (0.3, 0, 2))[..3], Near.Exact, "0.3 is gone");
        Near.Equal([0.1, 0.5, 1], Path(failover, (0.9, 0, 2))[..3], Near.Exact, "0.9 is gone");
    }

    // Worked by hand: 0.5 gone in periods 0 to 4, all gone in 2.
    [Fact]
    public void Of_two_outages_at_once_the_worse_counts_and_the_other_goes_on_after_it()
        => Assert.Equal([0.5, 0.5, 0, 0.5, 0.5, 1, 1, 1], Path(null, (0.5, 0, 5), (1, 2, 1)));

    // The plain version: every outage is asked in every period.
    [Fact]
    public void Random_outages_agree_with_asking_each_of_them_in_each_period()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var failover = random.Next(3) == 0 ? null : new Failover { RecoveryTime = random.Next(4), Capacity = random.NextDouble() };
            var hasBackup = new bool[Institutions, 8];
            for (var item = 0; item < hasBackup.Length; item++)
            {
                hasBackup[item / 8, item % 8] = random.Next(2) == 0;
            }

            var strikes = Enumerable.Range(0, random.Next(25))
                .Select(_ => new Strike(random.Next(Institutions), random.Next(8), Math.Min(1, 1.3 * random.NextDouble()), random.Next(Periods), 1 + random.Next(5)))
                .OrderBy(strike => strike.Period).ToArray();
            var everybody = Run<EightLanes>(strikes, failover, hasBackup, 0);
            for (var lane = 0; lane < 8; lane++)
            {
                var alone = Run<OneLane>(strikes, failover, hasBackup, lane);
                for (var period = 0; period < Periods; period++)
                {
                    double[] expected = [.. Enumerable.Range(0, Institutions).Select(institution => Textbook(strikes, failover, hasBackup, institution, lane, period))];
                    TestLanes.SameBits(expected, everybody[period].Lane(lane), $"seed {seed}, lane {lane}, period {period}");
                    TestLanes.SameBits(expected, alone[period].Lane(0), $"seed {seed}, lane {lane} alone, period {period}");
                }
            }
        }
    }

    [Fact]
    public void Cleared_outages_leave_no_trace()
    {
        var outages = new Outages<EightLanes>(2);
        outages.Strike(1, EightLanes.One, 0, 5);
        outages.Begin(0, null, null);
        Assert.Equal([1, 0], outages.Available.Lane(3));

        outages.Clear();
        outages.Begin(0, null, null);

        Assert.Equal([1, 1], outages.Available.Lane(3));
        Assert.Empty(outages.Struck.ToArray());
    }

    [Fact]
    public void Outages_take_no_memory_once_there_were_as_many()
    {
        var outages = new Outages<EightLanes>(100);
        TestLanes.AllocatesNothing(
            () =>
            {
                outages.Clear();
                for (var institution = 0; institution < 100; institution++)
                {
                    outages.Strike(institution, EightLanes.One, 0, 1 + (institution % 3));
                }

                outages.Begin(0, null, null);
                outages.Begin(1, null, null);
            },
            "a hundred outages");
    }

    private static double[] Path(Failover? failover, params (double Share, int Period, int Duration)[] outagesOfOne)
    {
        var (outages, path) = (new Outages<OneLane>(1), new double[8]);
        for (var period = 0; period < path.Length; period++)
        {
            foreach (var (share, _, duration) in outagesOfOne.Where(outage => outage.Period == period))
            {
                outages.Strike(0, new OneLane(share), period, duration);
            }

            outages.Begin(period, failover, null);
            path[period] = outages.Available[0][0];
        }

        return path;
    }

    private static LaneArray<TLanes>[] Run<TLanes>(Strike[] strikes, Failover? failover, bool[,] hasBackup, int firstLane)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var outages = new Outages<TLanes>(Institutions);
        var backups = TestLanes.Masks<TLanes>(Institutions, (institution, lane) => hasBackup[institution, firstLane + lane]);
        var path = new LaneArray<TLanes>[Periods];
        for (var period = 0; period < Periods; period++)
        {
            foreach (var strike in strikes.Where(strike => strike.Period == period && strike.Lane >= firstLane && strike.Lane < firstLane + TLanes.Count))
            {
                outages.Strike(strike.Institution, TLanes.Zero.With(strike.Lane - firstLane, strike.Share), period, strike.Duration);
            }

            outages.Begin(period, failover, backups);
            path[period] = TestLanes.Numbers<TLanes>(Institutions, (institution, lane) => outages.Available[institution][lane]);
        }

        return path;
    }

    private static double Textbook(Strike[] strikes, Failover? failover, bool[,] hasBackup, int institution, int lane, int period)
    {
        var available = 1.0;
        foreach (var strike in strikes.Where(strike => strike.Institution == institution && strike.Lane == lane))
        {
            if (strike.Period <= period && period < strike.Period + strike.Duration)
            {
                var isBacked = failover is not null && hasBackup[institution, lane] && period >= strike.Period + failover.RecoveryTime;
                available = Math.Min(available, isBacked ? Math.Max(1 - strike.Share, failover!.Capacity) : 1 - strike.Share);
            }
        }

        return available;
    }

    private sealed record Strike(int Institution, int Lane, double Share, int Period, int Duration);
}
