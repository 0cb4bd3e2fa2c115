using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Load in front of limited capacity (models.md 5.4).</summary>
public sealed class CapacityQueueTests
{
    private const double Rate = 300;
    private const double QueueMax = 700;

    // Source: models.md TV-CAP.
    private static readonly double[] Load = [100, 800, 600, 300, 200, 100, 100, 100];

    // Source: models.md TV-CAP, first line; a sub-period a period.
    [Fact]
    public void A_peak_is_served_late_and_what_exceeds_the_queue_is_dropped()
    {
        var path = Path(new Outages<EightLanes>(1), null);

        Near.Equal([100, 300, 300, 300, 300, 300, 300, 300], path.Served, Near.Printed, "served");
        Near.Equal([0, 500, 700, 700, 600, 400, 200, 0], path.Queue, Near.Printed, "queue");
        Near.Equal([0, 0, 100, 0, 0, 0, 0, 0], path.Dropped, Near.Printed, "dropped");
    }

    // Source: models.md TV-CAP, second line: an outage at t = 1, recovery time 2, backup 0.5 until t = 5.
    [Fact]
    public void An_outage_at_the_peak_has_the_printed_consequences()
    {
        var outages = new Outages<EightLanes>(1);
        outages.Strike(0, EightLanes.One, 1, 4);

        var path = Path(outages, new Failover { RecoveryTime = 2, Capacity = 0.5 });

        Near.Equal([100, 0, 0, 150, 150, 300, 300, 300], path.Served, Near.Printed, "served");
        Near.Equal([0, 700, 700, 700, 700, 500, 300, 100], path.Queue, Near.Printed, "queue");
        Near.Equal([0, 100, 600, 150, 50, 0, 0, 0], path.Dropped, Near.Printed, "dropped");
    }

    // Source: models.md TV-CAP, first line, as one period of eight sub-periods: 100 of 2300 dropped. Latency is longest with 700 waiting for 300.
    [Fact]
    public void A_period_has_sub_periods()
    {
        var queue = new CapacityQueue<EightLanes>([new Capacity(0, Rate, QueueMax)], [.. Load.Select(load => load / Load.Sum())], 0);

        Serve(queue, Load.Sum(), 1);

        Near.Equal([2300, 2200, 100, 0], [queue.Arrived(0)[5], queue.Served(0)[5], queue.Dropped(0)[5], queue.Waiting(0)[5]], Near.Printed, "TV-CAP in one period");
        Near.Equal([100.0 / 2300, 700.0 / 300], [queue.DroppedShare(0)[5], queue.Latency(0)[5]], Near.Printed, "share dropped and latency");
    }

    // Worked by hand: capacity may grow by half each time. Served 100, 300, 450, 675; then all that is left.
    [Fact]
    public void Elastic_capacity_follows_load_as_fast_as_it_can_grow()
    {
        var queue = new CapacityQueue<EightLanes>([new Capacity(0, Rate)], [1], 0.5);
        var served = new List<double>();
        foreach (var load in Load)
        {
            var before = queue.Served(0)[0];
            Serve(queue, load, 1);
            served.Add(queue.Served(0)[0] - before);
        }

        // Waiting: 100, 800, 1100, 950, 475; from then on the load of the sub-period, within the least capacity.
        Near.Equal([100, 300, 450, 675, 475, 100, 100, 100], served, Near.Printed, "TV-CAP with elasticity 0.5");
    }

    // Worked by hand: nothing is served, so what waits waits for ever; where nothing waits nobody waits.
    [Fact]
    public void Latency_is_infinite_where_load_waits_and_nothing_is_served()
    {
        var queue = new CapacityQueue<EightLanes>([new Capacity(0, Rate, QueueMax)], [1], 0);

        Serve(queue, 0, 0);
        Assert.Equal((0, 0), (queue.Latency(0)[1], queue.DroppedShare(0)[1]));
        Serve(queue, 100, 0);
        Assert.Equal((double.PositiveInfinity, 100), (queue.Latency(0)[1], queue.Waiting(0)[1]));
        Serve(queue, 0, 1);
        Assert.Equal((0, 0), (queue.Latency(0)[1], queue.Waiting(0)[1]));
    }

    // The plain version, load by load; some capacities without limit on the queue. Lanes at rest stay as they are.
    [Fact]
    public void Random_loads_agree_with_the_plain_version()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (places, periods, elasticity) = (1 + random.Next(5), 1 + random.Next(6), random.Next(2) * random.NextDouble());
            var institutions = 2 * places;
            Capacity[] capacities =
            [
                .. Enumerable.Range(0, places).Select(place =>
                    new Capacity((2 * place) + 1, 50 + (100 * random.NextDouble()), random.Next(3) == 0 ? double.PositiveInfinity : 300 * random.NextDouble())),
            ];
            double[] shape = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => random.NextDouble())];
            var load = Numbers(random, periods, places, 200);
            var level = Numbers(random, periods, institutions, 1);
            var used = 1 + random.Next(8);
            var together = Run<EightLanes>(capacities, shape, elasticity, load, level, 0, used);
            for (var lane = 0; lane < 8; lane++)
            {
                var alone = Run<OneLane>(capacities, shape, elasticity, load, level, lane, lane < used ? 1 : 0);
                for (var place = 0; place < places; place++)
                {
                    var (from, institution) = (lane < used ? periods : 0, capacities[place].Institution);
                    var plain = Textbook.FluidQueue.Run(
                        [.. Enumerable.Range(0, from).SelectMany(period => shape.Select(share => share * load[period][place, lane]))],
                        capacities[place].Rate,
                        capacities[place].QueueMax,
                        [.. Enumerable.Range(0, from).SelectMany(period => shape.Select(_ => level[period][institution, lane]))],
                        elasticity);
                    var inputs = $"seed {seed}, place {place}, lane {lane} of {used}";
                    Near.EqualRelative([plain.Served.Sum(), plain.Dropped.Sum(), plain.Queue.LastOrDefault()], Of(together, place, lane)[..3], 1e-12, inputs, smallest: 1000);
                    TestLanes.SameBits(Of(together, place, lane), Of(alone, place, 0), $"{inputs} alone");
                    Near.EqualRelative([together.Arrived(place)[lane]], [plain.Served.Sum() + plain.Dropped.Sum() + plain.Queue.LastOrDefault()], 1e-12, inputs, smallest: 1000);
                }
            }
        }
    }

    [Fact]
    public void Serving_takes_no_memory()
    {
        var queue = new CapacityQueue<EightLanes>([new Capacity(0, Rate, QueueMax), new Capacity(2, Rate)], [0.5, 0.5], 0.1);
        var (load, level) = (TestLanes.Numbers<EightLanes>(2, (_, _) => 900), TestLanes.Numbers<EightLanes>(3, (_, _) => 1));

        TestLanes.AllocatesNothing(() => queue.Serve(0, 2, load, level, EightLanes.All), "a period");
    }

    private static void Serve(CapacityQueue<EightLanes> queue, double load, double level) =>
        queue.Serve(0, 1, TestLanes.Numbers<EightLanes>(1, (_, _) => load), TestLanes.Numbers<EightLanes>(1, (_, _) => level), EightLanes.All);

    private static Textbook.FluidQueueResult Path(Outages<EightLanes> outages, Failover? failover)
    {
        var queue = new CapacityQueue<EightLanes>([new Capacity(0, Rate, QueueMax)], [1], 0);
        var result = new Textbook.FluidQueueResult(new double[Load.Length], new double[Load.Length], new double[Load.Length]);
        for (var period = 0; period < Load.Length; period++)
        {
            var (served, dropped) = (queue.Served(0)[2], queue.Dropped(0)[2]);
            // The outage is known from the start here, and begins in its own period.
            outages.Begin(period, failover, null);
            Serve(queue, Load[period], outages.Available[0][2]);
            (result.Served[period], result.Queue[period], result.Dropped[period]) = (queue.Served(0)[2] - served, queue.Waiting(0)[2], queue.Dropped(0)[2] - dropped);
        }

        return result;
    }

    private static CapacityQueue<TLanes> Run<TLanes>(Capacity[] capacities, double[] shape, double elasticity, double[][,] load, double[][,] level, int firstLane, int used)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var queue = new CapacityQueue<TLanes>(capacities, shape, elasticity);
        for (var period = 0; period < load.Length; period++)
        {
            var loads = TestLanes.Numbers<TLanes>(capacities.Length, (place, lane) => load[period][place, firstLane + lane]);
            var levels = TestLanes.Numbers<TLanes>(level[period].GetLength(0), (institution, lane) => level[period][institution, firstLane + lane]);

            // In two parts, as two partitions would.
            queue.Serve(capacities.Length / 2, capacities.Length, loads, levels, TLanes.First(used));
            queue.Serve(0, capacities.Length / 2, loads, levels, TLanes.First(used));
        }

        return queue;
    }

    private static double[] Of<TLanes>(CapacityQueue<TLanes> queue, int place, int lane)
        where TLanes : unmanaged, ILanes<TLanes> =>
        [queue.Served(place)[lane], queue.Dropped(place)[lane], queue.Waiting(place)[lane], queue.Latency(place)[lane]];

    private static double[][,] Numbers(Random random, int periods, int count, double most) =>
    [
        .. Enumerable.Range(0, periods).Select(_ =>
        {
            var numbers = new double[count, 8];
            for (var item = 0; item < numbers.Length; item++)
            {
                numbers[item / 8, item % 8] = random.Next(4) switch { 0 => 0, 1 => most, _ => most * random.NextDouble() };
            }

            return numbers;
        }),
    ];
}
