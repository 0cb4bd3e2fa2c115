using System.Collections.Concurrent;

namespace Contagion.Analysis;

/// <summary>Shapley values from a sample of orders in which players come in.</summary>
/// <param name="Values">φ of each player, in the unit of the value; they add up to v(all) − v(∅), to rounding.</param>
/// <param name="StandardErrors">How far each is from the exact one as a rule; NaN for a single pair of orders.</param>
/// <param name="Orders">How many orders were sampled, reversed ones included.</param>
/// <remarks>
/// Castro, Gómez and Tejada (2009), Computers and Operations Research 36(5):1726–1730. Every order is followed by its reverse, in which who came early
/// comes late: the errors of the two partly cancel. Mitchell, Cooper, Frank and Holmes (2022), Journal of Machine Learning Research 23(43).
/// What players add along an order telescopes, so that every order, and therefore their mean, adds up to v(all) − v(∅).
/// </remarks>
public sealed record ShapleyEstimate(double[] Values, double[] StandardErrors, int Orders)
{
    /// <summary>At most this many parts are added up one after the other, whatever the number of threads.</summary>
    private const int PartsMax = 256;

    /// <summary>The most orders.</summary>
    public const int OrdersMax = 1 << 30;

    /// <summary>Samples orders, over all processors.</summary>
    /// <param name="players">Number of players.</param>
    /// <param name="orders">How many orders, an even number from 2: half of them are the reverse of the others.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="newCoalition">Makes an empty set of players; each thread has its own.</param>
    /// <exception cref="ArgumentException">The number of orders is odd or out of range, or a value is NaN or infinite.</exception>
    internal static ShapleyEstimate Of(int players, int orders, ulong seed, Func<ICoalition> newCoalition)
    {
        if (orders < 2 || orders > OrdersMax || orders % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(orders), orders, $"Orders come in pairs; expected an even number from 2 to {OrdersMax}.");
        }

        var (pairs, parts) = (orders / 2, Math.Min(PartsMax, orders / 2));
        var moments = new Moments[parts];
        var idle = new ConcurrentBag<ICoalition>();
        try
        {
            Parallel.For(0, parts, part =>
            {
                var coalition = idle.TryTake(out var one) ? one : newCoalition();
                moments[part] = Sample(players, seed, coalition, (int)((long)pairs * part / parts), (int)((long)pairs * (part + 1) / parts));
                idle.Add(coalition);
            });
        }
        catch (AggregateException several) when (several.InnerExceptions[0] is ArgumentException first)
        {
            throw new ArgumentException(first.Message, several);
        }

        for (var part = 1; part < parts; part++)
        {
            moments[0].Add(moments[part]);
        }

        return new ShapleyEstimate(moments[0].Mean, moments[0].StandardErrors(), orders);
    }

    private static Moments Sample(int players, ulong seed, ICoalition coalition, int from, int to)
    {
        var (moments, order, added) = (new Moments(players), new int[players], new double[players]);
        for (var pair = from; pair < to; pair++)
        {
            for (var player = 0; player < players; player++)
            {
                order[player] = player;
            }

            KeyedShuffle.Shuffle(order.AsSpan(), seed, pair);
            Array.Clear(added);
            Walk(coalition, order, added);
            Array.Reverse(order);
            Walk(coalition, order, added);
            moments.Add(added);
        }

        return moments;
    }

    /// <summary>Adds half of what each player adds to the value when it comes in.</summary>
    private static void Walk(ICoalition coalition, ReadOnlySpan<int> order, Span<double> added)
    {
        var before = coalition.Clear();
        foreach (var player in order)
        {
            var value = coalition.Join(player);
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"The value of a set of players is {value}; expected a finite one.");
            }

            added[player] += (value - before) / 2;
            before = value;
        }
    }

    /// <summary>Mean and spread of what each player adds, over pairs of orders.</summary>
    /// <remarks>Welford (1962), Technometrics 4(3):419–420; parts put together as in Chan, Golub and LeVeque (1983), The American Statistician 37(3):242–247.</remarks>
    private sealed class Moments(int players)
    {
        private readonly double[] _squares = new double[players];
        private double _count;

        public double[] Mean { get; } = new double[players];

        public void Add(ReadOnlySpan<double> added)
        {
            _count++;
            for (var player = 0; player < added.Length; player++)
            {
                var off = added[player] - Mean[player];
                Mean[player] += off / _count;
                _squares[player] += off * (added[player] - Mean[player]);
            }
        }

        public void Add(Moments other)
        {
            var count = _count + other._count;
            for (var player = 0; player < Mean.Length; player++)
            {
                var off = other.Mean[player] - Mean[player];
                Mean[player] += off * (other._count / count);
                _squares[player] += other._squares[player] + (off * off * (_count * other._count / count));
            }

            _count = count;
        }

        public double[] StandardErrors() => [.. _squares.Select(squares => _count > 1 ? Math.Sqrt(squares / (_count - 1) / _count) : double.NaN)];
    }
}
