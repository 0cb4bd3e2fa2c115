using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Queues of payments, worked by hand and printed (models.md 5.2).</summary>
public sealed class PaymentQueueTests
{
    private const int A = 0;
    private const int B = 1;
    private const int C = 2;
    private const int D = 3;

    // Source: models.md TV-RTGS; numbers here are ids less one.
    private static readonly QueuedPayment[] Six = [new(A, B, 3), new(B, C, 3), new(C, A, 3), new(D, A, 2), new(B, D, 2), new(A, C, 1)];
    private static readonly double[] Opening = [2, 1, 1, 4];

    [Fact]
    public void Payments_settle_in_the_printed_rounds()
    {
        var (queue, cash) = Enter(Six, Opening);
        int[][] waitingAfter = [[0, 1, 2, 4, 5], [1, 2, 4], [2, 4], [4], [4]];

        foreach (var waiting in waitingAfter)
        {
            queue.Settle(cash, null, EightLanes.All, gridlock: false, roundsMax: 1);

            Assert.Equal(waiting, Waiting(queue, Six.Length, 6));
        }

        Assert.Equal([3, 1, 2, 2], cash.Lane(6));
        Assert.Equal(2, queue.Unsettled()[6]);
        Assert.Equal([0, 2, 0, 0], TestLanes.Lane(4, 6, queue.Unsettled));
    }

    [Fact]
    public void All_rounds_at_once_come_to_the_same()
    {
        var (queue, cash) = Enter(Six, Opening);

        queue.Settle(cash, null, EightLanes.All, gridlock: true);

        Assert.Equal([4], Waiting(queue, Six.Length, 0));
        Assert.Equal([3, 1, 2, 2], cash.Lane(0));
    }

    // Source: models.md TV-RTGS. D is down in lane 3 alone.
    [Fact]
    public void With_one_payer_down_the_others_block_each_other_until_gridlock_is_resolved()
    {
        var (queue, cash) = Enter(Six, Opening);
        var isSilent = TestLanes.Masks<EightLanes>(4, (institution, lane) => institution == D && lane == 3);

        queue.Settle(cash, isSilent, EightLanes.All, gridlock: false);
        Assert.Equal([0, 1, 2, 3, 4, 5], Waiting(queue, Six.Length, 3));
        Assert.Equal(Opening, cash.Lane(3));

        queue.Settle(cash, isSilent, EightLanes.All, gridlock: true);
        Assert.Equal([3, 4], Waiting(queue, Six.Length, 3));
        Assert.Equal([1, 1, 2, 4], cash.Lane(3));
        Assert.Equal([3, 1, 2, 2], cash.Lane(2));
    }

    // Worked by hand: the first payment of A is not covered and holds up the second, which would be. B waits for A. Netted, A has 2 + 3 for the
    // first, and nothing for the second.
    [Fact]
    public void A_payment_that_is_not_covered_holds_up_all_behind_it()
    {
        QueuedPayment[] payments = [new(A, B, 5), new(A, B, 1), new(B, A, 3)];
        var (queue, cash) = Enter(payments, [2, 0]);

        queue.Settle(cash, null, EightLanes.All, gridlock: false);
        Assert.Equal([0, 1, 2], Waiting(queue, payments.Length, 0));
        Assert.Equal([2, 0], cash.Lane(0));

        queue.Settle(cash, null, EightLanes.All, gridlock: true);
        Assert.Equal([1], Waiting(queue, payments.Length, 0));
        Assert.Equal([0, 2], cash.Lane(0));
    }

    // Worked by hand: B gets 0.7 and 0.1, in doubles 0.7999999999999999, and owes 0.8.
    [Fact]
    public void A_balance_that_falls_short_by_rounding_alone_covers_a_payment()
    {
        QueuedPayment[] payments = [new(A, B, 0.7), new(A, B, 0.1), new(B, C, 0.8)];
        var (queue, cash) = Enter(payments, [1, 0, 0]);

        queue.Settle(cash, null, EightLanes.All, gridlock: false);

        Assert.Empty(Waiting(queue, payments.Length, 0));
        Near.Equal([0.2, 0, 0.8], cash.Lane(0), Near.Exact, "0.7 + 0.1 pays 0.8");
        Assert.Equal(0, cash[B][0]);
    }

    // Worked by hand: of period 1 is first what was given last; it waits for the money that B gets in period 1.
    [Fact]
    public void Payments_enter_in_their_period_and_wait_behind_older_ones()
    {
        QueuedPayment[] payments = [new(B, A, 1, 1), new(A, B, 4, 1), new(B, A, 3)];
        var (queue, cash) = Enter(payments, [4, 0]);

        queue.Settle(cash, null, EightLanes.All, gridlock: false);
        Assert.Equal([2], Waiting(queue, payments.Length, 0));
        Assert.Equal(3, queue.Unsettled()[0]);

        queue.Enter(1);
        queue.Settle(cash, null, EightLanes.All, gridlock: false, roundsMax: 1);
        Assert.Equal([0, 2], Waiting(queue, payments.Length, 0));
        queue.Settle(cash, null, EightLanes.All, gridlock: false);
        Assert.Empty(Waiting(queue, payments.Length, 0));
        Assert.Equal([4, 0], cash.Lane(0));
    }

    [Fact]
    public void Cancelled_payments_are_gone()
    {
        var (queue, cash) = Enter(Six, Opening);
        queue.Settle(cash, null, EightLanes.All, gridlock: false);

        queue.Cancel(EightLanes.First(1));

        Assert.Empty(Waiting(queue, Six.Length, 0));
        Assert.Equal((0, 2), (queue.Unsettled()[0], queue.Unsettled()[1]));
        queue.Settle(TestLanes.Numbers<EightLanes>(4, (_, _) => 100), null, EightLanes.All, gridlock: false);
        Assert.Equal((0, 0), (queue.WaitingIn(0), queue.WaitingIn(1)));
    }

    // Worked by hand: A paid 3 and then 1 to B in period 0 and 2 to C in period 1; B has spent all but 3.5. With the records of two periods lost, 2
    // and 1 come back and 3 does not, for B has 2.5 left.
    [Fact]
    public void Lost_payments_go_back_the_last_first_and_wait_again()
    {
        QueuedPayment[] payments = [new(A, B, 3), new(A, B, 1), new(B, D, 0.5), new(A, C, 2, 1)];
        var (queue, cash) = Enter(payments, [6, 0, 0, 0]);
        queue.Settle(cash, null, EightLanes.All, gridlock: false);
        queue.Enter(1);
        queue.Settle(cash, null, EightLanes.All, gridlock: false);
        Assert.Equal([0, 3.5, 2, 0.5], cash.Lane(0));

        queue.Enter(2);
        queue.Lose(A, EightLanes.First(4), since: 1, cash);
        Assert.Equal([2, 3.5, 0, 0.5], cash.Lane(0));
        Assert.Equal([3], Waiting(queue, payments.Length, 0));

        queue.Lose(A, EightLanes.First(4), since: 0, cash);
        Assert.Equal([3, 2.5, 0, 0.5], cash.Lane(0));
        Assert.Equal([1, 3], Waiting(queue, payments.Length, 0));
        Assert.Equal([0, 3.5, 2, 0.5], cash.Lane(4));

        queue.Settle(cash, null, EightLanes.All, gridlock: false);
        Assert.Equal([0, 3.5, 2, 0.5], cash.Lane(0));
        Assert.Empty(Waiting(queue, payments.Length, 0));
    }

    [Fact]
    public void Nobody_need_pay_anybody()
    {
        var (queue, cash) = Enter([], [1, 2]);

        queue.Settle(cash, null, EightLanes.All, gridlock: true);

        Assert.Equal([1, 2], cash.Lane(7));
        Assert.Equal(0, queue.Unsettled()[7]);
    }

    [Theory]
    [InlineData(A, A, 1)]
    [InlineData(A, B, -1)]
    [InlineData(A, B, double.NaN)]
    [InlineData(A, B, double.PositiveInfinity)]
    public void Payments_are_to_others_and_of_something(int payer, int payee, double amount) =>
        Assert.Throws<ArgumentException>(() => new Payments([new QueuedPayment(payer, payee, amount)], [0, 0]));

    private static (PaymentQueue<EightLanes> Queue, LaneArray<EightLanes> Cash) Enter(QueuedPayment[] payments, double[] opening)
    {
        var queue = new PaymentQueue<EightLanes>(new Payments(payments, new double[opening.Length]), isHistoryKept: true);
        queue.Enter(0);
        return (queue, TestLanes.Numbers<EightLanes>(opening.Length, (institution, _) => opening[institution]));
    }

    private static int[] Waiting(PaymentQueue<EightLanes> queue, int count, int lane) => [.. Enumerable.Range(0, count).Where(number => queue.IsWaiting(number, lane))];
}
