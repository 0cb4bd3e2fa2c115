using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Queues of payments against the plain version, payment by payment, and what always holds of them (invariant 12 of models.md 11).</summary>
public sealed class PaymentQueueAgreementTests
{
    private const int Systems = 400;
    private const int Lanes = RandomPayments.Lanes;

    // All of a block's life: payments enter, are lost, settle, and are carried over or cancelled. What is carried in eight lanes has the bits of
    // what is carried alone, and both those of the plain version, since amounts are such that sums of them are exact.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Random_payments_agree_with_the_plain_version_period_by_period(bool gridlock, bool cancel)
    {
        var (settled, left) = (0, 0);
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomPayments.Of(seed);
            var together = Run<EightLanes>(system, gridlock, cancel, 0);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var expected = Plain(system, gridlock, cancel, lane);
                var alone = Run<OneLane>(system, gridlock, cancel, lane);
                for (var period = 0; period < RandomPayments.Periods; period++)
                {
                    var inputs = $"{system}, lane {lane}, period {period}, gridlock {gridlock}, cancel {cancel}";
                    TestLanes.SameBits(expected[period].Cash, together[period][lane].Cash, inputs);
                    Assert.True(expected[period].Waiting.SequenceEqual(together[period][lane].Waiting), $"{inputs}: what waits");
                    TestLanes.SameBits(expected[period].Cash, alone[period][0].Cash, $"{inputs}, alone");
                    Assert.True(expected[period].Waiting.SequenceEqual(alone[period][0].Waiting), $"{inputs}, alone: what waits");
                }

                left += expected[^1].Waiting.Length;
                settled += system.Payments.Length - expected[^1].Waiting.Length;
            }
        }

        // The systems are of both kinds.
        Assert.True(settled > Systems && (cancel || left > Systems), $"{settled} settled, {left} left");
    }

    // Of all sets that keep the order of every queue and leave nobody negative, the largest has all the others in it: tried out one by one.
    [Fact]
    public void Gridlock_resolution_settles_the_largest_set_there_is()
    {
        var found = 0;
        for (var seed = 0; seed < 3000; seed++)
        {
            var system = RandomPayments.Of(seed, 4, 9);
            var (queue, cash) = Start<EightLanes>(system, 0);
            queue.Enter(RandomPayments.Periods - 1);
            var isSilent = system.SilentFrom<EightLanes>(0, 0);

            queue.Settle(cash, isSilent, EightLanes.All, gridlock: true, roundsMax: 0);

            for (var lane = 0; lane < Lanes; lane++)
            {
                var expected = LargestSet(system, lane);
                int[] settled = [.. Enumerable.Range(0, system.Payments.Length).Where(number => !queue.IsWaiting(number, lane))];
                Assert.True(expected.SequenceEqual(settled), $"{system}, lane {lane}: expected {string.Join(",", expected)}, settled {string.Join(",", settled)}");
                found += settled.Length;
            }
        }

        Assert.True(found > 3000, $"{found} payments settled");
    }

    // What rounds settle is in the largest set, so that rounds first or not comes to the same.
    [Fact]
    public void Rounds_before_gridlock_resolution_change_nothing()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomPayments.Of(seed);
            var isSilent = system.SilentFrom<EightLanes>(0, 0);
            var (first, firstCash) = Start<EightLanes>(system, 0);
            var (second, secondCash) = Start<EightLanes>(system, 0);
            first.Enter(RandomPayments.Periods);
            second.Enter(RandomPayments.Periods);

            first.Settle(firstCash, isSilent, EightLanes.All, gridlock: true);
            second.Settle(secondCash, isSilent, EightLanes.All, gridlock: true, roundsMax: 0);

            for (var lane = 0; lane < Lanes; lane++)
            {
                TestLanes.SameBits(firstCash.Lane(lane), secondCash.Lane(lane), $"{system}, lane {lane}");
                Assert.Equal(first.WaitingIn(lane), second.WaitingIn(lane));
            }
        }
    }

    // Invariant 12: nobody pays more than it had and got, no balance is negative, queues are settled from the front, and money only moves.
    // Amounts here are any doubles, so that sums are rounded.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Money_moves_in_the_order_of_queues_and_nobody_pays_more_than_it_has(bool gridlock) => ForAll.Systems(system =>
    {
        var random = new Random(system.Seed);
        QueuedPayment[] payments =
        [
            .. from payer in Enumerable.Range(0, system.Size)
               from payee in Enumerable.Range(0, system.Size)
               where payer != payee && system.Debt[payer, payee] > 0
               from part in new[] { random.NextDouble(), random.NextDouble() }
               select new QueuedPayment(payer, payee, system.Debt[payer, payee] * part),
        ];
        var queue = new PaymentQueue<EightLanes>(new Payments(payments, system.TotalAssets), isHistoryKept: false);
        var opening = TestLanes.Numbers<EightLanes>(system.Size, (institution, lane) => system.Assets[institution] * 0.01 * lane * random.NextDouble());
        var cash = TestLanes.Numbers<EightLanes>(system.Size, (institution, lane) => opening[institution][lane]);
        queue.Enter(0);
        queue.Settle(cash, null, EightLanes.All, gridlock);

        var slack = 1e-10 * (system.TotalAssets.Sum() + payments.Sum(payment => payment.Amount));
        for (var lane = 0; lane < Lanes; lane++)
        {
            var (paid, got) = (new double[system.Size], new double[system.Size]);
            foreach (var (number, payment) in payments.Index().Where(item => !queue.IsWaiting(item.Index, lane)))
            {
                paid[payment.Payer] += payment.Amount;
                got[payment.Payee] += payment.Amount;
                Assert.DoesNotContain(Enumerable.Range(0, number), before => payments[before].Payer == payment.Payer && queue.IsWaiting(before, lane));
            }

            for (var institution = 0; institution < system.Size; institution++)
            {
                Assert.True(cash[institution][lane] >= 0, $"{system}, lane {lane}: cash of {institution} is {cash[institution][lane]}");
                Assert.True(paid[institution] <= opening[institution][lane] + got[institution] + slack, $"{system}, lane {lane}: {institution} paid {paid[institution]}");
            }

            Near.Equal([.. opening.Lane(lane).Select((held, institution) => held + got[institution] - paid[institution])], cash.Lane(lane), slack, $"{system}, lane {lane}");
            Near.Equal([opening.Lane(lane).Sum()], [cash.Lane(lane).Sum()], slack, $"{system}, lane {lane}: money there is");

            // Invariant 15: the same bits alone, where sums are rounded as well.
            var alone = new PaymentQueue<OneLane>(new Payments(payments, system.TotalAssets), isHistoryKept: false);
            var ownCash = TestLanes.Numbers<OneLane>(system.Size, (institution, _) => opening[institution][lane]);
            alone.Enter(0);
            alone.Settle(ownCash, null, OneLane.All, gridlock);
            TestLanes.SameBits(ownCash.Lane(0), cash.Lane(lane), $"{system}, lane {lane} alone");
        }
    });

    // Invariant 10: the same institutions in another order settle the same payments; twice the money settles the same payments.
    [Fact]
    public void Neither_the_order_of_institutions_nor_the_unit_of_money_matters()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = RandomPayments.Of(seed);
            var random = new Random(seed);
            int[] name = [.. Enumerable.Range(0, system.Institutions).OrderBy(_ => random.Next())];
            QueuedPayment[] other = [.. system.Payments.Select(payment => payment with { Payer = name[payment.Payer], Payee = name[payment.Payee], Amount = 2 * payment.Amount })];
            var (queue, cash) = Start<EightLanes>(system, 0);
            var renamed = new PaymentQueue<EightLanes>(new Payments(other, system.TotalAssets), isHistoryKept: false);
            var otherCash = TestLanes.Numbers<EightLanes>(system.Institutions, (institution, lane) => 2 * system.Cash[Array.IndexOf(name, institution), lane]);
            queue.Enter(RandomPayments.Periods);
            renamed.Enter(RandomPayments.Periods);

            queue.Settle(cash, null, EightLanes.All, gridlock: true);
            renamed.Settle(otherCash, null, EightLanes.All, gridlock: true);

            for (var number = 0; number < other.Length; number++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    Assert.True(queue.IsWaiting(number, lane) == renamed.IsWaiting(number, lane), $"{system}, payment {number}, lane {lane}");
                }
            }
        }
    }

    [Fact]
    public void Lanes_at_rest_do_not_change()
    {
        var system = Lively();
        var (queue, cash) = Start<EightLanes>(system, 0);
        queue.Enter(RandomPayments.Periods);

        queue.Settle(cash, null, EightLanes.First(5), gridlock: true);
        queue.Cancel(EightLanes.First(5));

        Assert.NotEqual(system.CashOf(4), cash.Lane(4));
        Assert.Equal(system.CashOf(5), cash.Lane(5));
        Assert.Equal((0, system.Payments.Length), (queue.WaitingIn(4), queue.WaitingIn(5)));
    }

    [Fact]
    public void Settling_takes_no_memory()
    {
        var system = Lively();
        var (queue, cash) = Start<EightLanes>(system, 0);
        var opening = system.CashFrom<EightLanes>(0);
        TestLanes.AllocatesNothing(
            () =>
            {
                opening.Span.CopyTo(cash.Span);
                queue.Clear();
                queue.Enter(RandomPayments.Periods);
                queue.Settle(cash, null, EightLanes.All, gridlock: true);
                queue.Lose(system.Payments[0].Payer, EightLanes.All, 0, cash);
                queue.Cancel(EightLanes.All);
                _ = queue.Unsettled();
            },
            "a period of payments");
    }

    /// <summary>The first system in which some payments settle and some do not, in every lane.</summary>
    private static RandomPayments Lively() => Enumerable.Range(0, Systems).Select(RandomPayments.Of).First(system =>
    {
        var (queue, cash) = Start<EightLanes>(system, 0);
        queue.Enter(RandomPayments.Periods);
        queue.Settle(cash, null, EightLanes.All, gridlock: true);
        return Enumerable.Range(0, Lanes).All(lane => queue.WaitingIn(lane) > 0 && queue.WaitingIn(lane) < system.Payments.Length);
    });

    private static (PaymentQueue<TLanes> Queue, LaneArray<TLanes> Cash) Start<TLanes>(RandomPayments system, int firstLane)
        where TLanes : unmanaged, ILanes<TLanes> =>
        (new PaymentQueue<TLanes>(new Payments(system.Payments, system.TotalAssets), isHistoryKept: true), system.CashFrom<TLanes>(firstLane));

    /// <summary>By period and lane.</summary>
    private static State[][] Run<TLanes>(RandomPayments system, bool gridlock, bool cancel, int firstLane)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (queue, cash) = Start<TLanes>(system, firstLane);
        var path = new State[RandomPayments.Periods][];
        for (var period = 0; period < path.Length; period++)
        {
            queue.Enter(period);
            queue.Lose(LoserIn(system, period), TLanes.All, period - 2, cash);
            queue.Settle(cash, system.SilentFrom<TLanes>(period, firstLane), TLanes.All, gridlock);
            path[period] =
            [
                .. Enumerable.Range(0, TLanes.Count)
                    .Select(lane => new State(cash.Lane(lane), [.. Enumerable.Range(0, system.Payments.Length).Where(number => queue.IsWaiting(number, lane))])),
            ];
            if (cancel)
            {
                queue.Cancel(TLanes.All);
            }
        }

        return path;
    }

    private static State[] Plain(RandomPayments system, bool gridlock, bool cancel, int lane)
    {
        var plain = new Textbook.PaymentSystem(system.Payments, system.CashOf(lane));
        var path = new State[RandomPayments.Periods];
        for (var period = 0; period < path.Length; period++)
        {
            plain.Enter(period);
            plain.Lose(LoserIn(system, period), period - 2);
            plain.IsSilent = system.SilentIn(period, lane);
            while (plain.Round(period).Count > 0)
            {
            }

            if (gridlock)
            {
                _ = plain.Gridlock(period);
            }

            path[period] = new State([.. plain.Cash], [.. plain.Waiting.Order()]);
            if (cancel)
            {
                plain.Cancel();
            }
        }

        return path;
    }

    /// <summary>Whose records of the last two periods are lost.</summary>
    private static int LoserIn(RandomPayments system, int period) => (system.Seed + period) % system.Institutions;

    private static int[] LargestSet(RandomPayments system, int lane)
    {
        var silent = system.SilentIn(0, lane);
        int[][] queues =
        [
            .. Enumerable.Range(0, system.Institutions).Select(payer =>
                Enumerable.Range(0, system.Payments.Length).Where(number => !silent[payer] && system.Payments[number].Payer == payer).OrderBy(number => system.Payments[number].Period).ToArray()),
        ];
        var (taken, most) = (new int[queues.Length], new int[queues.Length]);
        do
        {
            var net = system.CashOf(lane);
            foreach (var payment in queues.SelectMany((queue, payer) => queue.Take(taken[payer])).Select(number => system.Payments[number]))
            {
                net[payment.Payer] -= payment.Amount;
                net[payment.Payee] += payment.Amount;
            }

            most = net.All(balance => balance >= 0) ? [.. most.Zip(taken, Math.Max)] : most;
        }
        while (Next(taken, queues));

        return [.. queues.SelectMany((queue, payer) => queue.Take(most[payer])).Order()];
    }

    private static bool Next(int[] taken, int[][] queues)
    {
        for (var payer = 0; payer < taken.Length; payer++)
        {
            if (++taken[payer] <= queues[payer].Length)
            {
                return true;
            }

            taken[payer] = 0;
        }

        return false;
    }

    private sealed record State(double[] Cash, int[] Waiting);
}
